"""Houses whose network is a real WordPress or a real Bluesky; see scene.py.

acme is the business; `people' are customers, and write through the server's own
interface.  The mail receiver is smtp.py: the way of mails through a real
Postfix is another scene's business.
"""
import base64, email, email.policy, glob, itertools, json, os, time
import urllib.parse, urllib.request

from scene import Failed, House, Patient, REAL, text_of, tool


class Net(Patient, House):
    people = 'jane', 'bob', 'carla', 'dora'

    def __init__(self):
        super().__init__('real-' + self.kind, network=False)
        self.socket = os.path.join(REAL, self.kind + '.sock')
        self.env['HARK_SOCKET'] = self.socket
        with open(os.path.join(REAL, self.kind, 'acme.password')) as f:
            self.secret('password', f.read())
        self.next_person = itertools.cycle(self.people)
        self.conf = os.path.join(self.dir, 'harkd.conf')
        self.collect('0')

    def collect(self, span):
        """How long a mail waits for others; harkd has to be told, too."""
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
	collect = "%s"
	recipient "team" { mail = "staff@shop.test" delay = "0" digest = no }
	%s "acme" {
		interval = "3s"
		allow-private = yes
		password = "password"
		%s
	}
}
''' % (self.build, self.dir, self.socket, self.dir, REAL, self.smtp_port, span,
       self.kind, self.account))

    def ask(self, text):
        """One of the customers writes to the business: the new id."""
        self.who = next(self.next_person)
        return self.say(self.who, text)

    # --- mail ------------------------------------------------------------------

    def box(self):
        """All mails, oldest first."""
        found = []
        for path in sorted(glob.glob(os.path.join(self.dir, 'mail/*.eml'))):
            with open(path, 'rb') as f:
                found.append(email.message_from_binary_file(
                    f, policy=email.policy.default))
        return found

    @staticmethod
    def is_about(m, text):
        """What lies around a question is indented."""
        return any(text in line and not line.startswith('  ')
                   for line in text_of(m).splitlines())

    def mailed(self, text):
        return sum(self.is_about(m, text) for m in self.box())

    def mail_about(self, text, limit=60):
        """The next mail that has this text; others may come before it."""
        while True:
            m = self.wait_mail(limit)
            if self.is_about(m, text):
                return m

    # --- questions ---------------------------------------------------------------

    def question(self, text):
        """What hark knows of it now, or {}."""
        for q in self.json('list', '--all', '--ended'):
            if text in (q['text'] or ''):
                return q
        return {}

    def wait_state(self, text, state, limit=60):
        """A question's state; those of one asker are one while it waits."""
        self.until(lambda: self.question(text).get('state') == state, limit,
                   lambda: '%r is not %s but %r' % (text, state,
                                                    self.question(text)))
        return self.question(text)


class Wordpress(Net):
    kind = 'wordpress'
    account = 'site = "https://blog.test"\n\t\tuser = "acme"'
    profile = 'http://localhost:8080'
    sessions = 0
    said = {}

    def api(self, user, path, form=None, method=None):
        with open(os.path.join(REAL, 'wordpress', user + '.password')) as f:
            login = '%s:%s' % (user, f.read())
        rq = urllib.request.Request(
            'http://localhost:8080/wp-json/wp/v2/' + path,
            urllib.parse.urlencode(form).encode() if form else None,
            {'Authorization': 'Basic ' + base64.b64encode(
                login.encode()).decode()}, method=method)
        with urllib.request.urlopen(rq, timeout=30) as r:
            return json.loads(r.read() or b'null')

    def say(self, user, text, parent=None):
        """A customer has to wait between two comments, a moderator has not."""
        if user != 'acme' and user in self.said:
            self.until(lambda: time.monotonic() > self.said[user] + 16, 20, '')
        id = tool('wordpress.sh', 'comment', user, text,
                  *([parent] if parent else []))
        # WordPress counts from when it took the comment.
        self.said[user] = time.monotonic()
        return id

    def held(self, text):
        """What a stranger writes for the first time, and nobody approved."""
        who = next(u['id'] for u in self.api('acme', 'users?search=jane'))
        return self.api('acme', 'comments', dict(
            post=self.api('acme', 'posts')[0]['id'], author=who, content=text,
            status='hold'))

    def replies(self, id):
        return [c['content']['rendered'] for c in
                self.api('acme', 'comments?parent=%s' % id)]

    def edit(self, user, id, text):
        """By the moderator: WordPress lets nobody else."""
        self.api('acme', 'comments/%s' % id, dict(content=text))

    def delete(self, user, id):
        self.api('acme', 'comments/%s?force=true' % id, method='DELETE')

    def cut(self):
        tool('wordpress.sh', 'https', 'off')

    def mend(self):
        """Half at first: the site is there, its database is not."""
        tool('wordpress.sh', 'db', 'off')
        tool('wordpress.sh', 'https', 'on')
        self.deaf('500')
        tool('wordpress.sh', 'db', 'on')


class Bluesky(Net):
    kind = 'bluesky'
    account = ('server = "https://bsky.test"\n\t\tuser = "acme-shop.test"\n'
               '\t\tappview = "https://appview.test"')
    profile = 'http://localhost:2584/profile/acme-shop.test'
    sessions = 2
    held = None

    def say(self, user, text, parent=None):
        if parent is None and user != 'acme':
            text = '@acme-shop.test ' + text
        return tool('bluesky.sh', 'post', user, text,
                    *([parent] if parent else []))

    def get(self, id):
        return json.loads(tool('bluesky.sh', 'get', 'acme',
                               'app.bsky.feed.getPostThread?uri=' +
                               urllib.parse.quote(id, safe='')))['thread']

    def replies(self, id):
        return [r['post']['record']['text'] for r in self.get(id)['replies']]

    def edit(self, user, id, text):
        tool('bluesky.sh', 'edit', user, id, '@acme-shop.test ' + text)
        self.until(lambda: any(text in p['record']['text']
                               for p in self.shown(id)), 30,
                   'the AppView still shows the old words')

    def shown(self, id):
        posts = tool('bluesky.sh', 'get', 'acme', 'app.bsky.feed.getPosts?uris=' +
                     urllib.parse.quote(id, safe=''))
        return json.loads(posts)['posts']

    def delete(self, user, id):
        tool('bluesky.sh', 'delete', user, id)
        self.until(lambda: not self.shown(id), 30, 'the AppView still shows it')

    def cut(self):
        tool('bluesky.sh', 'nginx', 'off')

    def mend(self):
        tool('bluesky.sh', 'nginx', 'on')
