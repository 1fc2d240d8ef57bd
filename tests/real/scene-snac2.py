"""The acts of scene-snac2.sh."""
import os

from scene import Failed, expect, run, text_of, tool
from social import SLOW, Social

COLLECT = 6                         # seconds
# A thread read less than 15 seconds ago is not read again for a mail; and the
# time may begin with the reload.
LONGER = 30


def collect(h, seconds):
    h.config(client='collect = "%ds"' % seconds)


def mail_about(h, text):
    """The next mail that has this text; what comes before it may be others'."""
    while True:
        m = h.wait_mail(SLOW)
        if text in text_of(m):
            return m


def mailed(h, text):
    return sum(text in text_of(m) for m in h.box())


def status(h):
    return h.json('status')


def first_run(h):
    """the first run is silent but for one mail about who waits already"""
    h.post('jane', '@acme@social.test Thank you for the lovely teapot!')
    h.post('bob', '@acme@social.test Do you also repair kettles?')
    for text in 'lovely teapot', 'repair kettles':
        h.until(lambda: h.notified('acme', text), SLOW,
                'snac2 does not tell acme of ' + text)
    collect(h, COLLECT)
    h.start_harkd()
    h.watch()
    h.wait_question('repair kettles', 'waiting')
    m = h.wait_mail()
    if 'repair kettles' not in text_of(m) or 'teapot' in text_of(m):
        raise Failed('the summary is\n' + text_of(m))
    h.heard()
    h.expect_boxes(staff=1)
    expect(status(h)['waiting'], 1, 'waiting')


def ask(h):
    """a question on snac2 is in hark list, and its mail lies in Dovecot"""
    h.jane = h.post('jane', '@acme@social.test Is the red kettle back in '
                    'stock?')
    q = h.wait_question('red kettle', 'waiting')
    h.jane_q = q['id']
    expect(q['handle'], '@jane@social.test', 'handle')
    expect(q['private'], False, 'private')
    expect(q['url'], h.jane['url'], 'url')
    expect({r['asker'] for r in h.json('list')}, {'jane', 'bob'}, 'list')
    m = mail_about(h, h.jane['url'])
    expect(m['To'], 'staff@shop.test', 'To')
    if 'alerts@shop.test' not in m['From']:
        raise Failed('From: ' + m['From'])
    expect(m['Subject'], 'Question from jane on Mastodon', 'Subject')
    expect(m['Auto-Submitted'], 'auto-generated', 'Auto-Submitted')
    text = text_of(m)
    if 'Is the red kettle back in stock?' not in text.splitlines()[0]:
        raise Failed('the first line is not the question:\n' + text)
    if h.jane['url'] not in text:
        raise Failed('no link in\n' + text)
    # ESMTPSA: by TLS and with a login.
    if not any('with ESMTPSA' in r for r in m.get_all('Received')):
        raise Failed('received %r' % m.get_all('Received'))


def answer(h):
    """an answer written in snac2 ends it, and nobody is mailed again"""
    h.post('acme', '@jane@social.test Yes, since this morning.', to=h.jane)
    q = h.wait_question('red kettle', 'answered')
    expect(q['id'], h.jane_q, 'id')
    expect(q['answered_by'], 'acme', 'answered_by')
    if q['response_seconds'] is None:
        raise Failed('no response time')
    if 'answered' not in h.run('why', h.jane_q):
        raise Failed('why says\n' + h.out)
    h.heard()
    expect([r['asker'] for r in h.json('list')], ['bob'], 'who waits')
    expect(mailed(h, 'red kettle'), 1, 'mails')


def two_askers(h):
    """of two who ask in one thread, the one not answered still waits"""
    root = h.post('acme', 'New on the shelf: kettles that whistle in tune.')
    a = h.post('jane', '@acme@social.test Which colours do they come in?',
               to=root)
    h.post('bob', '@acme@social.test And what does the big one cost?',
           to=root)
    h.wait_question('Which colours', 'waiting')
    h.bob_q = h.wait_question('big one cost', 'waiting')['id']
    h.post('acme', '@jane@social.test Red, blue and plain steel.', to=a)
    h.wait_question('Which colours', 'answered')
    waiting = [r['text'] for r in h.json('list')]
    if any('colours' in t for t in waiting) or \
            not any('big one cost' in t for t in waiting):
        raise Failed('waiting: %r' % waiting)
    expect(h.json('show', h.bob_q)['state'], 'waiting', 'bob')
    mail_about(h, 'big one cost')


def reply(h):
    """hark reply answers in snac2, once, and no more publicly than asked"""
    h.run('reply', h.bob_q, '--yes', 'The big one is 49 euros.')
    h.wait_question('big one cost', 'answered')
    h.until(lambda: h.notified('bob', '49 euros'), SLOW,
            'snac2 does not tell bob')
    own = h.written('acme')
    sent = [s for s in own if '49 euros' in s['content']]
    expect(len(sent), 1, 'posts')
    expect(sent[0]['visibility'], 'public', 'visibility')
    if 'bob' not in sent[0]['content']:
        raise Failed('bob is not named: ' + sent[0]['content'])


def edit(h):
    """an edit made before the mail leaves is what the mail says"""
    collect(h, LONGER)
    h.run('reload')
    s = h.post('jane', '@acme@social.test Do you sell lids for saucepans?')
    q = h.wait_question('lids for saucepans', 'waiting')
    h.edit('jane', s, '@acme@social.test Do you sell lids for stockpots?')
    m = mail_about(h, s['url'])
    collect(h, COLLECT)
    h.run('reload')
    if 'stockpots' not in text_of(m) or 'saucepans' in text_of(m):
        raise Failed('the mail says\n%s\n%s' % (text_of(m), h.tail()))
    got = h.json('list')
    if not any('stockpots' in r['text'] and r['id'] == q['id'] for r in got):
        raise Failed('list: %r' % got)
    expect(sum('lids for' in r['text'] for r in got), 1, 'questions')
    h.post('acme', '@jane@social.test We do, in four sizes.', to=s)
    h.wait_question('stockpots', 'answered')


def delete(h):
    """deleted on snac2: listed at first, gone when missing for an hour"""
    s = h.post('bob', '@acme@social.test Where can I park near the shop?')
    q = h.wait_question('park near', 'waiting')['id']
    h.delete('bob', s)
    h.until(lambda: not h.exists('acme', s), SLOW, 'snac2 keeps it')
    h.an_hour_passes()
    h.run('poll')
    h.until(h.missing, 30, 'harkd does not notice')
    expect(h.json('show', q)['state'], 'waiting', 'state at once')
    expect(h.an_hour_passes(), 1, 'posts missing')
    h.run('poll')
    h.until(lambda: h.json('show', q)['state'] == 'gone', 30, 'not gone')
    if 'park near' in h.run('show', q, '--json') + h.run('list', '--all'):
        raise Failed('the words are still there')


def private(h):
    """a private message is mailed without its words, and answered in private"""
    s = h.post('jane', '@acme@social.test Can you tell me my order number?',
               visibility='direct')
    q = h.wait_question('order number', 'waiting')
    expect(q['private'], True, 'private')
    m = mail_about(h, s['url'])
    whole = m.as_string()
    for part in m.walk():
        if not part.is_multipart():
            whole += part.get_content()
    if 'order number' in whole:
        raise Failed('the mail tells of it:\n' + whole)
    expect(m['Subject'], 'Private message on Mastodon', 'Subject')
    if s['url'] not in text_of(m):
        raise Failed('no link in\n' + text_of(m))
    h.run('reply', q['id'], '--yes', 'It is 4711.')
    h.wait_question('order number', 'answered')
    own = h.written('acme')
    for s in own:
        if '4711' in s['content']:
            expect(s['visibility'], 'private', 'visibility of the answer')
    if any(b'4711' in h.request(p) for p in ('/acme', '/acme.rss')):
        raise Failed('the answer is on the public page')


def kill(h):
    """killed between poll and mail, harkd mails once when it is back"""
    s = h.post('bob', '@acme@social.test Do you take old kettles back?')
    h.wait_question('old kettles back', 'waiting')
    h.kill_harkd()
    expect(mailed(h, 'old kettles back'), 0, 'mails before the kill')
    h.start_harkd()
    h.watch()
    mail_about(h, 'old kettles back')
    h.heard()
    expect(mailed(h, 'old kettles back'), 1, 'mails')
    h.post('acme', '@bob@social.test We do, against a deposit.', to=s)
    h.wait_question('old kettles back', 'answered')


def outage(h):
    """an outage is told, what was asked on both sides of it is caught up, and
    there is no alarm storm"""
    before = len(h.box())
    asked = ['Are you open on Sunday?', 'Is the shop wheelchair friendly?',
             'Do you gift-wrap kettles?', 'May I bring my dog?']
    for who, text in zip(('jane', 'bob', 'baker'), asked):
        h.post(who, '@acme@social.test ' + text)
    tool('snac2.sh', 'stop')
    h.deaf()
    expect(h.box('boss'), [], 'mails for the administrator')
    tool('snac2.sh', 'restart')
    h.post('jane', '@acme@social.test ' + asked[3])
    for text in asked:
        h.until(lambda: h.find(text, 'waiting'), 2 * SLOW, 'not heard: ' + text)
    h.until(lambda: all(mailed(h, text) for text in asked), SLOW,
            'not all are mailed')
    h.heard(60)
    for text in asked:
        expect(mailed(h, text), 1, 'mails about ' + text)
        expect(len(h.find(text, 'waiting')), 1, 'questions: ' + text)
    if len(h.box()) - before > len(asked):
        raise Failed('an alarm storm: %r' % [
            m['Subject'] for m in h.box()[before:]])


def scan(h):
    """hark scan reads the public profile and says what it could not see"""
    url = 'http://localhost/@acme'
    got = h.json('scan', url)
    expect(got['handle'], '@acme@social.test', 'handle')
    if got['posts'] < 5 or not any('needs a token' in u or 'need a token' in u
                                   for u in got['unseen']):
        raise Failed('scan: %r' % got)
    print('# ' + h.run('scan', url).rstrip().replace('\n', '\n# '))


def silence(h):
    """in the end nobody was mailed twice, and the administrator not at all"""
    h.stop_harkd()
    box = h.box()
    ids = [m['Message-ID'] for m in box]
    expect(len(ids), len(set(ids)), 'Message-IDs')
    for text in 'red kettle', 'big one cost', 'lids for stockpots', \
            'old kettles back':
        expect(mailed(h, text), 1, 'mails about ' + text)
    h.expect_boxes(staff=len(box), boss=0)
    with open(os.path.join(h.dir, 'harkd.log'), errors='replace') as f:
        for line in f:
            if 'ERROR' in line or 'AddressSanitizer' in line:
                raise Failed(line)


if __name__ == '__main__':
    run(Social('snac2'), [first_run, ask, answer, two_askers, reply, edit,
                          delete, private, kill, outage, scan, silence])
