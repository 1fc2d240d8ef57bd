"""What scenes against real servers share; used inside netns.sh.

A RealHouse is the House of the end-to-end tests with nothing fake in it: harkd
reads a real network over https and hands its mails to Postfix by STARTTLS and
AUTH; they are read where they end, in Dovecot's boxes.  mail.sh must have been
started.  `run' runs a scene's functions in their order, as TAP; they share the
house, and what one of them leaves is there for the next.
"""
import email, email.message, email.policy, email.utils, imaplib, os, re, ssl
import sqlite3, subprocess, sys, time, traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'e2e'))
from house import House, Failed, Lines, text_of  # noqa: E402,F401

REAL = os.environ.get('REAL', '/run/real')


class Skip(Exception):
    """The real server cannot do that; says why."""


def tool(name, *args):
    """What one of the scripts here prints."""
    p = subprocess.run([os.path.join(HERE, name), *args],
                       capture_output=True, text=True, timeout=120)
    if p.returncode != 0:
        raise Failed('%s %s: %s' % (name, ' '.join(args), p.stderr))
    return p.stdout.strip()


class Patient:
    """A House that waits for what nobody announces."""

    def heard(self, limit=40):
        """Until every feed has been read once more, from now on."""
        want = time.time()
        self.until(lambda: all(
            a['state'] == 'ok' and a['last_success'] and
            parse_time(a['last_success']) >= want
            for a in self.json('status')['accounts']), limit,
            'the accounts are not heard')

    def until(self, test, limit, what):
        """Ask again and again."""
        end = time.monotonic() + limit
        while True:
            got = test()
            if got:
                return got
            if time.monotonic() > end:
                raise Failed('%s after %g s\n%s' % (
                    what() if callable(what) else what, limit, self.tail()))
            time.sleep(0.2)

    def deaf(self, *words, limit=60):
        """Until harkd has failed to hear the account twice, and says so."""
        def failing():
            a = self.json('status')['accounts'][0]
            return a['failures'] >= 2 and a['state'] == 'failing' and \
                all(w in (a['error'] or '') for w in words)
        self.until(failing, limit, lambda: 'harkd does not complain, but %r' %
                   self.json('status')['accounts'])

    # --- time --------------------------------------------------------------

    def an_hour_passes(self):
        """What the database has noted happened an hour earlier than it says;
        how many posts it misses."""
        self.stop_harkd()
        db = sqlite3.connect(os.path.join(self.dir, 'state/shop.db'))
        with db:
            n = db.execute('UPDATE missing SET at = at - 3600000').rowcount
            db.execute('UPDATE question SET reread_at = reread_at - 3600000')
        db.close()
        self.start_harkd()
        self.watch()
        return n

    def missing(self):
        """How many posts were not there any more when they were looked for."""
        db = sqlite3.connect('file:%s/state/shop.db?mode=ro' % self.dir,
                             uri=True)
        try:
            return db.execute('SELECT count(*) FROM missing').fetchone()[0]
        finally:
            db.close()


class RealHouse(Patient, House):
    def __init__(self, name):
        super().__init__(name, network=False, smtp=False)
        self.socket = os.path.join(REAL, name + '.sock')
        self.env['HARK_SOCKET'] = self.socket
        with open(os.path.join(REAL, 'mail/alerts.password')) as f:
            self.secret('mail-password', f.read())
        self.tail_proc = self.spawn(
            ['tail', '-s', '0.1', '-n', '+1', '-F',
             os.path.join(REAL, 'mail/dovecot.log')],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.saved = Lines(self.tail_proc.stdout)

    def write_config(self, account, client='', lang='en'):
        """A client `shop' with the text of its account sections."""
        self.conf = os.path.join(self.dir, 'harkd.conf')
        with open(self.conf, 'w') as f:
            f.write('''
plugin-dir = "%(build)s/plugins"
state-dir = "%(dir)s/state"
socket = "%(socket)s"
socket-group = ""
credential-dir = "%(dir)s/cred"
ca-file = "%(real)s/tls/ca.crt"
admin = {"boss@shop.test"}
mail {
	server = "smtp://mail.shop.test:587"
	user = "alerts"
	password = "mail-password"
	hello = "machine.test"
	from = "alerts@shop.test"
	from-name = "hark"
}
client "shop" {
	language = "%(lang)s"
	timezone = "Europe/Berlin"
	%(client)s
	recipient "team" { mail = "staff@shop.test" delay = "0" digest = no }
	%(account)s
}
''' % dict(build=self.build, dir=self.dir, socket=self.socket, real=REAL,
           lang=lang, client=client, account=account))

    # --- mail --------------------------------------------------------------

    def box(self, user='staff'):
        """The mails in a box, oldest first."""
        found = []
        if not os.path.exists(os.path.join(REAL, 'mail/box', user)):
            return found                # Dovecot makes it with the first mail
        for path in tool('mail.sh', 'box', user).splitlines():
            with open(path, 'rb') as f:
                m = email.message_from_binary_file(
                    f, policy=email.policy.default)
            found.append((os.stat(path).st_mtime_ns, path, m))
        return [m for _, _, m in sorted(found, key=lambda t: t[:2])]

    def wait_mail(self, limit=60, user='staff'):
        """The next mail that Dovecot puts into the box of `user'."""
        line = None
        try:
            line = self.saved.until(
                lambda s: 'lmtp(%s@' % user in s and 'saved mail' in s, limit)
        except Failed:
            raise Failed('no mail in %g s\n%s' % (limit, self.tail()))
        msgid = re.search(r'msgid=(<[^>]*>)', line).group(1)
        same = [m for m in self.box(user) if m['Message-ID'].strip() == msgid]
        if not same:
            raise Failed('the box has no ' + msgid)
        return same[-1]

    def expect_boxes(self, staff, boss=0):
        """No mail but those that were waited for."""
        for user, n in (('staff', staff), ('boss', boss)):
            got = self.box(user)
            if len(got) != n:
                raise Failed('%d mails for %s, not %d: %s' % (
                    len(got), user, n, [m['Subject'] for m in got]))

    # --- questions -----------------------------------------------------------

    def find(self, text, state):
        """Questions in that state with that text, as hark list tells."""
        return [q for q in self.json('list', '--all')
                if text in (q['text'] or '') and q['state'] == state]

    def wait_question(self, text, state, limit=90):
        """A question with that text, as soon as it is in that state."""
        if not self.watcher:
            self.watch()
        end = time.monotonic() + limit
        while True:
            got = self.find(text, state)
            if got:
                return got[0]
            # Nothing is missed: what changes from now on is told.
            if self.watch_lines.next(max(0, end - time.monotonic())) is None:
                raise Failed('no question %r %s\n%s\n%s' % (
                    text, state, self.run('list', '--all'), self.tail()))


class MailHouse(RealHouse):
    """A shop whose customers and staff write mails: mail.sh's boxes."""

    def __init__(self, name):
        super().__init__(name)
        self.secret('box', self.password('sales'))
        self.tls = ssl.create_default_context(
            cafile=os.path.join(REAL, 'tls/ca.crt'))

    def password(self, user):
        with open(os.path.join(REAL, 'mail/%s.password' % user)) as f:
            return f.read()

    def letter(self, who, to, subject, text, **headers):
        m = email.message.EmailMessage()
        m['From'], m['To'], m['Subject'] = who, to, subject
        m['Date'] = email.utils.formatdate()
        m['Message-ID'] = email.utils.make_msgid(domain='mua.test')
        for k, v in headers.items():
            m[k.replace('_', '-')] = v
        m.set_content(text)
        return m

    def imap(self, user):
        box = imaplib.IMAP4_SSL('mail.shop.test', 993, ssl_context=self.tls)
        box.login(user, self.password(user))
        return box


def parse_time(text):
    import datetime
    return datetime.datetime.fromisoformat(
        text.replace('Z', '+00:00')).timestamp()


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def run(house, acts):
    """The acts of a scene, as TAP; the first that fails does not end it."""
    bad = n = 0
    for act in acts:
        n += 1
        name = ' '.join((act.__doc__ or act.__name__).split())
        begin = time.monotonic()
        try:
            act(house)
            print('ok %d - %s' % (n, name))
        except Skip as e:
            print('ok %d - %s # SKIP %s' % (n, name, e))
        except Exception as e:  # an act must not end the scene
            bad += 1
            print('not ok %d - %s' % (n, name))
            for line in (str(e) + '\n' + traceback.format_exc()).splitlines():
                print('# ' + line)
        print('# %.1f s' % (time.monotonic() - begin), flush=True)
    print('1..%d' % n, flush=True)
    house.stop()
    sys.exit(bad != 0)
