"""Other programs as networks: exec runs them, push is given the same lines."""
import json, os, re, shutil, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import TOP, House, Failed, main, text_of


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def now(ago=0):
    return time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() - ago))


def examples():
    """The two programs in hark-plugin(7), back from mdoc."""
    with open(os.path.join(TOP, 'daemon/hark-plugin.7')) as f:
        found = re.findall(r'Tests run what follows\.\n\.Bd -literal\n'
                           r'(.*?)\.Ed', f.read(), re.S)
    expect(len(found), 2, 'examples')
    return [x.replace('\\e', '\\') for x in found]


def program(h, text, name='program'):
    path = os.path.join(h.dir, name)
    with open(path + '.new', 'w') as f:
        f.write(text)
    os.chmod(path + '.new', 0o755)
    os.rename(path + '.new', path)
    return path


def configure(h, account):
    h.secret('token', 'x')
    h.config()
    with open(h.conf) as f:
        text = f.read()
    at = text.index('mastodon "blumen"')
    with open(h.conf, 'w') as f:
        f.write(text[:at] + account + '\n}\n')


def guest_book(h, text):
    """An example listens: asked, mailed, answered, silent."""
    book = os.path.join(h.dir, 'entries')
    entries = [dict(by='Bo', at=now(90000), text='Schöner Laden!')]

    def write(**entry):
        entries.append(dict(entry, at=now()))
        with open(book + '.new', 'w') as f:
            f.writelines(json.dumps(e) + '\n' for e in entries)
        os.rename(book + '.new', book)

    write(by='Cem', text='Danke noch mal für die Hilfe!')
    path = program(h, text.replace('/srv/guestbook/entries', book))
    configure(h, 'exec "buch" { program = "%s" interval = "1s" '
              'staff = {"shop"} }' % path)
    h.start_harkd()
    h.watch()
    h.run('poll')
    write(by='Anna', text='Habt ihr am Sonntag offen?')
    n = len(entries)
    q = h.wait_question('Sonntag', 'waiting')
    expect(q['network'], 'exec', 'network')
    if 'Habt ihr am Sonntag offen?' not in text_of(h.wait_mail()):
        raise Failed('another mail')
    write(by='shop', text='Ja, bis zwölf.', to=n)
    a = h.wait_question('Sonntag', 'answered')
    expect(a['answered_by'], 'shop', 'answered_by')
    h.stop_harkd()
    h.stop()


def by_python():
    """the example in Python: a question in a guest book is mailed, and answered"""
    guest_book(House('exec-python'), examples()[0])


def by_shell():
    """the example for the shell does the same"""
    if shutil.which('jq') is None:
        # What jq does here, for machines without it.
        h = House('exec-shell')
        path = program(h, JQ, 'jq')
        guest_book(h, examples()[1].replace('exec jq', 'exec ' + path))
    else:
        guest_book(House('exec-shell'), examples()[1])


JQ = """#!/usr/bin/python3
import json, sys
for n, line in enumerate(open(sys.argv[-1]), 1):
    e = json.loads(line)
    to = str(e['to']) if 'to' in e else None
    print(json.dumps(dict(
        id=str(n), visibility='public',
        kind='own' if e['by'] == 'shop' else 'comment', author=e['by'],
        name=e['by'], created=e['at'], text=e['text'],
        thread=to or str(n), parent=to)))
"""

REPLIES = """#!/usr/bin/python3
import json, os, sys
w = json.loads(sys.stdin.readline())
there = %r
if w["op"] == "poll":
    print(json.dumps({"self": {"id": "s", "handle": "@shop"}}))
    for f in sorted(os.listdir(there)):
        print(open(os.path.join(there, f)).read().strip())
    print(json.dumps({"cursor": "1"}))
    sys.exit(0)
post = dict(id="r" + w["key"], kind="own", visibility=w["visibility"],
            author="s", parent=w["to"]["id"], thread=w["to"]["id"],
            created="%s", text=w["text"])
with open(os.path.join(there, "reply-" + w["key"]), "w") as f:
    f.write(json.dumps(post))
print(json.dumps({"posted": post}))
"""


def reply():
    """hark reply goes out through the program, once, and is the answer"""
    h = House('exec-reply')
    there = os.path.join(h.dir, 'there')
    os.mkdir(there)
    path = program(h, REPLIES % (there, now()))
    configure(h, 'exec "forum" { program = "%s" interval = "1s" reply = yes }'
              % path)
    h.start_harkd()
    h.watch()
    with open(os.path.join(there, 'a'), 'w') as f:
        f.write(json.dumps(dict(id='q1', kind='mention', author='anna',
                                visibility='public', created=now(),
                                text='Liefert ihr auch nach Hause?')))
    h.run('poll')
    q = h.wait_question('Hause', 'waiting')['id']
    h.run('reply', q, '--yes', 'Ja, ab 20 Euro.')
    h.wait_question('Hause', 'answered')
    sent = [f for f in os.listdir(there) if f.startswith('reply-')]
    expect(len(sent), 1, 'replies')
    with open(os.path.join(there, sent[0])) as f:
        expect(json.load(f)['text'], 'Ja, ab 20 Euro.', 'text')
    h.stop_harkd()
    h.stop()


def bad_programs():
    """a program that fails, talks nonsense or reads secrets harms nothing"""
    h = House('exec-bad')
    path = program(h, """#!/bin/sh
read -r wanted
echo 'not json'
echo '{"id": "x1", "text": "Wann macht ihr auf?", "visibility": "public",
"kind": "mention"}' | tr -d '\\n'
echo
echo "key: $(cat %s/cred/token)" >&2
exit 3
""" % h.dir)
    configure(h, 'exec "forum" { program = "%s" interval = "1s" }' % path)
    h.start_harkd()
    h.watch()
    h.run('poll')
    end = time.monotonic() + 20
    while True:
        acc = h.json('status')['accounts'][0]
        if acc['error'] and 'exit status 3: key:' in acc['error']:
            break
        if time.monotonic() > end:
            raise Failed('no error: %r\n%s' % (acc, h.tail()))
        time.sleep(0.05)
    # The credential says "x"; where there is no Landlock it can be read.
    if 'key: x' in h.tail(50) and 'no Landlock' not in h.tail(50):
        raise Failed('the program could read a credential\n' + h.tail(50))
    program(h, '#!/bin/sh\nread -r w\necho \'{"id": "x2", "author": "b", '
            '"text": "Habt ihr morgen offen?", "visibility": "public", '
            '"created": "%s"}\'\n' % now())
    h.run('poll')
    h.wait_question('morgen', 'waiting')
    h.stop_harkd()
    h.stop()


def push():
    """hark push: what is brought is stored, asked about, and mailed"""
    h = House('push')
    configure(h, 'push "form" { source = "form" }')
    h.start_harkd()
    h.watch()
    lines = [dict(id='f%d' % i, kind='message', author='a%d' % i,
                  name='Gast %d' % i, visibility='private', created=now(90000),
                  text='Habt ihr im Mai offen? ' + 'x' * 900)
             for i in range(200)]
    lines.append(dict(id='f', kind='message', author='anna', name='Anna',
                      visibility='private', created=now(),
                      text='Ist der Kurs noch frei?'))
    h.run('push', 'form', stdin='\n'.join(map(json.dumps, lines)))
    h.wait_question('Kurs', 'waiting')
    m = h.wait_mail()
    if 'Kurs' in text_of(m):
        raise Failed('private words in a mail:\n' + text_of(m))
    # What was yesterday does not ring, and is there to be found.
    expect(len(h.mails), 1, 'mails')
    expect(len(h.json('search', 'Mai', '-n', '500')), 200, 'found')
    h.run('push', 'form', stdin='{"id": "f", "text": 7}\nno json\n', rc=1)
    h.run('push', 'nothing', stdin='{"id": "1", "text": "x"}\n', rc=1)
    h.run('push', 'form', stdin='')
    h.stop_harkd()
    h.stop()


if __name__ == '__main__':
    main([by_python, by_shell, reply, bad_programs, push])
