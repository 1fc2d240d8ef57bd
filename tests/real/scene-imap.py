"""The acts of scene-imap.sh: sales@shop.test is the shop, jane@shop.test and
bob@other.test are customers."""
import os, re, smtplib, time

from scene import Failed, REAL, MailHouse, Skip, expect, parse_time, run, \
    text_of, tool

SLOW = 60


class Shop(MailHouse):
    def config(self, client='collect = "2s"', account=''):
        self.write_config('''imap "post" {
		server = "imaps://mail.shop.test"
		user = "sales"
		password = "box"
		addresses = {"sales@shop.test"}
		interval = "2s"
		%s
	}''' % account, client)

    def submit(self, *args, **headers):
        """A customer's mail, by SMTP, until Postfix has taken it."""
        m = self.letter(*args, **headers)
        with smtplib.SMTP('mail.shop.test', 25) as s:
            s.starttls(context=self.tls)
            s.send_message(m)
        return m['Message-ID']

    def write(self, *args, **headers):
        """The same, until Dovecot has put it away."""
        mid = self.submit(*args, **headers)
        tool('mail.sh', 'wait', mid)
        return mid

    def answer(self, to, subject, text, mid=None):
        """As mail programs do it: submitted, and a copy among the sent."""
        refs = dict(In_Reply_To=mid, References=mid) if mid else {}
        m = self.letter('Shop <sales@shop.test>', to, subject, text, **refs)
        if to.endswith('@shop.test>') or to.endswith('@shop.test'):
            with smtplib.SMTP('mail.shop.test', 587) as s:
                s.starttls(context=self.tls)
                s.login('sales', self.password('sales'))
                s.send_message(m)
        box = self.imap('sales')
        got = box.append('Sent', '\\Seen', None, m.as_bytes())
        expect(got[0], 'OK', 'APPEND')
        box.logout()
        return m['Message-ID']

    def heard(self, limit=30):
        """All there is, read once more: it waits for news else."""
        want = time.time()
        self.run('poll')
        self.until(lambda: all(
            a['state'] == 'ok' and parse_time(a['last_success']) >= want
            for a in self.json('status')['accounts']), limit, 'not heard')

    def validity(self):
        box = self.imap('sales')
        box.select('INBOX', readonly=True)
        got = box.response('UIDVALIDITY')[1]
        box.logout()
        return got

    def flags(self):
        box = self.imap('sales')
        box.select('INBOX', readonly=True)
        got = box.uid('FETCH', '1:*', '(FLAGS)')[1]
        box.logout()
        return b' '.join(g for g in got if g).decode()


def first_run(h):
    """what lay there before is read in silence, but for who waits since today"""
    h.write('Old <old@other.test>', 'sales@shop.test', 'Thanks',
            'Thank you for the lovely teapot!')
    h.write('Bob <bob@other.test>', 'sales@shop.test', 'Kettles',
            'Hello, when do you repair kettles?')
    h.config()
    h.start_harkd()
    h.watch()
    h.wait_question('repair kettles', 'waiting')
    h.wait_mail()
    h.heard()
    h.expect_boxes(staff=1)


def ask(h):
    """a mail by Postfix and Dovecot is in hark list, and rings without words"""
    h.jane = h.write('Jane <jane@shop.test>', 'sales@shop.test', 'Red kettle',
                     'Good morning, when will the red kettle be back in '
                     'stock?\n\nBest regards\nJane\nSent from my iPhone\n')
    q = h.wait_question('red kettle', 'waiting')
    h.jane_q = q['id']
    expect(q['handle'], 'jane@shop.test', 'handle')
    expect(q['private'], True, 'private')
    expect(q['text'], 'Red kettle\n\nGood morning, when will the red kettle be '
           'back in stock?', 'text')
    m = h.wait_mail()
    expect(m['Subject'], 'Question by e-mail', 'Subject')
    if 'stock' in m.as_string() or 'open your mailbox (post)' not in text_of(m):
        raise Failed(m.as_string())


def answer(h):
    """the copy among the sent mails ends it, and nobody is mailed again"""
    h.answer('Jane <jane@shop.test>', 'Re: Red kettle',
             'On Monday, we think.', h.jane)
    q = h.wait_question('red kettle', 'answered')
    expect(q['id'], h.jane_q, 'id')
    if q['response_seconds'] is None:
        raise Failed('no response time')
    h.heard()
    expect([r['handle'] for r in h.json('list')], ['bob@other.test'], 'list')
    h.expect_boxes(staff=2)


def two_askers(h):
    """of two who answer one newsletter, the one not answered still waits"""
    news = h.answer('list@other.test', 'New on the shelf',
                    'Kettles that whistle in tune. Have you tried one?')
    quote = '\n\nOn Monday Shop <sales@shop.test> wrote:\n> Have you tried?\n'
    n = len(h.box())
    a = h.write('Jane <jane@shop.test>', 'sales@shop.test',
                'Re: New on the shelf', 'Which colours do they come in?' +
                quote, In_Reply_To=news, References=news)
    h.write('Ann <ann@other.test>', 'sales@shop.test', 'Re: New on the shelf',
            'And how much does the big one cost?' + quote, In_Reply_To=news,
            References=news)
    h.wait_question('Which colours', 'waiting')
    q = h.wait_question('big one cost', 'waiting')
    expect(q['text'], 'And how much does the big one cost?', 'text')
    # Each by itself, or both in one.
    h.until(lambda: len(h.box()) == n + 2 or len(h.box()) == n + 1 and
            '2 questions' in h.box()[-1]['Subject'], SLOW, 'no mails')
    h.answer('Jane <jane@shop.test>', 'Re: New on the shelf', 'Red and blue.',
             a)
    h.wait_question('Which colours', 'answered')
    waiting = [r['handle'] for r in h.json('list')]
    if 'ann@other.test' not in waiting or 'jane@shop.test' in waiting:
        raise Failed('waiting: %r' % waiting)
    # A new mail to her, not by the answer button, will do.
    h.answer('ann@other.test', 'The big kettle', 'It is 49 euros.')
    h.wait_question('big one cost', 'answered')


def machines(h):
    """absence notes and lists are kept, but nobody is bothered"""
    before = len(h.json('list', '--all'))
    h.write('Jane <jane@shop.test>', 'sales@shop.test', 'Out of office',
            'I am away. What can we do for you?',
            Auto_Submitted='auto-replied')
    h.write('News <news@other.test>', 'sales@shop.test', 'News',
            'Do you know our new catalogue?', List_Id='<news.other.test>')
    h.heard()
    h.heard()
    expect(len(h.json('list', '--all')), before, 'questions')


def unseen(h):
    """what cannot happen here: mails do not change, and the box is the shop's
    own"""
    raise Skip('nobody edits or takes back a mail; one that the shop deletes '
               'still waits, as hark-networks(7) says')


def killed(h):
    """killed between the question and its mail, harkd mails once when back"""
    h.config(client='collect = "15s"')
    h.run('reload')
    n = len(h.box())
    h.write('Ida <ida@other.test>', 'sales@shop.test', 'Old kettles',
            'Hello, do you take old kettles back?')
    h.wait_question('old kettles', 'waiting')
    h.kill_harkd()
    h.expect_boxes(staff=n)
    h.start_harkd()
    h.watch()
    h.until(lambda: len(h.box()) > n, SLOW, 'no mail')
    h.config()
    h.run('reload')
    h.heard()
    h.expect_boxes(staff=n + 1)
    h.answer('ida@other.test', 'Re: Old kettles', 'We do.')
    h.wait_question('old kettles', 'answered')


def rung(h, n):
    """Who the mails after the first n are about; words are not in them."""
    return sorted(who for m in h.box()[n:]
                  for who in re.findall(r'(\w+)@other\.test', text_of(m)))


def outage(h):
    """an outage of the mailbox is told; what was written before, in and after
    it is caught up, once, and so are the mails that could not leave"""
    n = len(h.box())
    writers = {'uma': 'Is the shop wheelchair friendly?',
               'ben': 'Do you gift-wrap kettles?',
               'cem': 'May I bring my dog?'}
    def ask(who, send):
        send('%s@other.test' % who, 'sales@shop.test', 'A question',
             'Hello, ' + writers[who])
    ask('uma', h.write)
    tool('mail.sh', 'boxes', 'off')
    h.deaf()
    ask('ben', h.submit)
    h.kill_harkd()
    h.start_harkd()
    h.watch()
    h.deaf()
    tool('mail.sh', 'boxes', 'on')
    ask('cem', h.submit)
    for text in writers.values():
        h.wait_question(text, 'waiting', 2 * SLOW)
    h.until(lambda: set(rung(h, n)) == set(writers), 2 * SLOW,
            lambda: 'only %r are mailed' % rung(h, n))
    h.heard()
    expect(rung(h, n), sorted(writers), 'mailed')
    expect(h.box('boss'), [], 'mails for the administrator')
    for who, text in writers.items():
        expect(len(h.find(text, 'waiting')), 1, text)
        h.answer(who + '@other.test', 'Re: A question', 'Yes, ' + who)
    for text in writers.values():
        h.wait_question(text, 'answered')


def restart(h):
    """asked while harkd was down, and killed on the way: rings once"""
    h.kill_harkd()
    n = len(h.box())
    h.write('Tom <tom@other.test>', 'sales@shop.test', 'Parking',
            'Hello, where can I park near the shop?')
    h.start_harkd()
    h.watch()
    h.wait_question('park near', 'waiting')
    h.until(lambda: len(h.box()) > n, SLOW, 'no mail')
    h.heard()
    h.expect_boxes(staff=n + 1)
    h.answer('tom@other.test', 'Re: Parking', 'Behind the church.')
    h.wait_question('park near', 'answered')


def validity(h):
    """with another UIDVALIDITY and other UIDs nothing rings twice"""
    n, rows = len(h.box()), len(h.json('list', '--all'))
    h.stop_harkd()
    # As after a crash, or when a box is moved to another server.
    box = os.path.join(REAL, 'mail/box/sales/Maildir')
    before = h.validity()
    for name in os.listdir(box):
        if name.startswith('dovecot') and 'keywords' not in name:
            os.unlink(os.path.join(box, name))
    h.until(lambda: h.validity() != before, 10, 'still the same validity')
    h.start_harkd()
    h.watch()
    h.write('Eve <eve@other.test>', 'sales@shop.test', 'Sunday',
            'Hello, are you open on Sunday?')
    h.wait_question('open on Sunday', 'waiting')
    h.until(lambda: len(h.box()) > n, SLOW, 'no mail')
    h.heard()
    h.expect_boxes(staff=n + 1)
    expect(len(h.json('list', '--all')), rows + 1, 'questions')


def unread(h):
    """in all this no mail was marked as read, and none is missing"""
    got = h.flags()
    if 'Seen' in got or got.count('UID') != 13:
        raise Failed(got)


def password(h):
    """a changed password is told to the administrator, and tried no more"""
    h.secret('box', 'wrong')
    h.run('reload')
    m = h.wait_mail(SLOW, 'boss')
    if 'app password' not in text_of(m):
        raise Failed(text_of(m))
    acc = h.json('status')['accounts'][0]
    expect(acc['state'], 'auth', 'state')
    h.secret('box', h.password('sales'))
    h.run('reload')
    h.heard(60)
    with open(os.path.join(h.dir, 'harkd.log'), errors='replace') as f:
        log = f.read()
    if h.password('sales') in log or 'AddressSanitizer' in log:
        raise Failed(log)
    h.stop_harkd()


if __name__ == '__main__':
    run(Shop('imap'), [first_run, ask, answer, two_askers, machines, unseen,
                 restart, killed, outage, validity, unread, password])
