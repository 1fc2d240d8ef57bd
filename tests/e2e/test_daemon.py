"""The daemon as an administrator meets it: configuration, reload, socket."""
import json, os, signal, socket, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def has(part, whole):
    if part not in whole:
        raise Failed('%r is not in:\n%s' % (part, whole))


def harkd(h, *args):
    p = subprocess.run([os.path.join(h.build, 'harkd'), *args],
                       capture_output=True, text=True, timeout=60, env=h.env)
    return p.returncode, p.stdout, p.stderr


def test_config():
    """-t prints what is understood, masks secrets, names file and line"""
    h = House('conf')
    h.config()
    rc, out, err = harkd(h, '-c', h.conf, '-t')
    expect(rc, 0, err)
    for part in ('becker', 'blumen', 'mastodon', 'Europe/Berlin'):
        has(part, out)
    if 'demo-token' in out + err:
        raise Failed('the secret is printed')
    h.config(account='serverr = "https://x.example"')
    rc, out, err = harkd(h, '-c', h.conf, '-t')
    expect(rc, 78, err)
    has('harkd.conf:', err)
    has('serverr', err)
    rc, out, err = harkd(h, '-c', h.dir + '/missing.conf', '-t')
    if rc == 0:
        raise Failed('a missing file is good')
    rc, out, err = harkd(h, '--nonsense')
    expect(rc, 64)
    os.chmod(os.path.join(h.dir, 'cred', 'token'), 0o644)
    h.config()
    rc, out, err = harkd(h, '-c', h.conf, '-t')
    expect(rc, 77, 'a secret that others may read')
    has('token', err)
    h.stop()


def test_reload():
    """a good file is taken, a bad one refused with its place, questions stay"""
    h = House('reload')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Anna', text='@becker Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    h.config(client='answered-note = true', account='tags = {"tulpen"}')
    h.run('reload')
    expect(len(h.json('list')), 1, 'questions')
    h.world('ask', who='Bea', text='Wo gibt es gerade schöne #tulpen in der '
            'Stadt? Weiß das jemand?')
    h.wait_question('schöne', limit=30)
    good = open(h.conf).read()
    with open(h.conf, 'w') as f:
        f.write(good.replace('timezone = "Europe/Berlin"',
                             'timezone = "Mars/Olympus"'))
    h.run('reload', rc=78)
    has('harkd.conf:', h.err)
    has('Mars/Olympus', h.err)
    has('Europe/Berlin', h.run('config'))
    h.harkd.send_signal(signal.SIGHUP)
    h.run('ping')
    has('reload refused', h.tail(50))
    h.stop_harkd()
    h.stop()


def test_second_daemon():
    """a second harkd on the same files is refused and harms nothing"""
    h = House('second')
    h.config()
    h.start_harkd()
    rc, out, err = harkd(h, '-c', h.conf)
    expect(rc, 69, err)
    has('another harkd', err)
    h.run('ping')
    h.stop_harkd()
    h.stop()


def raw(h, data, n=1):
    s = socket.socket(socket.AF_UNIX)
    s.settimeout(10)
    s.connect(h.socket)
    s.sendall(data)
    f = s.makefile('rb')
    return [json.loads(f.readline()) for _ in range(n)]


def test_socket():
    """nonsense on the socket is answered; a peer that never reads is cut off"""
    h = House('socket')
    h.config()
    h.start_harkd()
    for line in (b'nonsense\n', b'[]\n', b'{"verb":"frobnicate"}\n', b'{}\n',
                 b'{"verb":"list","max":"many"}\n', b'{"verb":"list","x":1}\n',
                 b'{"verb":"show"}\n', b'\x00\xff\n', b'{"v":99,"verb":"ping"}\n'):
        r = raw(h, line)[0]
        expect((r['end'], r['ok']), (True, False), line)
        if not r['error']:
            raise Failed('no words for %r' % line)
    two = raw(h, b'{"id":1,"verb":"ping"}\n{"id":2,"verb":"ping"}\n', 2)
    expect([r['id'] for r in two], [1, 2])
    deaf = socket.socket(socket.AF_UNIX)
    deaf.connect(h.socket)
    deaf.setblocking(False)
    try:
        for _ in range(20000):
            deaf.send(b'{"id":1,"verb":"metrics"}\n')
    except OSError:
        pass
    long = socket.socket(socket.AF_UNIX)
    long.connect(h.socket)
    try:
        long.settimeout(10)
        for _ in range(100):
            long.sendall(b'x' * 65536)
        raise Failed('a line without end is read for ever')
    except OSError:
        pass
    h.run('ping')
    h.stop_harkd()
    h.stop()


def test_hostile_text():
    """what strangers write moves no cursor and forges no line"""
    h = House('hostile')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    evil = '@becker Habt ihr am Sonntag offen?\x1b[2J\x1b]0;owned\x07\u202eevil\u2066 ' \
        '\r\nBcc: victim@example.org'
    h.world('ask', who='Eve\x1b[31m\r\nX: y', text=evil)
    q = h.wait_question('offen', 'waiting')['id']
    for verb in (['list'], ['show', q], ['why', q], ['search', 'offen']):
        out = h.run(*verb)
        for bad in ('\x1b', '\x07', '\u202e', '\u2066', '\r'):
            if bad in out:
                raise Failed('hark %s prints %r' % (verb[0], bad))
    m = h.wait_mail()
    for name in m.keys():
        if name.lower() in ('bcc', 'x'):
            raise Failed('a forged header: ' + name)
    if '\x1b' in m.as_string():
        raise Failed('an escape in the mail')
    h.run('search', '"unbalanced', rc=2)
    h.run('search', 'a AND (b OR', rc=2)
    h.run('search', "'; DROP TABLE post; --", rc=None)
    h.run('ping')
    h.stop_harkd()
    h.stop()


def test_once_and_dry_run():
    """--once polls, alerts and ends; --dry-run sends nothing"""
    h = House('once')
    h.config()
    rc, out, err = harkd(h, '-c', h.conf, '--once')
    expect(rc, 0, err)
    h.world('ask', who='Gabi', text='@becker Wann macht ihr heute zu?')
    rc, out, err = harkd(h, '-c', h.conf, '--once', '--dry-run')
    expect(rc, 0, err)
    if h.smtp_lines.next(0):
        raise Failed('--dry-run sent a mail')
    rc, out, err = harkd(h, '-c', h.conf, '--once')
    expect(rc, 0, err)
    h.wait_mail(5)
    h.world('fail', how='500', times=100)
    rc, out, err = harkd(h, '-c', h.conf, '--once')
    expect(rc, 69, err)
    h.stop()


def test_databases():
    """one broken database does not silence another client; newer is refused"""
    h = House('broken')
    h.config(extra='client "kaputt" { language = "de" timezone = '
             '"Europe/Berlin" recipient "x" { mail = "x@x.example" } '
             'mastodon "m" { server = "%s" token = "token" } }' % h.url)
    with open(os.path.join(h.dir, 'state', 'kaputt.db'), 'wb') as f:
        f.write(b'this is no database at all ' * 400)
    h.start_harkd()
    s = h.json('status')
    expect([b['client'] for b in s['broken']], ['kaputt'])
    h.watch()
    h.polled()
    h.world('ask', who='Ida', text='@becker Nehmt ihr auch Karten?')
    h.wait_question('Karten', 'waiting')
    h.stop_harkd()
    subprocess.run([sys.executable, '-c', 'import sqlite3,sys; c=sqlite3.connect('
                    'sys.argv[1]); c.execute("PRAGMA user_version=9999"); '
                    'c.commit()', os.path.join(h.dir, 'state', 'becker.db')],
                   check=True)
    h.config()
    rc, out, err = harkd(h, '-c', h.conf)
    if rc == 0:
        raise Failed('a newer database is opened')
    has('newer', err)
    h.stop()


def test_backup_and_stop():
    """backup copies a database that opens; SIGTERM ends within five seconds"""
    h = House('backup')
    h.config()
    h.start_harkd()
    h.polled()
    path = os.path.join(h.dir, 'copy.db')
    h.run('backup', path)
    expect(os.stat(path).st_mode & 0o777, 0o600)
    h.run('backup', path, rc=5)
    h.stop_harkd(limit=5)
    h.stop()


def test_account_goes():
    """an account renamed, removed or without its plugin keeps its questions"""
    h = House('leaves')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Jo', text='@becker Habt ihr noch Kürbisse?')
    q = h.wait_question('Kürbisse', 'waiting')['id']
    h.wait_mail()
    good = open(h.conf).read()

    # Renamed: the same account, nothing rings again.
    with open(h.conf, 'w') as f:
        f.write(good.replace('mastodon "blumen"', 'mastodon "laden"'))
    h.run('reload')
    h.polled()
    r = h.json('list')
    expect([(x['id'], x['account']) for x in r], [(q, 'laden')], 'renamed')
    h.no_mail(h.polled)

    # Its plugin is gone: the daemon starts, says so, keeps the question.
    h.stop_harkd()
    os.makedirs(h.dir + '/plugins', exist_ok=True)
    with open(h.conf, 'w') as f:
        f.write(good.replace('mastodon "blumen"', 'mastodon "laden"').replace(
            h.build + '/plugins', h.dir + '/plugins'))
    h.start_harkd()
    expect([a['state'] for a in h.json('accounts')], ['no-plugin'])
    expect([x['id'] for x in h.json('list')], [q], 'without plugin')
    h.run('close', q, 'phone')
    h.stop_harkd()
    h.stop()


def test_deaf_account():
    """a refused token is told to the administrator once, and when it works"""
    h = House('deaf')
    h.config()
    h.start_harkd()
    h.polled()
    h.world('fail', how='401', times=6)
    m = h.wait_mail(40)
    expect(m['To'], 'admin@becker.example')
    has('blumen', m.as_string())
    if 'demo-token' in m.as_string():
        raise Failed('the token is in the mail')
    h.world('fail', how='none')
    h.run('poll', 'blumen')
    m = h.wait_mail(40)
    expect(m['To'], 'admin@becker.example')
    h.stop_harkd()
    h.stop()


if __name__ == '__main__':
    main([test_config, test_reload, test_second_daemon, test_socket,
          test_hostile_text, test_once_and_dry_run, test_databases,
          test_backup_and_stop, test_account_goes, test_deaf_account])
