"""The acts of scene-wordpress.sh and scene-bluesky.sh.

usage, inside netns.sh, the server being started:
scene-networks.py wordpress|bluesky
"""
import glob, json, os, subprocess, sys

from networks import Bluesky, Wordpress
from scene import Failed, Skip, expect, run, text_of

# A thread read less than 15 seconds ago is not read again for a mail.
LONGER = '25s'


def asked(h):
    """a question is heard and mailed, a greeting is not"""
    h.say('bob', 'Nice kettles, greetings from Berlin.')
    h.start_harkd()
    h.heard()
    h.first = h.ask('Is the red kettle back in stock? – Jané')
    m = h.wait_mail(40)
    if 'red kettle' not in text_of(m):
        raise Failed('another mail: ' + text_of(m))
    expect(h.wait_state('red kettle', 'waiting')['private'], False, 'private')


def answered(h):
    """answered in the network itself: the question ends, nobody is mailed"""
    h.say('acme', 'Yes, twelve arrived this morning.', h.first)
    q = h.wait_state('red kettle', 'answered')
    if q['response_seconds'] is None:
        raise Failed('no response time')
    h.heard()
    expect(len(h.box()), 1, 'mails')


def two(h):
    """two people ask, one is answered, the other still waits"""
    h.a = h.ask('When do you open on Sunday?')
    h.b = h.ask('Do you deliver to Potsdam as well?')
    h.wait_state('open on Sunday', 'waiting')
    h.wait_state('Potsdam', 'waiting')
    h.say('acme', 'At nine.', h.a)
    h.wait_state('open on Sunday', 'answered')
    h.wait_state('Potsdam', 'waiting', 0)


def replied(h):
    """hark reply publishes, once, and that is an answer"""
    q = h.question('Potsdam')
    h.run('reply', '--yes', q['id'], 'Yes & always, see https://shop.example/p.')
    h.wait_state('Potsdam', 'answered')
    # The network may show its readers a post later than it took it.
    h.until(lambda: h.replies(h.b), 40, 'the network shows no reply')
    h.heard()
    got = h.replies(h.b)
    if len(got) != 1 or 'always, see' not in got[0]:
        raise Failed('in the network: %r' % got)


def edited(h):
    """an edit made before the mail leaves is what the mail says"""
    h.collect(LONGER)
    h.run('reload')
    id = h.ask('Have you got a teapot in red?')
    h.wait_state('teapot in red', 'waiting')
    h.edit(h.who, id, 'Have you got a teapot in green?')
    m = h.mail_about('a teapot in')
    h.collect('0')
    h.run('reload')
    expect(h.mailed('a teapot in red'), 0, 'mails with the old words')
    if 'in green' not in text_of(m):
        raise Failed('the mail says\n%s\n%s' % (text_of(m), h.tail()))
    h.wait_state('teapot in green', 'waiting')
    expect(h.question('teapot in red'), {}, 'the old words')
    h.say('acme', 'Yes, in every colour.', id)
    h.wait_state('teapot in green', 'answered')


def deleted(h):
    """a deleted question waits until it was missing for an hour, then it and
    its words are gone"""
    id = h.ask('Can I park my car in the yard?')
    q = h.wait_state('my car', 'waiting')['id']
    h.mail_about('my car')
    h.delete(h.who, id)
    h.an_hour_passes()
    h.run('poll')
    h.until(h.missing, 40, 'harkd does not notice')
    expect(h.json('show', q)['state'], 'waiting', 'state at once')
    expect(h.an_hour_passes(), 1, 'posts missing')
    h.run('poll')
    h.until(lambda: h.json('show', q)['state'] == 'gone', 40, 'not gone')
    if 'my car' in h.run('show', q, '--json') + h.run('list', '--all'):
        raise Failed('the words are still there')


def private(h):
    """what only the business can see is mailed without its words"""
    if h.held is None:
        raise Skip('this network here has no private messages: its chat is a '
                   'server of its own, which is not part of it')
    c = h.held('Is my address on the parcel right?')
    q = h.wait_state('on the parcel', 'waiting')
    expect(q['private'], True, 'private')
    m = h.mail_about('comment-%s' % c['id'])
    if 'parcel' in m.as_string() + text_of(m):
        raise Failed('the mail tells of it:\n' + m.as_string())
    h.api('acme', 'comments/%s' % c['id'], dict(status='approved'))
    h.say('acme', 'It is.', str(c['id']))
    h.wait_state('on the parcel', 'answered')


def killed(h):
    """killed between the question and its mail, harkd mails once when back"""
    h.collect('15s')
    h.run('reload')
    id = h.ask('Do you take old kettles back?')
    h.wait_state('old kettles', 'waiting')
    h.kill_harkd()
    expect(h.mailed('old kettles'), 0, 'mails before the kill')
    h.start_harkd()
    h.mail_about('old kettles')
    h.collect('0')
    h.run('reload')
    h.heard()
    expect(h.mailed('old kettles'), 1, 'mails')
    h.say('acme', 'We do, against a deposit.', id)
    h.wait_state('old kettles', 'answered')


def outage(h):
    """an outage is told, and all that was asked before, in and after it is
    caught up, once"""
    texts = ['Is the shop wheelchair friendly?', 'Do you gift-wrap kettles?',
             'May I bring my dog?']
    before = len(h.box())
    first = h.ask(texts[0])
    h.cut()
    h.deaf()
    second = h.ask(texts[1])
    h.kill_harkd()
    h.start_harkd()
    h.deaf()
    expect(h.question(texts[1]), {}, 'heard in the outage')
    h.mend()
    third = h.ask(texts[2])
    for text in texts:
        h.wait_state(text, 'waiting', 90)
        h.until(lambda: h.mailed(text), 60, 'no mail: ' + text)
    h.heard()
    h.heard()
    for text in texts:
        expect(h.mailed(text), 1, 'mails: ' + text)
        expect(sum(text in q['text'] for q in h.json('list', '--all')), 1,
               'questions: ' + text)
    if len(h.box()) - before > len(texts):
        raise Failed('an alarm storm: %r' % [
            m['Subject'] for m in h.box()[before:]])
    # The same words three times in a minute would be a machine's.
    for id, text in (first, 'It is.'), (second, 'We do.'), (third, 'Please!'):
        h.say('acme', text, id)
    for text in texts:
        h.wait_state(text, 'answered')


def restarted(h):
    """harkd was down, and nothing is lost; sessions go on"""
    h.stop_harkd()
    tokens = [f for f in glob.glob(os.path.join(h.dir, 'state/tokens/*'))]
    for f in tokens:
        if os.stat(f).st_mode & 0o077:
            raise Failed(f + ' can be read by others')
    expect(len(tokens), h.sessions, 'tokens')
    h.ask('Do you repair old coffee grinders?')
    h.start_harkd()
    h.wait_state('coffee grinders', 'waiting')
    h.mail_about('coffee grinders')


def scanned(h):
    """a stranger's look: no account, no token"""
    p = subprocess.run(
        [os.path.join(h.build, 'harkd'), '-c', h.conf, '--scan', h.profile,
         '--days', '30'], capture_output=True, text=True, timeout=120,
        env=h.env)
    if p.returncode != 0:
        raise Failed('exit %d: %s%s' % (p.returncode, p.stdout, p.stderr))
    if 'coffee grinders' not in p.stdout and h.kind == 'wordpress':
        raise Failed('not seen: ' + p.stdout)
    rows = [json.loads(line).get('row') for line in p.stdout.splitlines()]
    if [r for r in rows if r and r['posts'] >= 2] == []:
        raise Failed('seen: ' + p.stdout)


def silence(h):
    """in the end nobody was mailed twice, and the administrator not at all"""
    h.heard()
    h.stop_harkd()
    box = h.box()
    expect(len({m['Message-ID'] for m in box}), len(box), 'Message-IDs')
    expect({m['To'] for m in box}, {'staff@shop.test'}, 'who was mailed')
    for text in 'red kettle', 'open on Sunday', 'Potsdam', 'in green', \
            'my car', 'old kettles', 'gift-wrap', 'coffee grinders':
        expect(h.mailed(text), 1, 'mails about ' + text)
    with open(os.path.join(h.dir, 'harkd.log'), errors='replace') as f:
        for line in f:
            if 'ERROR' in line or 'AddressSanitizer' in line:
                raise Failed(line)


def refused(h):
    """a wrong password is noticed, not taken for silence, and told"""
    h.secret('password', 'xxxx-xxxx-xxxx-xxxx')
    for f in glob.glob(os.path.join(h.dir, 'state/tokens/*')):
        os.unlink(f)
    h.start_harkd()
    h.until(lambda: h.json('status')['accounts'][0]['state'] == 'auth', 40,
            lambda: 'still %r' % h.json('status')['accounts'])
    h.until(lambda: h.box()[-1]['To'] == 'boss@shop.test', 40, 'nobody is told')
    h.stop_harkd()


if __name__ == '__main__':
    run({'wordpress': Wordpress, 'bluesky': Bluesky}[sys.argv[1]](),
        [asked, answered, two, replied, edited, deleted, private, killed,
         outage, restarted, scanned, silence, refused])
