"""Who is told when: steps, people away, limits, and questions given away."""
import datetime, os, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main, text_of

BEFORE = '2020-01-01..2099-12-31'       # away all the time


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def holds(text, *parts):
    for part in parts:
        if part not in text:
            raise Failed('no %r in:\n%s' % (part, text))


def steps_and_assign():
    """the first step rings, show names the second, who is given it is told"""
    h = House('steps')
    h.config(client='ring = {"0 team", "90m chefin"} '
             'urgent-words = {"sonntag"}', recipients='''
        recipient "team" { mail = "team@becker.example" digest = no }
        recipient "chefin" { mail = "chefin@becker.example" digest = no }''')
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen?')
    w = h.wait_question('Sonntag', 'waiting')
    m = h.wait_mail()
    expect(m['To'], 'team@becker.example', 'to')
    holds(text_of(m), 'Diese Mail: sobald sie zu hören war.')
    # Its own word makes it so, wherever it is shown.
    expect((w['urgent'], h.json('list')[0]['urgent']), (True, True), 'urgent')
    q = h.json('show', w['id'])
    expect(q['urgent'], True, 'urgent')
    expect(q['next_mail']['to'], ['chefin'], 'next to')
    expect(q['next_mail']['at'], q['next_mail_at'], 'next at')
    holds(q['next_mail']['why'], '1 h 30 min after it was asked')
    holds(h.run('show', w['id'], env={'LC_ALL': 'de_DE.UTF-8'}),
          'nächste Mail ', ' an chefin: 1 h 30 min nach der Frage')
    # Given to somebody: told at once, and silent for all others.
    holds(h.run('assign', w['id'], 'chefin'), 'acked, silent until',
          'chefin is told')
    m = h.wait_mail()
    expect(m['To'], 'chefin@becker.example', 'to')
    holds(text_of(m), 'Habt ihr am Sonntag offen?', 'Übernommen von chefin',
          'Diese Mail: Ihnen übergeben.')
    q = h.json('show', w['id'])
    expect((q['state'], q['assignee']), ('acked', 'chefin'), 'assigned')
    expect(q['next_mail']['at'] >= q['quiet_until'], True, 'silent')
    # A name that is no recipient is only a name.
    holds(h.run('assign', w['id'], 'Petra', '--until', '2h'),
          'Petra is no recipient')
    expect(h.json('show', w['id'])['assignee'], 'Petra', 'assignee')
    h.run('ack', w['id'], '--as', 'Jo', '--until', '1h')
    q = h.json('show', w['id'])
    expect((q['assignee'], q['actions'][-1]['verb']), ('Jo', 'claim'), 'ack')
    h.run('ack', w['id'], '--me', env={'USER': 'anna'})
    expect(h.json('show', w['id'])['assignee'], 'anna', 'me')
    h.run('assign', w['id'], rc=2)
    h.no_mail(lambda: h.polled())
    h.stop_harkd()
    h.stop()


def away():
    """who is away is replaced; if all are, the administrator is told"""
    h = House('away')
    people = '''
        recipient "team" { mail = "team@becker.example" digest = no delay = "0"
            absent = {"%s"} deputy = "chefin" }
        recipient "chefin" { mail = "chefin@becker.example" digest = no
            delay = "2h" %s }'''
    h.config(recipients=people % (BEFORE, ''))
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    m = h.wait_mail()
    expect(m['To'], 'chefin@becker.example', 'to')
    holds(text_of(m), 'für team')
    # The deputy leaves, too: a reload, and the next question.
    h.config(recipients=people % (BEFORE, 'absent = {"%s"}' % BEFORE))
    h.run('reload')
    h.world('ask', who='Bernd M.', text='@becker Was kostet ein Strauß?')
    h.wait_question('Strauß', 'waiting')
    m = h.wait_mail()
    expect(m['To'], 'admin@becker.example', 'to')
    expect(m['Subject'], 'hark: Alle sind abwesend', 'subject')
    holds(text_of(m), 'niemand ist da', 'hark show ')
    if 'Strauß' in text_of(m):
        raise Failed('the administrator reads what was asked')
    h.stop_harkd()
    h.stop()


def given_while_away():
    """who is away is given nothing; show knows who hears of it sooner"""
    later = datetime.date.today() + datetime.timedelta(days=3)
    h = House('steps-given')
    h.config(client='ring = {"0 team"}', recipients='''
        recipient "team" { mail = "team@becker.example" digest = no }
        recipient "chef" { mail = "chef@becker.example" digest = no
            absent = {"%s"} }
        recipient "ute" { mail = "ute@becker.example" digest = no
            absent = {"%s"} deputy = "team" }
        recipient "rare" { mail = "rare@becker.example" digest = no
            hours = {"%s 8-9"} }''' % (BEFORE, BEFORE, later.strftime('%A')))
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen?')
    w = h.wait_question('Sonntag', 'waiting')
    h.wait_mail()
    h.run('assign', w['id'], 'chef', rc=5)
    holds(h.err, 'chef is absent, and nobody stands in')
    expect(h.json('show', w['id'])['state'], 'waiting', 'nothing happened')
    holds(h.run('assign', w['id'], 'ute'), 'team is told', 'as the deputy')
    expect(h.wait_mail()['To'], 'team@becker.example', 'deputy')
    # The mail is written and waits for days; the silence is over before.
    holds(h.run('assign', w['id'], 'rare', '--until', '2h'), 'rare is told')
    q = h.json('show', w['id'])
    expect((q['next_mail']['to'], q['next_mail']['at']),
           (['team'], q['quiet_until']), 'next')
    h.stop_harkd()
    h.stop()


def limit():
    """past the limit one mail says how many more, the rest waits"""
    h = House('limit')
    h.config(recipients='recipient "team" { mail = "team@becker.example" '
             'digest = no '
             'delay = "0" max-per-hour = 2 }')
    h.start_harkd()
    h.watch()
    h.polled()
    for i in range(3):
        h.world('ask', who='Gast %d' % i,
                text='@becker Frage %d: habt ihr morgen offen?' % i)
        w = h.wait_question('Frage %d:' % i, 'waiting')
        m = h.wait_mail()
    expect(m['Subject'], '1 weitere Frage wartet', 'subject')
    holds(text_of(m), 'höchstens 2 Mails in der Stunde', 'hark list')
    q = h.json('show', w['id'])
    expect(q['next_mail']['to'], ['team'], 'to')
    holds(q['next_mail']['why'], 'may get another mail')
    box = h.json('queue')
    expect([r['kind'] for r in box], ['question'], 'queue')
    expect(box[0]['next_at'], q['next_mail']['at'], 'queue')
    # The fourth waits beside it, and nobody is told again.
    h.world('ask', who='Gast 4', text='@becker Frage 4: habt ihr Tulpen?')
    h.wait_question('Frage 4:', 'waiting')
    h.no_mail(lambda: h.polled())
    expect(len(h.json('queue')), 2, 'queue')
    h.stop_harkd()
    h.stop()


def night():
    """a monitor is not alarmed by hours in which nobody is there"""
    later = datetime.date.today() + datetime.timedelta(days=3)
    h = House('steps-night')
    h.config(client='hours = {"%s 8-9"}' % later.strftime('%A'), recipients='''
        recipient "team" { mail = "team@becker.example" digest = no }''')
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    s = h.json('status')
    expect((s['waiting'], s['oldest_business_seconds']), (1, 0), 'closed')
    holds(h.run('check', '--critical', '1s'), 'OK', 'oldest=0s;14400;1 ')
    # Open all the time: every second counts.
    h.config(recipients='''
        recipient "team" { mail = "team@becker.example" digest = no }''')
    h.run('reload')
    h.polled()
    h.run('check', '--critical', '1s', rc=2)
    h.stop_harkd()
    h.stop()


def as_understood():
    """harkd -t prints the steps and each recipient's next days"""
    h = House('understood', network=False, smtp=False)
    h.config(client='ring = "30m team, 2h chefin" hours = {"24/7"}',
             recipients='''
        recipient "team" { mail = "team@becker.example" digest = no
            absent = {"%s"}
            deputy = "chefin" max-per-day = 5 outside-hours = {urgent, long} }
        recipient "chefin" { mail = "chefin@becker.example" digest = no
            hours = {"mo-su 9-17"} }''' % BEFORE)
    p = subprocess.run([os.path.join(h.build, 'harkd'), '-t', '-c', h.conf],
                       capture_output=True, text=True, timeout=60, env=h.env)
    if p.returncode != 0:
        raise Failed(p.stderr)
    holds(p.stdout, 'ring             30m    team\n',
          '                   2h     chefin\n', 'max-per-day    5\n',
          'outside-hours  urgent, long (waiting for 2d)\n')
    team = p.stdout.split('recipient "team"')[1].split('recipient ')[0]
    expect(team.count('absent: to chefin'), 7, 'absent days')
    expect(p.stdout.split('recipient "chefin"')[1].count('09:00-17:00'), 7,
           'days')
    h.stop()


if __name__ == '__main__':
    main([steps_and_assign, away, given_while_away, limit, night,
          as_understood])
