"""The main job, end to end: a question becomes a mail and falls silent."""
import datetime, os, sys, zoneinfo
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main, text_of


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def has(text, part):
    if part not in text:
        raise Failed('%r is not in:\n%s' % (part, text))


def ask_mail_answer():
    """a question becomes a mail, an answer in the app makes it silent"""
    h = House('ask')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    q = h.world('ask', who='Anna K.',
                text='@becker Habt ihr am Sonntag offen?')
    w = h.wait_question('Sonntag', 'waiting')
    for key in ('id account network state asker text url asked_at '
                'waiting_seconds nudges answered_at answered_by '
                'response_seconds private label p').split():
        if key not in w:
            raise Failed('list --json has no ' + key)
    m = h.wait_mail()
    expect(m['Subject'], 'Frage von Anna K. auf Mastodon', 'subject')
    expect(m['Auto-Submitted'], 'auto-generated')
    # Our own name before it is no part of the question; it stays in the text.
    expect(text_of(m).splitlines()[0], 'Habt ihr am Sonntag offen?',
           'first line')
    expect(w['text'], '@becker Habt ihr am Sonntag offen?', 'text')
    expect(w['words'], 'Habt ihr am Sonntag offen?', 'words')
    if w['url'] not in text_of(m):
        raise Failed('no link in the mail')
    s = h.json('status')
    expect(s['waiting'], 1, 'waiting')
    h.world('own', text='@annak Ja, von 9 bis 12 Uhr!', to=q['id'])
    a = h.wait_question('Sonntag', 'answered')
    expect(a['answered_by'], 'Blumen Becker', 'answered_by')
    if a['response_seconds'] is None:
        raise Failed('no response time')
    expect(h.json('list'), [], 'list')
    h.stop_harkd()
    h.stop()


def two_askers():
    """of two people in one thread, the one not answered still waits"""
    h = House('two')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    p = h.world('own', text='Ab Montag gibt es wieder Tulpen.')
    a = h.world('ask', who='Anna K.', to=p['id'],
                text='@becker Habt ihr auch weiße?')
    b = h.world('ask', who='Bernd M.', to=p['id'],
                text='@becker Was kostet ein Strauß denn so?')
    h.wait_question('weiße', 'waiting')
    h.wait_question('kostet', 'waiting')
    h.world('own', text='@annak Ja, weiße und gelbe.', to=a['id'])
    h.wait_question('weiße', 'answered')
    expect([q['asker'] for q in h.json('list')], ['Bernd M.'], 'who waits')
    h.stop_harkd()
    h.stop()


def held_back():
    """a stranger's private mention rings, though the server holds it back"""
    h = House('held')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    a = h.world('ask', who='Gesa', visibility='direct',
                text='@becker Kann ich den Kranz noch ändern?')
    q = h.wait_question('Kranz', 'waiting')
    expect(q['private'], True, 'private')
    m = h.wait_mail()
    expect(m['Subject'], 'Private Nachricht auf Mastodon', 'subject')
    if 'Kranz' in text_of(m):
        raise Failed('the words of a private message are in a mail')
    h.world('own', text='@gesa Ja, bis Freitag.', to=a['id'],
            visibility='direct')
    h.wait_question('Kranz', 'answered')
    h.stop_harkd()
    h.stop()


def unnamed():
    """a reply below our post that names nobody is heard, and old ones are not"""
    h = House('unnamed')
    h.config()
    old = h.world('own', text='Die Rosen sind da.', ago=20 * 86400)
    h.world('ask', who='Hanno', to=old['id'], unnamed=True, ago=19 * 86400,
            text='Habt ihr auch gelbe?')
    h.start_harkd()
    h.watch()
    h.polled(3)
    p = h.world('own', text='Ab Montag gibt es Tulpen.')
    h.world('ask', who='Ines', to=p['id'], unnamed=True,
            text='Habt ihr auch weiße?')
    h.wait_question('weiße', 'waiting')
    h.world('ask', who='Jan', to=old['id'], unnamed=True,
            text='Was kostet ein Strauß davon?')
    h.wait_question('Strauß', 'waiting')
    expect(sorted(text_of(h.wait_mail()).splitlines()[0] for i in range(2)),
           ['Habt ihr auch weiße?', 'Was kostet ein Strauß davon?'], 'mails')
    h.no_mail(h.stop_harkd)
    h.stop()


def staff_verbs():
    """ack, snooze, close, reopen and notes change what waits, and are logged"""
    h = House('verbs')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Cem', text='@becker Liefert ihr auch nach Hause?')
    q = h.wait_question('Hause', 'waiting')['id']
    expect(h.json('ack', q)['state'], 'acked')
    expect(h.json('snooze', q, '2h')['state'], 'snoozed')
    # By the business's clock, wherever the terminal is.
    zone = zoneinfo.ZoneInfo('Europe/Berlin')
    day = datetime.datetime.now(zone).date() + datetime.timedelta(days=2)
    until = h.json('snooze', q, '%s 9:30' % day)['quiet_until']
    expect(datetime.datetime.fromisoformat(until.replace('Z', '+00:00'))
           .astimezone(zone).strftime('%Y-%m-%d %H:%M'), '%s 09:30' % day)
    h.run('snooze', q, '%d-02-30' % (day.year + 1), rc=2)
    h.run('note', q, 'ruft', 'zurück')
    expect(h.json('close', q, 'phone')['state'], 'closed')
    h.run('ack', q, rc=5)
    expect(h.json('reopen', q)['state'], 'waiting')
    expect(h.json('close', q, '--not-a-question')['state'],
           'not-question')
    log = [(r['verb'], r['target']) for r in h.json('log')]
    for verb in ('ack', 'snooze', 'note', 'close', 'reopen'):
        if (verb, q) not in log:
            raise Failed('%s is not in the log: %r' % (verb, log))
    h.run('show', 'zzzzzz', rc=1)
    h.run('frobnicate', rc=2)
    # A monitor that was set up wrongly raises no alarm.
    h.run('check', '--warning', '10 h', rc=3)
    h.run('--critical', 'x', 'check', rc=3)
    h.run('check', '-w', '10h', rc=3)
    h.run('check', 'x', rc=3)
    has(h.run('check', '-c', 'backer', rc=3), 'UNKNOWN')
    h.run('list', '--max', 'x', rc=2)
    h.run('list', '-c', 'backer', rc=1)
    expect(h.err, 'hark: no client "backer"\n')
    h.stop_harkd()
    h.run('status', rc=3)
    h.stop()


def reply_once():
    """hark reply answers in the network, and a lost answer is not sent twice"""
    h = House('reply')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Dora', text='@becker Habt ihr Hortensien im Topf?')
    q = h.wait_question('Hortensien', 'waiting')['id']
    h.run('reply', q, '--yes', 'Ja, in drei Farben.')
    h.wait_question('Hortensien', 'answered')
    expect(h.world('stats')['posted'], 1, 'posted')
    h.world('ask', who='Emil', text='@becker Wann öffnet ihr morgen?')
    q = h.wait_question('morgen', 'waiting')['id']
    h.world('fail', how='posted-then-close', times=1, where='/statuses')
    h.run('reply', q, '--yes', 'Um acht.', rc=0)
    expect(h.world('stats')['posted'], 2, 'posted')
    h.wait_question('morgen', 'answered')
    h.stop_harkd()
    h.stop()


def restart_and_outage():
    """what is asked while harkd or the network is away is caught up"""
    # Two by two: asking every second is more than harkd allows itself for long.
    for hows in ('500', '429'), ('html', 'cut'), ('huge', 'redirect', 'close'):
        h = House('outage')
        h.config()
        h.start_harkd()
        h.polled()
        h.stop_harkd()
        h.world('ask', who='Frida', text='@becker Gibt es heute noch Rosen?')
        h.start_harkd()
        h.wait_question('Rosen', 'waiting')
        for how in hows:
            h.world('fail', how=how, times=3)
            h.world('ask', who='Gast ' + how,
                    text='@becker Frage %s: habt ihr offen?' % how)
            h.wait_question('Frage %s:' % how, 'waiting', limit=60)
        h.stop_harkd()
        h.stop()


def scan_profile():
    """hark scan reads a public profile without account, token or daemon"""
    h = House('scan', smtp=False)
    p = h.world('own', text='Nur heute 20 % auf alle Sträuße! '
                'https://becker.example/angebot', ago=90000)
    a = h.world('ask', who='Anna K.', to=p['id'], ago=80000,
                text='@becker Habt ihr auch weiße Tulpen?')
    h.world('ask', who='Bernd M.', to=p['id'], ago=70000,
            text='@becker Liefert ihr nach Hause?')
    h.world('own', text='@annak Ja!', to=a['id'], ago=60000)
    r = h.json('scan', h.url + '/@becker')
    expect([q['asker'] for q in r['waiting']], ['Bernd M.'], 'who waits')
    expect((r['posts'], r['due'], r['answered']), (4, 1, 1), 'figures')
    expect([x['text'][:9] for x in r['adverts']], ['Nur heute'], 'adverts')
    if not r['unseen']:
        raise Failed('it does not say what it could not see')
    out = h.run('scan', h.url + '/@becker')
    if 'Bernd M.' not in out or 'Anna K.' in out:
        raise Failed(out)
    h.run('scan', h.url + '/@nobody', rc=1)
    h.run('scan', 'becker', rc=2)
    h.stop()


def outage_is_one_mail():
    """what piled up while the mail server was away leaves in few mails"""
    h = House('pile')
    h.config(mail='')
    h.start_harkd()
    h.watch()
    h.polled()
    h.stop_proc(h.smtp)
    for i in range(12):
        h.world('ask', who='Gast %d' % i, text='@becker Frage %d: habt ihr '
                'morgen offen?' % i)
    waits = set()                       # two in one poll come newest first
    while len(waits) < 12:
        waits.add(h.wait_question('Frage', 'waiting')['id'])
    h.stop_harkd()
    h.start_smtp(port=h.smtp_port)
    h.start_harkd()
    n, seen = 0, ''
    while not all('Frage %d:' % i in seen for i in range(12)):
        seen += text_of(h.wait_mail(30))
        n += 1
    if n > 3:
        raise Failed('%d mails' % n)
    h.stop_harkd()
    h.stop()


if __name__ == '__main__':
    main([restart_and_outage, ask_mail_answer, two_askers, held_back, unnamed,
          staff_verbs, reply_once, scan_profile, outage_is_one_mail])
