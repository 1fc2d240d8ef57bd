#!/usr/bin/python3
"""X, Facebook and YouTube, which cannot be had for a test: harkd against small
servers that are as strict as the documentation.  (x.py, facebook.py, youtube.py)
"""
import datetime, os, re, select, sqlite3, sys, time, zoneinfo
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main, text_of

DE = {'LC_ALL': 'de_DE.UTF-8'}


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def holds(text, *parts):
    for part in parts:
        if part not in text:
            raise Failed('no %r in:\n%s' % (part, text))


class Paid(House):
    extra = ''

    def __init__(self, name, account='', client='', **kw):
        super().__init__('paid-' + name, **kw)
        self.secrets()
        self.root = None
        self.account, self.client = account, client
        self.config(account=account, client=client)

    def ask(self, who, text, **kw):
        """A comment below a post of ours."""
        if self.root is None:
            self.root = self.world('own', text='Frische Tulpen sind da.')['id']
        kw.setdefault('to', self.root)
        return self.world('ask', who=who, text=text, **kw)['id']

    def listen(self, args=()):
        self.start_harkd(args)
        self.watch()
        self.until(lambda s: s['state'] == 'ok')

    def until(self, fits, limit=30):
        """Wait until the account's line of `hark status' is so."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            s = self.json('status')['accounts'][0]
            if fits(s):
                return s
            select.select([], [], [], 0.1)
        raise Failed('%r\n%s' % (s, self.tail()))


    def wait_question(self, *args, limit=60, **kw):
        # Their pace is a request in one or two seconds, whatever is asked.
        return super().wait_question(*args, limit=limit, **kw)

    def wait_mail(self, limit=40):
        return super().wait_mail(limit)

    def look_again(self, post, marker):
        """Have the thread of a post read again, an hour later."""
        for hours in 0, 2:
            self.stop_harkd()
            c = sqlite3.connect(os.path.join(self.dir, 'state/becker.db'))
            with c:
                c.execute('UPDATE missing SET at = at - ?', [hours * 3600000])
                c.execute('UPDATE question SET reread_at = 1')
            c.close()
            self.world('stats')
            self.start_harkd()
            end = time.monotonic() + 30
            lines = []
            while not any(marker + post in l for l in lines):
                if time.monotonic() > end:
                    raise Failed('not read again: %r' % lines)
                self.run('poll')
                select.select([], [], [], 0.3)
                lines += self.world('stats')['lines']

    def until_waiting(self, n, limit=60):
        got = 0
        end = time.monotonic() + limit
        while got != n and time.monotonic() < end:
            select.select([], [], [], 0.2)
            got = self.json('status')['waiting']
        expect(got, n, 'waiting\n' + self.tail())


class X(Paid):
    server = 'x.py'
    network_name = 'X'
    block = '''x "vogel" {
		consumer_key = "ck" consumer_secret = "cs"
		token = "at" token_secret = "as"
		api = "%(url)s"
		interval = "1s"
		%(account)s
	}'''

    def secrets(self):
        for name, value in (('ck', 'ckey'), ('cs', 'csecret'), ('at', 'atoken'),
                            ('as', 'asecret'), ('secret', 'clientsecret'),
                            ('consent', 'consent-1')):
            self.secret(name, value)

    def ask(self, who, text, **kw):
        return super().ask(who, '@becker ' + text, **kw)


class XConsent(X):
    block = '''x "vogel" {
		client_id = "client" client_secret = "secret"
		refresh_token = "consent"
		api = "%(url)s"
		interval = "1s"
		%(account)s
	}'''


class Facebook(Paid):
    server = 'facebook.py'
    network_name = 'Facebook'
    block = '''facebook "seite" {
		token = "page" app_secret = "app"
		api = "%(url)s"
		interval = "1s"
		%(account)s
	}'''

    def secrets(self):
        self.secret('page', 'page-token')
        self.secret('app', 'app-secret')


class YouTube(Paid):
    server = 'youtube.py'
    network_name = 'YouTube'
    block = '''youtube "kanal" {
		channel = "@becker" key = "key"
		client_id = "client" client_secret = "secret"
		refresh_token = "consent"
		api = "%(url)s" login = "%(url)s"
		interval = "1s"
		%(account)s
	}'''

    def secrets(self):
        for name, value in (('key', 'api-key'), ('secret', 'clientsecret'),
                            ('consent', 'consent')):
            self.secret(name, value)


# --- what every network must do -------------------------------------------------

def talk(kind, answer_all=True):
    """Ask, see, mail, answer in the app, silent; two askers; hark reply."""
    h = kind('talk-' + kind.__name__)
    h.listen()
    a = h.ask('Anna K.', 'Habt ihr am Sonntag offen?')
    w = h.wait_question('Sonntag', 'waiting')
    expect(w['network'], kind.__name__.lower(), 'network')
    m = h.wait_mail()
    expect(m['Subject'], 'Frage von %s auf %s' % (w['asker'],
                                                  kind.network_name))
    holds(text_of(m), 'Habt ihr am Sonntag offen?', w['url'])
    b = h.ask('Bernd M.', 'Was kostet ein Strauß denn so?')
    w = h.wait_question('Strauß', 'waiting')
    h.wait_mail()
    h.world('own', text='Anna, ja, von 9 bis 12 Uhr!', to=a)
    q = h.wait_question('Sonntag', 'answered')
    if q['response_seconds'] is None:
        raise Failed('no response time')
    expect([x['id'] for x in h.json('list')], [w['id']], 'who waits')
    h.run('reply', w['id'], '--yes', 'Ab zwölf Euro.')
    h.wait_question('Strauß', 'answered')
    expect(h.world('stats')['posted'], 1, 'posted')
    expect(h.json('list'), [], 'list')
    h.no_mail(h.polled)
    h.stop_harkd()
    h.stop()


def talk_x():
    """X: asked, mailed, answered in the app and by hark; two askers"""
    talk(X)


def talk_facebook():
    """Facebook: asked, mailed, answered in the app and by hark; two askers"""
    talk(Facebook)


def talk_youtube():
    """YouTube: asked, mailed, answered in the app and by hark; two askers"""
    talk(YouTube)


def changes(kind, marker):
    """What is edited counts as it reads now; what is gone waits no more."""
    h = kind('changes-' + kind.__name__)
    h.listen()
    a = h.ask('Anna K.', 'Danke für die schönen Tulpen!')
    h.root = None
    b = h.ask('Bernd M.', 'Liefert ihr auch nach Hause?')
    h.wait_question('nach Hause', 'waiting')
    h.wait_mail()
    h.world('edit', id=a, text=('@becker ' if kind is X else '') +
            'Habt ihr auch weiße Tulpen?')
    m = h.wait_mail()
    holds(text_of(m), 'Habt ihr auch weiße Tulpen?')
    expect(h.json('status')['waiting'], 2, 'waiting')
    # One "not found" might be a mishap.
    h.world('delete', id=b)
    h.look_again(b, marker)
    h.until_waiting(1)
    holds(h.json('list')[0]['text'], 'weiße Tulpen')
    h.stop_harkd()
    h.stop()


def changes_x():
    """X: an edited post, a deleted one"""
    changes(X, 'ids=')


def changes_facebook():
    """Facebook: an edited comment, a deleted one"""
    changes(Facebook, '/v26.0/')


def changes_youtube():
    """YouTube: an edited comment, a deleted one"""
    changes(YouTube, 'id=')


def private(kind):
    """A private message rings without its words, and is answered in private."""
    h = kind('private-' + kind.__name__, account='messages = yes')
    h.listen()
    q = h.world('ask', who='Dora', private=True,
                text='Kann ich eine Torte für Samstag bestellen?')['id']
    w = h.wait_question('Torte', 'waiting')
    expect(w['private'], True, 'private')
    m = h.wait_mail()
    expect(m['Subject'], 'Private Nachricht auf ' + kind.network_name)
    if 'Torte' in m.as_string():
        raise Failed(m.as_string())
    h.world('own', to=q, private=True, text='Ja, gerne!')
    h.wait_question('Torte', 'answered')
    h.world('ask', who='Dora', private=True, to=q,
            text='Und was kostet die denn?')
    w = h.wait_question('kostet', 'waiting')
    h.run('reply', w['id'], '--yes', 'Zwanzig Euro.')
    h.wait_question('kostet', 'answered')
    expect(h.world('stats')['posted'], 1, 'posted')
    h.polled(3)
    expect(h.json('list'), [], 'list')
    h.stop_harkd()
    h.stop()


def private_x():
    """X: a private message"""
    private(X)


def private_facebook():
    """Facebook: a message to the Page"""
    private(Facebook)


def outage(kind):
    """What is asked while harkd or the network is away is caught up."""
    h = kind('outage-' + kind.__name__)
    h.listen()
    h.ask('Anna K.', 'Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    h.stop_harkd()
    for i in range(45):
        h.ask('Gast %d' % i, 'Frage %d: gibt es noch Rosen?' % i)
    h.start_harkd()
    h.until_waiting(46)
    n = 0
    for how in ('500', '429', 'html', 'cut', 'close'):
        h.world('fail', how=how, times=3)
        h.ask('Gast ' + how, 'Frage %s: habt ihr offen?' % how)
        n += 1
        h.until_waiting(46 + n)
    h.kill_harkd()
    h.ask('Emil', 'Habt ihr auch Astern?')
    h.start_harkd()
    h.until_waiting(52)
    h.stop_harkd()
    h.stop()


def outage_x():
    """X: outage, 429 and restarts without a loss"""
    outage(X)


def outage_facebook():
    """Facebook: outage, 429 and restarts without a loss"""
    outage(Facebook)


def outage_youtube():
    """YouTube: outage, 429 and restarts without a loss"""
    outage(YouTube)


def dead(kind, *words):
    """A token that has ended: the administrator is told what to do, once."""
    h = kind('dead-' + kind.__name__)
    h.listen()
    # A token refused just after it was given would be another matter.
    h.stop_harkd()
    h.start_harkd()
    h.polled()
    h.world('net', dead=True, expire=True)
    m = h.wait_mail()
    expect(m['To'], 'admin@becker.example', 'to')
    holds(text_of(m), *words)
    h.until(lambda s: s['state'] == 'auth')
    h.world('net', dead=False)
    if kind is XConsent:        # a token good once: another has to be given
        h.world('net', consent='consent-9')
        h.secret('consent', 'consent-9')
    h.stop_harkd()
    h.start_harkd()
    h.run('poll')
    h.until(lambda s: s['state'] == 'ok')
    holds(h.wait_mail()['Subject'], 'wieder')
    h.no_mail(h.polled)
    h.stop_harkd()
    h.stop()


def dead_x():
    """X: a consent that has ended is the administrator's mail"""
    dead(XConsent, 'X has ended the consent', 'hark auth becker/vogel')


def dead_facebook():
    """Facebook: a token that has ended is the administrator's mail"""
    dead(Facebook, "the Page's token is dead", 'changed their password')


def dead_youtube():
    """YouTube: a consent that has ended is the administrator's mail"""
    dead(YouTube, 'Google has ended the consent')


# --- what it costs ------------------------------------------------------------------

def cost(h, name):
    return next(b for b in h.json('report', 'cost') if b['budget'] == name)


def ceiling():
    """X: at the ceiling polls stop and the administrator is told; a higher one
    is used at once"""
    h = X('ceiling', account='budget = 1 price-owned = 0.02 price-user = 0.02')
    h.listen()
    for i in range(12):
        h.ask('Gast %d' % i, 'Frage %d: habt ihr offen?' % i)
    s = h.until(lambda s: s['state'] == 'budget')
    m = h.wait_mail()
    while m['To'] != 'admin@becker.example':
        m = h.wait_mail()
    year, month = datetime.datetime.now(datetime.timezone.utc).timetuple()[:2]
    end = '%04d-%02d-01T00:00:00.000Z' % (year + month // 12, month % 12 + 1)
    expect(m['Subject'], 'hark hört X nicht (vogel)')
    holds(text_of(m), 'Was X kosten darf, ist aufgebraucht',
          'the budget of 1 USD for this month', 'are spent',
          'hark hört wieder zu: ', 'hark report cost')
    c = cost(h, 'money')
    expect((c['unit'], c['period'], c['ceiling'], c['end']),
           ('USD', 'month', 1.0, end))
    if not 0.2 < c['spent'] <= 0.9:
        raise Failed(repr(c))
    # Whoever is refused is asked again when there is money.
    expect((s['next_poll'], c['next_poll']), (end, end), 'next poll')
    holds(h.run('report', 'cost', env=DE), 'VERBRAUCHT', 'GEBREMST BIS',
          'becker/vogel', 'Erwähnungen 0.')
    # Nothing is asked any more, but what people want.
    h.world('stats')
    q = h.json('list')[0]
    h.run('reply', q['id'], '--yes', '--force', 'Ja, bis sechs.')
    lines = h.world('stats')['lines']
    expect([l for l in lines if '/mentions' in l or '/users/' in l], [])
    expect(sum('POST /2/tweets' in l for l in lines), 1)
    expect(round(cost(h, 'money')['spent'] - c['spent'], 4) >= 0.015, True)
    before = cost(h, 'money')['spent']
    h.ask('Späte', 'Habt ihr noch Astern?')
    h.config(account='budget = 9 price-owned = 0.02 price-user = 0.02')
    h.run('reload')
    h.wait_question('Astern', 'waiting')
    if cost(h, 'money')['spent'] < before:
        raise Failed('what was spent is forgotten')
    h.until(lambda s: s['state'] == 'ok')
    h.stop_harkd()
    h.stop()


def late():
    """X: what is indexed late has an older id than what was seen; it is found
    within the hour, and what was read before is hardly paid for again"""
    h = X('late')
    h.root = 'none'
    h.listen()
    h.ask('Anna', 'Habt ihr noch Astern?', to=None)
    h.wait_question('Astern', 'waiting')
    h.ask('Bert', 'Habt ihr noch Tulpen?', to=None, ago=90)
    h.world('stats')
    lines = []
    while sum('/mentions' in l for l in lines) < 3:
        h.run('poll')
        select.select([], [], [], 0.2)
        lines += h.world('stats')['lines']
    expect([l for l in lines if 'start_time' in l and '/mentions' in l], [],
           'before its time')
    expect([q['text'] for q in h.json('list', '--all') if 'Tulpen' in
            q['text']], [], 'seen')
    before = cost(h, 'money')['spent']
    h.stop_harkd()
    c = sqlite3.connect(os.path.join(h.dir, 'state/becker.db'))
    ago = datetime.datetime.now(datetime.timezone.utc) - \
        datetime.timedelta(hours=1)
    with c:
        n = c.execute("UPDATE kept SET value = ? WHERE name LIKE 'late/%'",
                      [ago.strftime('%Y-%m-%dT%H:%M:%S.000Z')]).rowcount
    c.close()
    expect(n, 2, 'feeds')
    h.start_harkd()
    h.watch()
    h.wait_question('Tulpen', 'waiting')
    # Two posts and two people; nothing for what came to nothing.
    spent = cost(h, 'money')['spent'] - before
    if not 0.015 <= round(spent, 4) <= 0.03:
        raise Failed('%r spent\n%s' % (spent, h.run('report', 'cost')))
    lines = []
    while sum('/mentions' in l for l in lines) < 3:
        h.run('poll')
        select.select([], [], [], 0.2)
        lines += h.world('stats')['lines']
    expect(sum('start_time' in l and '/mentions' in l for l in lines), 1,
           'looked for')
    h.stop_harkd()
    h.stop()


def credit():
    """X: a credit that is used up is told apart from a dead token"""
    h = X('credit')
    h.listen()
    h.world('net', credit=0)
    s = h.until(lambda s: 'credit at X is used up' in (s['error'] or ''))
    holds(s['error'], 'console.x.com')
    h.world('net', credit=1)
    h.run('poll')
    h.until(lambda s: s['state'] == 'ok')
    h.stop_harkd()
    h.stop()


def units():
    """YouTube: the day's units are used up until midnight in California"""
    h = YouTube('units')
    h.listen()
    h.ask('Anna K.', 'Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    zone = zoneinfo.ZoneInfo('America/Los_Angeles')
    day = datetime.datetime.now(zone).date()
    midnight = lambda d: datetime.datetime.combine(
        d, datetime.time(), zone).astimezone(datetime.timezone.utc).strftime(
        '%Y-%m-%dT%H:%M:%S.000Z')
    c = cost(h, 'units')
    expect((c['begin'], c['end']), (midnight(day), midnight(
        day + datetime.timedelta(1))), 'the day')
    # Counted here what the network counts, to the unit.
    h.stop_harkd()
    spent = h.world('stats')['net']['spent']
    h.start_harkd()
    got = cost(h, 'units')['spent']
    if not spent <= got <= spent + 10:
        raise Failed('%r units counted, not %r' % (got, spent))
    h.world('net', units=3)
    s = h.until(lambda s: s['state'] == 'budget')
    expect(s['next_poll'], c['end'], 'next poll')
    m = h.wait_mail()
    while m['To'] != 'admin@becker.example':
        m = h.wait_mail()
    holds(text_of(m), 'Was YouTube kosten darf, ist aufgebraucht')
    c = cost(h, 'units')
    expect((c['spent'], c['next_poll']), (c['ceiling'], c['end']))
    h.world('stats')
    h.run('poll')
    h.run('status')
    expect(h.world('stats')['requests'] > 0, True)
    expect([l for l in h.world('stats')['lines'] if 'commentThreads' in l], [])
    h.stop_harkd()
    h.stop()


def throttled():
    """Facebook: throttled is left alone for an hour, and 500 "too much data" is
    asked for less of it"""
    h = Facebook('throttled')
    for i in range(24):
        h.world('own', text='Beitrag %d' % i)
    h.listen()
    h.world('net', most=10)
    h.ask('Anna K.', 'Habt ihr am Sonntag offen?')
    h.wait_question('Sonntag', 'waiting')
    expect(h.json('status')['accounts'][0]['failures'], 0, 'failures')
    h.world('net', most=100, throttle=True)
    s = h.until(lambda s: 'are used up' in (s['error'] or ''))
    expect(s['state'], 'failing', 'state')
    expect('too many calls' in h.tail(), True, 'why')
    h.world('stats')
    h.run('poll')
    h.run('reply', h.json('list')[0]['id'], '--yes', 'Ja.', rc=None)
    expect(h.world('stats')['lines'], [], 'asked')
    h.stop_harkd()
    h.stop()


def hidden():
    """Facebook: what the Page hides waits no more, and counts as removed"""
    h = Facebook('hidden')
    h.listen()
    q = h.ask('Anna K.', 'Warum ist der Strauß nach einem Tag verwelkt?')
    w = h.wait_question('verwelkt', 'waiting')
    h.wait_mail()
    h.world('set', id=q, hidden=True)
    h.until(lambda s: h.json('list') == [])
    expect(h.json('report')[0]['total']['removed_while_waiting'], 1)
    out = h.run('show', w['id']) + h.run('search', 'verwelkt', rc=None)
    if 'verwelkt' in out or 'Anna' in out:
        raise Failed(out)
    h.stop_harkd()
    h.stop()


def blind():
    """Facebook: lists that are silently empty are noticed"""
    h = Facebook('blind')
    h.world('net', blind=True)
    for i in range(4):
        h.ask('Gast %d' % i, 'Frage %d: habt ihr offen?' % i)
    h.start_harkd()
    s = h.until(lambda s: s['state'] == 'hidden', 60)
    holds(s['error'], 'counts 4 comments and shows none', 'MODERATE')
    m = h.wait_mail()
    expect(m['To'], 'admin@becker.example', 'to')
    holds(text_of(m), 'Facebook zählt mehr')
    h.world('net', blind=False)
    h.run('poll')
    h.until_waiting(4)
    h.until(lambda s: s['state'] == 'ok')
    h.stop_harkd()
    h.stop()


if __name__ == '__main__':
    main([talk_x, talk_facebook, talk_youtube, changes_x, changes_facebook,
          changes_youtube, private_x, private_facebook, outage_x,
          outage_facebook, outage_youtube, dead_x, dead_facebook,
          dead_youtube, ceiling, late, credit, units, throttled,
          hidden, blind])
