"""The digest, end to end: a real mail through a real mail receiver."""
import datetime, os, sqlite3, sys, zoneinfo
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main, text_of

TEAM = 'recipient "team" { mail = "team@becker.example" digest = "%s" delay = 1h }'


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def begin_long_ago(h):
    """As if hark had run for days: today's digest was missed."""
    db = sqlite3.connect(os.path.join(h.dir, 'state', 'becker.db'))
    with db:
        db.execute("INSERT INTO meta VALUES('digest_begun', 1) "
                   "ON CONFLICT(key) DO UPDATE SET value = 1")
    db.close()


def missed_one_comes():
    """a digest that was missed today comes at the start, once, with who waits"""
    h = House('digest')
    h.config(recipients=TEAM % '00:00')
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    h.world('ask', who='Bernd', text='@becker Was kostet ein Strauß Rosen?')
    h.wait_question('Rosen', 'waiting')
    out = h.run('digest', '--preview')
    if 'Habt ihr am Sonntag offen?' not in out:
        raise Failed('not in the preview:\n' + out)
    h.stop_harkd()
    begin_long_ago(h)
    h.start_harkd()
    m = h.wait_mail()
    expect(m['Subject'], 'Heute: 2 warten, etwa 3 Minuten', 'subject')
    expect(m['Auto-Submitted'], 'auto-generated')
    text = text_of(m)
    if not text.startswith('2 Menschen warten. Ich höre alles.\n'):
        raise Failed('the first line:\n' + text)
    for part in ('Habt ihr am Sonntag offen?', 'Was kostet ein Strauß Rosen?',
                 'Antworten: ' + h.url):
        if part not in text:
            raise Failed('%r is missing:\n%s' % (part, text))
    html = m.get_body(('html',)).get_content()
    if 'Habt ihr am Sonntag offen?' not in html:
        raise Failed('the HTML part:\n' + html)
    h.run('digest', rc=5)               # today's has left
    h.stop_harkd()
    h.start_harkd()
    h.no_mail(lambda: h.polled(3))
    h.stop_harkd()
    h.stop()


def sent_by_hand():
    """hark digest mails today's at once, in English, also when nobody waits"""
    h = House('digest-now')
    h.config(lang='en', recipients='recipient "team" { '
             'mail = "team@becker.example" digest = "23:59" }')
    h.start_harkd()
    h.polled()
    out = h.run('digest', 'team')
    if 'on its way' not in out:
        raise Failed(out)
    m = h.wait_mail()
    expect(m['Subject'], 'Today: nobody is waiting', 'subject')
    if not text_of(m).startswith('Nobody is waiting. I hear everything.'):
        raise Failed(text_of(m))
    rows = h.json('queue', '--all')
    expect([(r['kind'], r['state']) for r in rows], [('digest', 'sent')])
    h.run('digest', 'nobody', rc=1)
    h.stop_harkd()
    h.stop()


def says_what_it_cannot_hear():
    """its first line names the account that lost its login"""
    h = House('digest-deaf')
    h.config(recipients='recipient "team" { mail = "team@becker.example" }')
    h.start_harkd()
    h.watch()
    h.polled()
    h.world('fail', how='401', times=1000)
    m = h.wait_mail(limit=60)
    while m['To'] != 'admin@becker.example':
        m = h.wait_mail(limit=60)
    out = h.run('digest', '--preview', 'team')
    if 'Niemand wartet. Aber Mastodon höre ich seit' not in out:
        raise Failed(out)
    if 'die Anmeldung gilt nicht mehr' not in out:
        raise Failed(out)
    h.stop_harkd()
    h.stop()


if __name__ == '__main__':
    main([missed_one_comes, sent_by_hand, says_what_it_cannot_hear])
