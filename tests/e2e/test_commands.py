"""Staff without a terminal: links in mails, and the mailbox they lead to."""
import email.message, email.utils, html, os, re, select, subprocess, sys, time
import urllib.parse
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, Lines, PYTHON, TOP, main, text_of

TEAM = 'team@becker.example'


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


class Office(House):
    """A shop on Mastodon, and a mailbox for what its staff says by mail."""

    def __init__(self, name, options='', mode='plain', client='',
                 recipients=None):
        super().__init__(name)
        self.box = os.path.join(self.dir, 'box')
        os.makedirs(os.path.join(self.box, 'INBOX'))
        p = self.spawn([PYTHON, os.path.join(TOP, 'tests/servers/imap.py'),
                        self.box, mode], stdout=subprocess.PIPE)
        self.imap_port = int(Lines(p.stdout).next(10))
        self.secret('box', 'open sesame')
        self.n = 0
        self.config(recipients=recipients, client=client + '''
	commands {
		server = "imap://127.0.0.1:%d"
		user = "hark"
		password = "box"
		address = "hark@becker.example"
		%s
	}
''' % (self.imap_port, options))
        # What lies there already is nobody's order.
        self.put('Erledigt hkd' + 'j' * 33)

    def put(self, subject, who=TEAM, text='Einfach absenden.\n', **headers):
        m = email.message.EmailMessage()
        m['From'], m['To'], m['Subject'] = who, 'hark@becker.example', subject
        m['Date'] = email.utils.formatdate()
        m['Message-ID'] = email.utils.make_msgid(domain='becker.example')
        for k, v in headers.items():
            m[k.replace('_', '-')] = v
        m.set_content(text)
        self.n += 1
        path = os.path.join(self.box, 'INBOX', str(self.n))
        with open(path + '.new', 'wb') as f:
            f.write(m.as_bytes().replace(b'\r\n', b'\n')
                    .replace(b'\n', b'\r\n'))
        os.rename(path + '.new', path)

    def counts(self):
        return self.json('status')['commands']

    def until(self, get, fits):
        end = time.monotonic() + 20
        while not fits(got := get()):
            if time.monotonic() > end:
                raise Failed('%r\n%s' % (got, self.tail()))
            select.select([], [], [], 0.05)

    def counted(self, **want):
        """Until the mails were dealt with in this way."""
        self.until(self.counts, lambda got: all(
            got.get(k, 0) == v for k, v in want.items()))

    def heard(self):
        self.until(lambda: self.json('status')['command_mailboxes'][0],
                   lambda box: box['heard'])

    def flags(self):
        path = os.path.join(self.box, 'INBOX/.flags')
        if not os.path.exists(path):
            return []
        with open(path) as f:
            return [int(line.split()[0]) for line in f]


def links(m):
    """Label: subject of the mail that a tap on it opens; of both parts."""
    got = {}
    body = m.get_body(('html',)).get_content()
    for href, label in re.findall(r'href="(mailto:[^"]*)">([^<]*)<', body):
        u = urllib.parse.urlparse(html.unescape(href))
        expect(u.path, 'hark@becker.example', 'address')
        q = urllib.parse.parse_qs(u.query, strict_parsing=True)
        expect(q['body'], ['Einfach absenden.'], 'body')
        if html.unescape(href) not in text_of(m):
            raise Failed('not in the text: ' + href)
        got.setdefault(html.unescape(label), q['subject'][0])
    return got


def test_done():
    """a tap on Erledigt ends the question, once; others' taps do nothing"""
    h = Office('commands')
    h.start_harkd()
    h.watch()
    h.heard()
    h.polled()
    h.world('ask', who='Anna K.',
            text='@becker Haben Sie am Samstag glutenfreies Brot?')
    q = h.wait_question('glutenfrei', 'waiting')
    m = h.wait_mail()
    got = links(m)
    expect(list(got), ['Erledigt', 'Angerufen', 'Morgen', 'Keine Frage'])
    for label, subject in got.items():
        if not subject.startswith(label + ' hk'):
            raise Failed(subject)
    # Does all of this work?  Anybody may try.
    h.run('testmail')
    h.put(links(h.wait_mail())['Links ausprobieren'])
    h.counted(test=1)
    # Strangers, machines, and what is no order at all.
    h.put(got['Erledigt'], who='Eve <eve@evil.example>')
    h.put('Automatische Antwort: ' + got['Erledigt'],
          Auto_Submitted='auto-replied')
    h.put('Rechnung 17', who='shop@else.example')
    last = got['Erledigt'][-1]
    h.put(got['Erledigt'][:-1] + ('1' if last != '1' else '2'))
    h.counted(sender=1, automatic=1, unknown=1, forged=1)
    expect(h.json('show', q['id'])['state'], 'waiting', 'state')
    # As phones write it.
    h.put('Re: ' + got['Angerufen'].upper(),
          who='Team Becker <Team@Becker.Example>')
    h.wait_question('glutenfrei', 'closed')
    h.counted(done=1)
    d = h.json('show', q['id'])
    expect([(a['verb'], a['who'], a['arg']) for a in d['actions']],
           [('close', 'mail ' + TEAM, 'phone')], 'actions')
    # Another link about the same, and the same again.
    h.put(got['Erledigt'])
    h.put(got['Angerufen'])
    h.counted(over=1, used=1)
    # Marked is what was an order; bills and notes are not ours to mark.
    h.until(h.flags, lambda got: got == [2, 3, 6, 7, 8, 9])
    if '1 erledigt, 4 nicht' not in h.run('status', env={
            'LANG': 'de_DE.UTF-8', 'LC_ALL': 'de_DE.UTF-8'}):
        raise Failed(h.out)
    metrics = h.run('metrics')
    for want in ('hark_commands_total{client="becker",result="done"} 1',
                 'hark_commands_total{client="becker",result="sender"} 1',
                 'hark_command_mailbox_up{client="becker"} 1'):
        if want not in metrics:
            raise Failed(metrics)
    # Nobody was mailed an answer, and no token is in the log.
    h.no_mail(lambda: h.stop_harkd())
    with open(os.path.join(h.dir, 'harkd.log')) as f:
        log = f.read()
    if got['Erledigt'].split()[1] in log or 'open sesame' in log or \
            'evil.example' in log:
        raise Failed(log)
    h.stop()


def test_tomorrow():
    """Morgen is silence until it opens, Keine Frage teaches; a kill between"""
    h = Office('commands-tomorrow', client='hours = {"mo-su 0:00-24:00"}')
    h.start_harkd()
    h.watch()
    h.heard()
    h.polled()
    h.world('ask', who='Anna K.',
            text='@becker Wann haben Sie am Sonntag offen?')
    q = h.wait_question('Sonntag offen', 'waiting')
    got = links(h.wait_mail())
    h.put(got['Morgen'])
    h.wait_question('Sonntag offen', 'snoozed')
    h.counted(done=1)
    d = h.json('show', q['id'])
    if not d['quiet_until']:
        raise Failed(d)
    h.kill_harkd()
    h.put(got['Keine Frage'])
    h.start_harkd()
    h.watch()
    h.wait_question('Sonntag offen', 'not-question')
    h.counted(done=2)
    expect([r['label'] for r in h.json('train', '--list')], ['other'], 'lessons')
    h.stop()


def test_unverified():
    """with authserv-id only senders that the server vouches for are obeyed"""
    h = Office('commands-auth', options='''authserv-id = "mx.becker.example"
		senders = {"@becker.example"}''')
    h.start_harkd()
    h.watch()
    h.heard()
    h.polled()
    h.world('ask', who='Anna K.',
            text='@becker Kann man bei Ihnen einen Tisch bestellen?')
    h.wait_question('Tisch', 'waiting')
    got = links(h.wait_mail())
    said = 'mx.becker.example; dkim=pass header.d=%s'
    h.put(got['Erledigt'])
    h.put(got['Erledigt'], Authentication_Results=said % 'evil.example')
    h.put(got['Erledigt'], Authentication_Results='mx.evil.example; '
          'dkim=pass header.d=becker.example')
    h.counted(unverified=3)
    # A colleague whom the team's mail reached.
    h.put(got['Erledigt'], who='Anna <anna@becker.example>',
          Authentication_Results=said % 'becker.example')
    h.wait_question('Tisch', 'closed')
    h.stop()


def test_refused():
    """a mailbox that cannot be read is told to the administrator, once"""
    h = Office('commands-refused', mode='deny')
    h.start_harkd()
    m = h.wait_mail(60)
    expect(m['To'], 'admin@becker.example', 'To')
    expect(m['Subject'], 'Das Kommando-Postfach ist nicht lesbar (becker)',
           'Subject')
    if 'app password' not in text_of(m) or 'open sesame' in m.as_string():
        raise Failed(text_of(m))
    box = h.json('status')['command_mailboxes'][0]
    expect(box['heard'], False, 'heard')
    h.run('check', rc=1)
    h.stop_harkd()
    # Customers' mail in the same folder: staff's would be taken for theirs.
    with open(h.conf) as f:
        text = f.read()
    with open(h.conf, 'w') as f:
        f.write(text.replace('\tmastodon "', '''
	imap "post" {
		server = "imap://127.0.0.1:%d" user = "hark" password = "box"
		addresses = {"laden@becker.example"}
	}
	mastodon "''' % h.imap_port))
    got = subprocess.run([os.path.join(h.build, 'harkd'), '-c', h.conf, '-t'],
                         capture_output=True, text=True)
    expect(got.returncode, 78, got.stderr)
    if 'account "post" reads the same folder' not in got.stderr or \
            'harkd.conf:' not in got.stderr:
        raise Failed(got.stderr)
    h.stop()


if __name__ == '__main__':
    main([test_done, test_tomorrow, test_unverified, test_refused])
