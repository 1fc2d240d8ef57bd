"""A shop's mailbox, from the question to the mail and the silence."""
import email.message, email.utils, os, select, subprocess, sys
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

    def until_heard(self):
        """Until the first, silent run is over."""
        while self.json('status')['accounts'][0]['state'] != 'ok':
            select.select([], [], [], 0.05)

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


def test_notice():
    """a network's mail that is vouched for says look; a forged one nothing"""
    h = Mailbox('imap-notice')
    with open(h.conf) as f:
        text = f.read()
    with open(h.conf, 'w') as f:
        f.write(text.replace('imap "post"', 'notice "netze"').replace(
            'addresses = {"laden@becker.example"}',
            'authserv-id = "mx.becker.example"'))
    h.start_harkd()
    h.watch()
    h.until_heard()
    signed = 'mx.becker.example; dkim=pass header.d=linkedin.com'
    h.put('INBOX', 'Haben Sie offen?\nhttps://evil.example/1',
          who='LinkedIn <x@linkedin.com>', subject='Bea sent you a message',
          Authentication_Results=signed.replace('linkedin.com', 'evil.com'))
    h.put('INBOX', 'Haben Sie offen?\nhttps://evil.example/1\n'
          'https://www.linkedin.com/comm/2-abc/?midToken=geheim',
          who='LinkedIn <x@linkedin.com>', subject='Anna sent you a message',
          Authentication_Results=signed)
    q = h.wait_question('Anna sent', 'waiting')
    expect(q['url'], 'https://www.linkedin.com/comm/2-abc/', 'url')
    m = h.wait_mail()
    expect(m['Subject'], 'Neues aus einem Netzwerk', 'Subject')
    if 'geheim' in m.as_string() or 'evil' in m.as_string() or \
            'https://www.linkedin.com/comm/2-abc/' not in text_of(m):
        raise Failed(m.as_string())
    expect(len(h.json('list', '--all')), 1, 'questions')
    with open(h.conf) as f:
        text = f.read()
    p = os.path.join(h.dir, 'wrong.conf')
    with open(p, 'w') as f:
        f.write(text.replace('authserv-id', 'notices = {"linkdin"}\n'
                             'authserv-id'))
    got = subprocess.run([os.path.join(h.build, 'harkd'), '-c', p, '-t'],
                         capture_output=True, text=True)
    expect(got.returncode, 78, got.stderr)
    if 'kununu, linkedin' not in got.stderr or 'wrong.conf:' not in got.stderr:
        raise Failed(got.stderr)
    got = subprocess.run([os.path.join(h.build, 'harkd'), '-c', h.conf, '-t'],
                         capture_output=True, text=True)
    if 'linkedin, trustpilot' not in got.stdout:
        raise Failed(got.stdout)
    h.stop()


if __name__ == '__main__':
    main([test_question, test_again, test_refused, test_notice])
