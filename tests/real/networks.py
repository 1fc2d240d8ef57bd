"""One scene for networks of every kind, played against real servers.

usage, inside netns.sh, the server being started: networks.py wordpress|bluesky

People write through the server's own interface; harkd hears, mails, answers.
The mail receiver is smtp.py: the way of mails through a real Postfix is
another scene's business.
"""
import base64, datetime, glob, json, os, subprocess, sys, time, traceback
import urllib.parse, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'e2e'))
from house import House, Failed, text_of  # noqa: E402

REAL = os.environ.get('REAL', '/run/real')


def tool(name, *args):
    p = subprocess.run([os.path.join(HERE, name), *args], text=True,
                       capture_output=True, timeout=120)
    if p.returncode != 0:
        raise Failed('%s %s: %s' % (name, ' '.join(args), p.stderr))
    return p.stdout.strip()


def call(url, headers, form=None, body=None, method=None):
    data = json.dumps(body).encode() if body is not None else \
        urllib.parse.urlencode(form).encode() if form is not None else None
    if body is not None:
        headers = dict(headers, **{'Content-Type': 'application/json'})
    rq = urllib.request.Request(url, data, headers, method=method)
    with urllib.request.urlopen(rq, timeout=30) as r:
        return json.loads(r.read() or b'null')


class Net(House):
    def __init__(self, name):
        super().__init__('real-' + name, network=False)
        self.socket = os.path.join(REAL, name + '.sock')
        self.env['HARK_SOCKET'] = self.socket
        with open(os.path.join(REAL, name, 'acme.password')) as f:
            self.secret('password', f.read())
        self.network_name = name
        self.conf = os.path.join(self.dir, 'harkd.conf')
        self.write(self.account)

    def write(self, account):
        with open(self.conf, 'w') as f:
            f.write('''
plugin-dir = "%s/plugins"
state-dir = "%s/state"
socket = "%s"
socket-group = ""
credential-dir = "%s/cred"
ca-file = "%s/tls/ca.crt"
admin = {"boss@shop.test"}
mail {
	server = "smtp://127.0.0.1:%d"
	tls = never
	hello = "shop.example"
	from = "alerts@shop.test"
}
client "shop" {
	language = "en"
	timezone = "Europe/Berlin"
	collect = "0"
	recipient "team" { mail = "staff@shop.test" delay = "0" digest = no }
	%s "acme" {
		interval = "3s"
		allow-private = yes
		password = "password"
		%s
	}
}
''' % (self.build, self.dir, self.socket, self.dir, REAL, self.smtp_port,
       self.network_name, account))

    def until(self, test, limit, what):
        end = time.monotonic() + limit
        while not test():
            if time.monotonic() > end:
                raise Failed('%s after %g s\n%s' % (what, limit, self.tail()))
            time.sleep(0.2)

    def rounds(self, n=2):
        """Until the account was heard n times more."""
        for _ in range(n):
            want = datetime.datetime.now(datetime.timezone.utc)
            self.until(lambda: all(
                a['state'] == 'ok' and a['last_success'] and
                datetime.datetime.fromisoformat(
                    a['last_success'].replace('Z', '+00:00')) >= want
                for a in self.json('status')['accounts']), 40, 'not heard')

    def question(self, text):
        """What hark knows of it now, or {}."""
        for q in self.json('list', '--all', '--ended'):
            if text in (q['text'] or ''):
                return q
        return {}

    def wait_state(self, text, state, limit=60):
        """A question's state; those of one asker are one while it waits."""
        self.until(lambda: self.question(text).get('state') == state, limit,
                   '%r is not %s but %r' % (text, state, self.question(text)))


class Wordpress(Net):
    account = 'site = "https://blog.test"\n\t\tuser = "acme"'
    profile = 'http://localhost:8080'

    def head(self, user):
        with open(os.path.join(REAL, 'wordpress', user + '.password')) as f:
            login = '%s:%s' % (user, f.read())
        return {'Authorization': 'Basic ' +
                base64.b64encode(login.encode()).decode()}

    def api(self, user, path, form=None, method=None):
        return call('https://blog.test/wp-json/wp/v2/' + path,
                    self.head(user), form, method=method)

    said = {}

    def say(self, user, text, parent=None):
        """Customers have to wait between two comments, moderators do not."""
        wait = self.said.get(user, 0) + 16 - time.monotonic()
        if wait > 0 and user != 'acme':
            time.sleep(wait)
        self.said[user] = time.monotonic()
        return tool('wordpress.sh', 'comment', user, text,
                    *([parent] if parent else []))

    def gone(self, user, id):
        self.api('acme', 'comments/%s' % id, method='DELETE')

    def replies(self, id):
        return [c['content']['rendered'] for c in
                self.api('acme', 'comments?parent=%s' % id)]

    def edit(self, user, id, text):
        self.api('acme', 'comments/%s' % id, {'content': text})


class Bluesky(Net):
    account = ('server = "https://bsky.test"\n\t\tuser = "acme-shop.test"\n'
               '\t\tappview = "https://appview.test"')
    profile = 'http://localhost:2584/profile/acme-shop.test'

    def say(self, user, text, parent=None):
        if parent is None and user != 'acme':
            text = '@acme-shop.test ' + text
        return tool('bluesky.sh', 'post', user, text,
                    *([parent] if parent else []))

    def replies(self, id):
        t = json.loads(tool('bluesky.sh', 'get', 'acme',
                            'app.bsky.feed.getPostThread?uri=' +
                            urllib.parse.quote(id, safe='')))
        return [r['post']['record']['text'] for r in t['thread']['replies']]

    edit = None
    # Of what is only not there any more harkd makes sure an hour later.
    gone = None


# --- what happens -----------------------------------------------------------

def asked(h):
    """a question is heard and mailed"""
    h.say('bob', 'Nice kettles, greetings from Berlin.')
    h.start_harkd()
    h.rounds(1)
    h.first = h.say('jane', 'Is the blue kettle back in stock? – Jané')
    m = h.wait_mail(40)
    if 'blue kettle' not in text_of(m):
        raise Failed('another mail: ' + text_of(m))
    h.wait_state('blue kettle', 'waiting')


def answered(h):
    """answered in the network itself: the question ends"""
    h.say('acme', 'Yes, twelve arrived this morning.', h.first)
    h.wait_state('blue kettle', 'answered')


def two(h):
    """two people ask, one is answered, the other still waits"""
    h.a = h.say('jane', 'When do you open on Sunday?')
    h.b = h.say('bob', 'Do you deliver to Potsdam as well?')
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
    h.rounds(1)
    got = h.replies(h.b)
    if len(got) != 1 or 'always, see' not in got[0]:
        raise Failed('in the network: %r' % got)


def edited(h):
    """a changed text is noticed"""
    if h.edit is None:
        return 'nothing is edited here'
    id = h.say('jane', 'Have you got a teapot in red?')
    h.wait_state('teapot in red', 'waiting')
    h.edit('jane', id, 'Have you got a teapot in green?')
    h.wait_state('teapot in green', 'waiting')
    h.say('acme', 'Yes, in every colour.', id)
    h.wait_state('teapot in green', 'answered')


def deleted(h):
    """a deleted question does not wait any more"""
    if h.gone is None:
        return 'believed an hour later'
    id = h.say('bob', 'Can I park my car in the yard?')
    h.wait_state('my car', 'waiting')
    h.gone('bob', id)
    h.until(lambda: h.run('poll') is not None and
            h.question('my car').get('state') != 'waiting', 240,
            'still waiting')


def restarted(h):
    """harkd was down, and nothing is lost; sessions go on"""
    h.stop_harkd()
    for f in glob.glob(os.path.join(h.dir, 'state/tokens/*')):
        if os.stat(f).st_mode & 0o077:
            raise Failed(f + ' can be read by others')
    if h.network_name == 'bluesky' and \
            len(glob.glob(os.path.join(h.dir, 'state/tokens/*'))) != 2:
        raise Failed('no tokens are kept')
    h.say('jane', 'Do you repair old coffee grinders?')
    h.start_harkd()
    h.wait_state('coffee grinders', 'waiting')


def scanned(h):
    """a stranger's look: no account, no token"""
    p = subprocess.run(
        [os.path.join(h.build, 'harkd'), '-c', h.conf, '--scan', h.profile,
         '--days', '30'], capture_output=True, text=True, timeout=120,
        env=h.env)
    if p.returncode != 0:
        raise Failed('exit %d: %s%s' % (p.returncode, p.stdout, p.stderr))
    if 'coffee grinders' not in p.stdout and h.network_name == 'wordpress':
        raise Failed('not seen: ' + p.stdout)
    rows = [json.loads(line).get('row') for line in p.stdout.splitlines()]
    if [r for r in rows if r and r['posts'] >= 2] == []:
        raise Failed('seen: ' + p.stdout)


def refused(h):
    """a wrong password is noticed, not taken for silence"""
    h.stop_harkd()
    h.secret('password', 'xxxx-xxxx-xxxx-xxxx')
    for f in glob.glob(os.path.join(h.dir, 'state/tokens/*')):
        os.unlink(f)
    h.start_harkd()
    h.until(lambda: h.json('status')['accounts'][0]['state'] == 'auth', 40,
            'still ' + h.json('status')['accounts'][0]['state'])
    h.stop_harkd()


ACTS = [asked, answered, two, replied, edited, deleted, restarted, scanned,
        refused]


def main():
    h = {'wordpress': Wordpress, 'bluesky': Bluesky}[sys.argv[1]](sys.argv[1])
    bad = n = 0
    for act in ACTS:
        n += 1
        begin = time.monotonic()
        try:
            skip = act(h)
            print('ok %d - %s%s' % (n, act.__doc__,
                                    ' # SKIP ' + skip if skip else ''))
        except Exception as e:      # an act must not end the scene
            bad += 1
            print('not ok %d - %s' % (n, act.__doc__))
            for line in (str(e) if isinstance(e, Failed) else
                         traceback.format_exc()).splitlines():
                print('# ' + line[:500])
        print('# %.1f s' % (time.monotonic() - begin), flush=True)
    print('1..%d' % n, flush=True)
    h.stop()
    sys.exit(bad != 0)


main()
