"""kill -9 between poll and mail, twenty times, with a moody mail server.

Every question must be accepted by the mail server at least once, and repeated
only where a mail was in flight at the kill, under its Message-ID.
"""
import json, os, random, select, sys, time
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', 'e2e'))
from house import House, Failed, main, text_of

ROUNDS = 20


def orders(h, text):
    with open(h.smtp_control + '.tmp', 'w') as f:
        f.write(text)
    os.rename(h.smtp_control + '.tmp', h.smtp_control)


def watch_until(h, requests, lines):
    """Return as soon as the network saw `requests' more requests or the mail
    server said `lines' more lines."""
    start, said = h.world('stats')['requests'], 0
    end = time.monotonic() + 20
    while time.monotonic() < end:
        line = h.smtp_lines.next(0.02)
        if line is not None:
            said += 1
            if line.startswith('mail '):
                h.accepted.append(line.split()[1:3])
            if said >= lines:
                return
        if h.world('stats')['requests'] - start >= requests:
            return
    raise Failed('nothing happens; ' + h.tail())


def drain(h):
    while True:
        line = h.smtp_lines.next(0)
        if line is None:
            return
        if line.startswith('mail '):
            h.accepted.append(line.split()[1:3])


def kill_twenty_times():
    """killed twenty times: every question is mailed, repeats keep their id"""
    seed = int(os.environ.get('HARK_SEED', '20261124'))
    rnd = random.Random(seed)
    h = House('kill-%d' % seed)
    h.accepted = []
    h.config()
    h.start_harkd()
    h.polled()
    h.stop_harkd()
    moods = ['', '1 451 rcpt\n', '1 drop data\n', '1 lose data\n', '1 451 mail\n']
    asked = []
    in_flight = 0
    for i in range(ROUNDS):
        text = '@becker Frage Nummer %d: habt ihr offen?' % i
        asked.append('Frage Nummer %d:' % i)
        h.start_harkd()
        mood = rnd.choice(moods)
        orders(h, mood)
        h.world('ask', who='Gast %d' % i, text=text)
        watch_until(h, rnd.randint(2, 5), rnd.randint(1, 3))
        h.kill_harkd()
        drain(h)
        in_flight += 1 if 'lose' in mood else 0
    orders(h, '')
    h.start_harkd()
    end = time.monotonic() + 90
    while time.monotonic() < end:
        line = h.smtp_lines.next(1)
        if line and line.startswith('mail '):
            h.accepted.append(line.split()[1:3])
        left = [q for q in h.json('queue')
                if q['kind'] == 'question' and q['state'] == 'pending']
        waiting = h.json('list')
        if not left and len(waiting) == ROUNDS and \
                all(w['last_mail_at'] for w in waiting):
            break
    else:
        raise Failed('not all mailed in 90 s (seed %d): %s\n%s' % (
            seed, json.dumps(h.json('queue'), indent=1), h.tail(40)))
    drain(h)
    mails = {}
    for name, mid in h.accepted:
        with open(os.path.join(h.dir, 'mail', name + '.eml'), 'rb') as f:
            import email, email.policy
            m = email.message_from_binary_file(f, policy=email.policy.default)
        mails.setdefault(mid, []).append(text_of(m))
    for a in asked:
        ids = [mid for mid, texts in mails.items()
               if any(a in t for t in texts)]
        if not ids:
            raise Failed('%s was never mailed\n%s\n%s' % (
                a, json.dumps(h.json('queue', '--all'), indent=1), h.tail(40)))
        if len(ids) > 1:
            raise Failed('%s was mailed under %d Message-IDs: %r' %
                         (a, len(ids), ids))
    repeats = sum(len(t) - 1 for t in mails.values())
    if repeats > in_flight + ROUNDS:
        raise Failed('%d repeats' % repeats)
    h.stop_harkd()
    h.stop()


if __name__ == '__main__':
    main([kill_twenty_times])
