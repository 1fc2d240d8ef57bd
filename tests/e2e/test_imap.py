"""A shop's mailbox, from the question to the mail and the silence."""
import email.message, email.utils, os, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, Lines, PYTHON, TOP, main, text_of


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


class Mailbox(House):
    def __init__(self, name, options='', mode='plain'):
        super().__init__(name, network=False)
        self.box = os.path.join(self.dir, 'box')
        for folder in 'INBOX', 'Sent':
            os.makedirs(os.path.join(self.box, folder))
        p = self.spawn([PYTHON, os.path.join(TOP, 'tests/servers/imap.py'),
                        self.box, mode], stdout=subprocess.PIPE)
        self.imap_port = int(Lines(p.stdout).next(10))
        self.secret('box', 'open sesame')
        self.options = options
        self.n = 0
        self.write()

    def write(self):
        self.config()
        with open(self.conf) as f:
            text = f.read()
        head = text[:text.index('\tmastodon "')]
        with open(self.conf, 'w') as f:
            f.write(head + '''	imap "post" {
		server = "imap://127.0.0.1:%d"
		user = "hark"
		password = "box"
		addresses = {"laden@becker.example"}
		interval = "1s"
		%s
	}
}
''' % (self.imap_port, self.options))

    def put(self, folder, text, who='Anna <anna@example.org>',
            to='laden@becker.example', subject='Frage', uid=None, **headers):
        """A mail in the box, as if it had just arrived."""
        m = email.message.EmailMessage()
        m['From'], m['To'], m['Subject'] = who, to, subject
        m['Date'] = email.utils.formatdate()
        m['Message-ID'] = headers.pop('id', email.utils.make_msgid(
            domain='example.org'))
        for k, v in headers.items():
            m[k.replace('_', '-')] = v
        m.set_content(text)
        self.n += 1
        path = os.path.join(self.box, folder, str(uid or self.n))
        with open(path + '.new', 'wb') as f:
            f.write(m.as_bytes().replace(b'\r\n', b'\n')
                    .replace(b'\n', b'\r\n'))
        os.rename(path + '.new', path)
        return m['Message-ID']

    def said(self):
        with open(os.path.join(self.box, 'log')) as f:
            return f.read()


def test_question():
    """a mail rings without its words; an answer among the sent ones ends it"""
    h = Mailbox('imap')
    h.put('INBOX', 'Wann haben Sie morgen offen?', who='alt@example.org')
    h.start_harkd()
    h.watch()
    first = h.wait_mail()
    if 'Frage' not in first['Subject']:
        raise Failed(first['Subject'])
    mid = h.put('INBOX', 'Hallo, haben Sie am Samstag glutenfreies Brot?')
    h.put('INBOX', 'Ich bin im Urlaub. Was nun?', who='Ben <ben@example.org>',
          Auto_Submitted='auto-replied')
    q = h.wait_question('glutenfrei', 'waiting')
    expect(q['private'], True, 'private')
    expect(q['handle'], 'anna@example.org', 'handle')
    m = h.wait_mail()
    expect(m['Subject'], 'Frage per E-Mail', 'Subject')
    if 'glutenfrei' in m.as_string() or 'Anna' not in text_of(m) or \
            'Postfach (post)' not in text_of(m):
        raise Failed(m.as_string())
    h.put('Sent', 'Ja, jeden Mittwoch.', who='laden@becker.example',
          to='Anna <anna@example.org>', subject='Re: Frage', In_Reply_To=mid,
          References=mid)
    h.wait_question('glutenfrei', 'answered')
    if any('Urlaub' in (r['text'] or '') for r in h.json('list')):
        raise Failed('an absence note waits')
    if 'SEEN' in h.said() or 'SELECT' in h.said():
        raise Failed(h.said())
    h.stop()


def test_again():
    """after a restart, a new UIDVALIDITY and a move no mail rings twice"""
    h = Mailbox('imap-again')
    h.start_harkd()
    h.watch()
    h.put('Sent', 'Der Stollen ist da!', who='laden@becker.example',
          to='kunden@example.net')
    mid = h.put('INBOX', 'Gibt es den ohne Rosinen?',
                who='Jens <jens@example.org>')
    h.wait_question('Rosinen', 'waiting')
    h.wait_mail()
    h.stop_harkd()
    # The server lost its count: other numbers, another validity.
    os.rename(os.path.join(h.box, 'INBOX/2'), os.path.join(h.box, 'INBOX/1'))
    with open(os.path.join(h.box, 'INBOX/.validity'), 'w') as f:
        f.write('99')
    h.start_harkd()
    h.watch()
    h.put('INBOX', 'Und eine Frage: liefern Sie auch?',
          who='Petra <petra@example.org>')
    h.wait_question('liefern', 'waiting')
    h.wait_mail()
    rows = h.json('list')
    expect(sum('Rosinen' in (r['text'] or '') for r in rows), 1, 'questions')
    h.put('Sent', 'Ja.', who='laden@becker.example',
          to='jens@example.org', In_Reply_To=mid)
    h.wait_question('Rosinen', 'answered')
    h.stop()


def test_refused():
    """a wrong password is told to the administrator, and is in no log"""
    h = Mailbox('imap-refused', mode='deny')
    h.start_harkd()
    m = h.wait_mail(60)
    expect(m['To'], 'admin@becker.example', 'To')
    acc = h.json('status')['accounts'][0]
    expect(acc['state'], 'auth', 'state')
    if 'app password' not in acc['error']:
        raise Failed(acc['error'])
    with open(os.path.join(h.dir, 'harkd.log')) as f:
        log = f.read()
    if 'open sesame' in log or 'AGhhcms' in log + m.as_string():
        raise Failed(log)
    h.stop()


if __name__ == '__main__':
    main([test_question, test_again, test_refused])
