"""The acts of scene-commands.sh: customers write to sales@shop.test, staff gets
the alerts, and alerts@shop.test is hark's own box, to which the links lead."""
import html, os, re, smtplib, time
import urllib.parse

from scene import Failed, MailHouse, expect, run, tool

SLOW = 60


class Shop(MailHouse):
    def config(self):
        self.write_config('''imap "post" {
		server = "imaps://mail.shop.test"
		user = "sales"
		password = "box"
		addresses = {"sales@shop.test"}
		interval = "2s"
	}
	commands {
		server = "imaps://mail.shop.test"
		user = "alerts"
		password = "mail-password"
		address = "alerts@shop.test"
	}''', 'collect = "2s"\n\thours = {"mo-su 8:00-18:00"}\n\t'
            'private = excerpt', lang='de')
        # It rings at any hour here, whenever the test runs.
        with open(self.conf) as f:
            text = f.read()
        with open(self.conf, 'w') as f:
            f.write(text.replace('delay = "0"', 'delay = "0" hours = {"24/7"}'
                                 ' outside-hours = {private}'))

    def mail(self, who, to, subject, text, login=None, **headers):
        """By a mail program that logs in, or by anybody's server."""
        m = self.letter(who, to, subject, text, **headers)
        with smtplib.SMTP('mail.shop.test', 587 if login else 25) as s:
            s.starttls(context=self.tls)
            if login:
                s.login(login, self.password(login))
            s.send_message(m)
        tool('mail.sh', 'wait', m['Message-ID'])
        return m['Message-ID']

    def ask(self, who, text):
        """A customer's question, and the links of the mail it became."""
        self.mail(who, 'sales@shop.test', 'Frage', text)
        q = self.wait_question(text, 'waiting')
        m = self.wait_mail(SLOW)
        got = {}
        for href, label in re.findall(
                r'href="(mailto:[^"]*)">([^<]*)<',
                m.get_body(('html',)).get_content()):
            u = urllib.parse.urlparse(html.unescape(href))
            got[html.unescape(label)] = (u.path, urllib.parse.parse_qs(
                u.query, strict_parsing=True)['subject'][0])
        expect(list(got), ['Erledigt', 'Angerufen', 'Morgen', 'Keine Frage'],
               'links')
        return q, got

    def tap(self, link, who='Staff <staff@shop.test>', login='staff', **more):
        """The ready mail is sent."""
        to, subject = link
        return self.mail(who, to, subject, 'Einfach absenden.', login, **more)

    def counted(self, **want):
        self.until(lambda: all(self.json('status')['commands'].get(k, 0) == v
                               for k, v in want.items()), SLOW,
                   'not %r but %r' % (want, self.json('status')['commands']))

    def seen(self):
        """How many mails lie in hark's box, and how many are read."""
        box = self.imap('alerts')
        box.select('INBOX', readonly=True)
        every = box.search(None, 'ALL')[1][0].split()
        read = box.search(None, 'SEEN')[1][0].split()
        box.logout()
        return len(every), len(read)


def done(h):
    """a tap on Erledigt closes the question, in seconds; a second does nothing"""
    h.mail('Old <old@other.test>', 'alerts@shop.test', 'Welcome', 'Hello!')
    h.config()
    h.start_harkd()
    h.watch()
    h.heard()
    q, h.links = h.ask('Jane <jane@shop.test>',
                       'Guten Tag, wann haben Sie am Samstag offen?')
    h.first = q['id']
    start = time.monotonic()
    h.tap(h.links['Erledigt'])
    h.wait_question('am Samstag offen', 'closed')
    if time.monotonic() - start > 20:
        raise Failed('only after %d s' % (time.monotonic() - start))
    h.counted(done=1)
    h.tap(h.links['Erledigt'])
    h.counted(used=1)
    h.tap(h.links['Keine Frage'])
    h.counted(over=1)
    d = h.json('show', h.first)
    expect([(a['verb'], a['who']) for a in d['actions']],
           [('close', 'mail staff@shop.test')], 'actions')


def others(h):
    """a stranger, an absence note and chatter change nothing, unanswered"""
    q, links = h.ask('Bob <bob@other.test>',
                     'Hallo, reparieren Sie auch Kessel?')
    h.tap(links['Erledigt'], who='Eve <eve@other.test>', login=None)
    h.counted(sender=1)
    h.tap(links['Erledigt'], Auto_Submitted='auto-replied (vacation)')
    h.counted(automatic=1)
    h.mail('Staff <staff@shop.test>', 'alerts@shop.test', 'Re: Frage',
           'Was soll ich tun?', 'staff')
    h.counted(unknown=1)
    expect(h.json('show', q['id'])['state'], 'waiting', 'state')
    h.links, h.second = links, q['id']


def tomorrow(h):
    """Morgen is silence until the next opening, after a kill as well"""
    h.kill_harkd()
    h.tap(h.links['Morgen'])
    h.start_harkd()
    h.watch()
    h.wait_question('reparieren Sie auch', 'snoozed')
    until = h.json('show', h.second)['quiet_until']
    if ':00:00' not in until:
        raise Failed(until)
    h.counted(done=2)
    h.tap(h.links['Angerufen'])
    h.wait_question('reparieren Sie auch', 'closed')
    expect([a['arg'] for a in h.json('show', h.second)['actions']],
           [None, 'phone'], 'how')


def marked(h):
    """commands are marked as read, all others not; nobody got an answer"""
    # Welcome, chatter and absence stay as they were.
    h.until(lambda: h.seen() == (9, 6), SLOW, 'marked: %r' % (h.seen(),))
    h.expect_boxes(staff=2)
    h.stop_harkd()
    with open(os.path.join(h.dir, 'harkd.log'), errors='replace') as f:
        log = f.read()
    if h.password('alerts') in log or 'AddressSanitizer' in log or \
            h.links['Morgen'][1].split()[1] in log:
        raise Failed(log)


if __name__ == '__main__':
    run(Shop('commands'), [done, others, tomorrow, marked])
