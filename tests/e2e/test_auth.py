"""`hark auth': a scripted person and a scripted browser log in to networks."""
import json, os, pty, re, select, socket, stat, subprocess, sys, time
import urllib.error, urllib.request
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import PYTHON, TOP, House, Failed, Lines, main, text_of


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def has(text, *words):
    for w in words:
        if w not in text and w not in ' '.join(text.split()):
            raise Failed('no %r in:\n%s' % (w, text))


def house(name, account, smtp=False, **kw):
    """A house whose one account is of a network that oauth.py plays."""
    h = House('auth-' + name, network=False, smtp=smtp)
    h.oauth = h.spawn([PYTHON, os.path.join(TOP, 'tests/e2e/oauth.py')],
                      stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    h.url = 'http://127.0.0.1:' + Lines(h.oauth.stdout).until(
        'listening').split()[1]
    h.config(**kw)
    with open(h.conf) as f:
        text = f.read()
    at = text.index('mastodon "blumen"')
    with open(h.conf, 'w') as f:
        f.write(text[:at] + account.replace('URL', h.url) + '\n}\n')
    os.unlink(os.path.join(h.dir, 'cred', 'token'))
    return h


def world(h, **args):
    rq = urllib.request.Request(h.url + '/_test/set', json.dumps(args).encode())
    return json.load(urllib.request.urlopen(rq, timeout=10))


def read(h, name):
    with open(os.path.join(h.dir, 'cred', name)) as f:
        return f.read()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *a):
        return None


def browse(url):
    """What a browser is told: a status, where to go, the page."""
    try:
        r = urllib.request.build_opener(NoRedirect).open(url, timeout=10)
        return r.status, None, r.read().decode()
    except urllib.error.HTTPError as e:
        return e.code, e.headers.get('Location'), e.read().decode()


class Auth:
    """`hark auth', as it runs."""

    def __init__(self, h, *args, lang='C', port=None):
        with socket.socket() as s:
            s.bind(('127.0.0.1', 0))
            self.port = s.getsockname()[1] if port is None else port
        self.p = subprocess.Popen(
            [os.path.join(h.build, 'hark'), 'auth', *args, '--config', h.conf,
             '--port', str(self.port)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=dict(h.env, LANG=lang, LC_ALL=lang))
        h.procs.append(self.p)
        self.h, self.lines = h, Lines(self.p.stdout)

    def address(self):
        """The address it shows, but at our server."""
        line = self.lines.until(lambda l: l.startswith('http')
                                and 'response_type=code' in l)
        return re.sub(r'^https?://[^/]*', self.h.url, line)

    def say(self, text):
        self.p.stdin.write(text.encode() + b'\n')
        self.p.stdin.flush()

    def end(self, rc=0):
        self.p.stdin.close()
        while self.lines.next(20) is not None:
            pass
        got = self.p.wait(20)
        out = '\n'.join(self.lines.seen)
        if got != rc:
            raise Failed('exit %d, not %d:\n%s' % (got, rc, out))
        return out


MASTODON = 'mastodon "blumen" { server = "URL" token = "token" }'
X = ('x "zwitscher" { api = "URL" client_id = "cid" client_secret = "app" '
     'refresh_token = "consent" interval = "1s" }')
YOUTUBE = ('youtube "kanal" { channel = "@becker" client_id = "cid" '
           'client_secret = "app" refresh_token = "consent" api = "URL" '
           'login = "URL" }')
FACEBOOK = ('facebook "seite" { api = "URL" token = "token" app_id = "cid" '
            'app_secret = "app" }')


def pasted_code():
    """Mastodon: an app is made, the code is pasted, the token is a 0600 file."""
    h = house('paste', MASTODON)
    a = Auth(h, 'blumen')
    _, _, page = browse(a.address())
    a.say(json.loads(page)['code'])
    out = a.end()
    has(out, 'Account "blumen"', 'takes us for becker', 'hark reload')
    path = os.path.join(h.dir, 'cred', 'token')
    expect(stat.S_IMODE(os.stat(path).st_mode), 0o600, 'mode')
    token = read(h, 'token').strip()
    if not token.startswith('token-') or token in out:
        raise Failed('token %r in %s' % (token, out))
    expect(sorted(os.listdir(os.path.join(h.dir, 'cred'))), ['token'], 'files')
    # Nothing ends, so nothing is noted.
    expect(os.listdir(os.path.join(h.dir, 'state')), [], 'state')


def missing_scope():
    """A scope that was not granted is told, with what it means, in German."""
    h = house('scope', MASTODON)
    world(h, grant='read', ends=86400 * 10)
    a = Auth(h, 'becker/blumen', lang='de_DE.UTF-8')
    a.say(json.loads(browse(a.address())[2])['code'])
    out = a.end()
    has(out, 'Nicht erteilt:', '  write:statuses - mit hark reply')
    if '  read - ' in out:
        raise Failed(out)
    has(out, 'Diese Zustimmung endet am ' +
        time.strftime('%Y-%m-%d', time.gmtime(time.time() + 864000)))
    notes = os.listdir(os.path.join(h.dir, 'state', 'tokens'))
    expect(len(notes), 1, 'notes')
    expect(re.sub('[0-9a-f]{16}', 'X', notes[0]), 'becker-X.ends', 'note')


def ends_soon():
    """A consent that ends in some days: hark accounts shows it, and the
    administrator is mailed once, over restarts, until it is given anew."""
    h = house('ends', MASTODON.replace('"token" }', '"token" interval = "1s" }'),
              smtp=True, lang='en')
    world(h, ends=86400 * 5 + 60)
    a = Auth(h, 'blumen')
    a.say(json.loads(browse(a.address())[2])['code'])
    a.end()
    for _ in 'twice':
        h.start_harkd()
        day = time.strftime('%Y-%m-%d', time.gmtime(time.time() + 5 * 86400))
        expect(h.json('accounts')[0]['consent_ends'][:10], day, 'JSON')
        has(h.run('accounts'), 'CONSENT UNTIL')
        h.no_mail(lambda: None) if h.mails else h.wait_mail()
        h.stop_harkd()
    m = h.mails[0]
    expect(m['To'], 'admin@becker.example', 'To')
    expect(m['Subject'], 'Mastodon: consent ends in 5 days (blumen)',
           'Subject')
    has(text_of(m), 'sudo hark auth becker/blumen')
    h.start_harkd()
    world(h, ends=86400 * 99)
    a = Auth(h, 'blumen', '--read-only')
    url = a.address()
    if 'write' in url:
        raise Failed(url)
    a.say(json.loads(browse(url)[2])['code'])
    out = a.end()
    if 'Not granted' in out:
        raise Failed(out)
    h.run('reload')
    if h.json('accounts')[0]['consent_ends'][:10] <= day:
        raise Failed(h.out)
    h.stop_harkd()


def by_browser():
    """X: the browser comes back by itself; wrong states and strangers do not
    count; the verifier is checked with S256."""
    h = house('browser', X)
    h.secret('app', 'app-secret')
    h.secret('consent', 'old')
    a = Auth(h, 'zwitscher')
    url = a.address()
    has(url, 'code_challenge_method=S256', 'offline.access')
    if 'dm.read' in url:
        raise Failed(url)
    status, back, _ = browse(url)
    expect((status, back.startswith('http://127.0.0.1:%d/?' % a.port)),
           (302, True), back)
    expect(browse('http://127.0.0.1:%d/favicon.ico' % a.port)[0], 400, 'icon')
    bad = re.sub('state=[^&]*', 'state=' + 'x' * 43, back)
    expect(browse(bad)[0], 400, 'wrong state')
    a.lines.until('What came back answers another question')
    expect(browse(bad.replace('&state=', '&stat=').replace('?state=',
           '?stat='))[0], 400, 'no state')
    expect(read(h, 'consent'), 'old\n', 'not yet')
    with socket.create_connection(('127.0.0.1', a.port)) as s:
        s.sendall(b'POST / HTTP/1.0\r\n\r\n')
        expect(s.recv(10), b'', 'no GET')
    status, _, page = browse(back)
    expect(status, 200, 'page')
    has(page, 'You may close this page')
    out = a.end()
    has(out, 'takes us for becker', 'Credential consent:')
    if 'Credential app:' in out:
        raise Failed(out)
    if not read(h, 'consent').startswith('refresh-'):
        raise Failed(read(h, 'consent'))
    expect(world(h)['log'], [], 'complaints of the server')
    expect(world(h)['rotated'], 0, 'the new one is not used up by the test')


def from_elsewhere():
    """The browser runs elsewhere: its address is pasted; a secret that is not
    there yet is asked for and written, too."""
    h = house('elsewhere', YOUTUBE)
    world(h, ends=7 * 86400)
    a = Auth(h, 'kanal', port=0)
    a.say('app-secret')
    back = browse(a.address())[1]
    has(back, 'http://127.0.0.1:8377/')
    a.say('rubbish with blanks')
    a.say(re.search('code=([^&]*)', back)[1])
    a.say(back)
    out = a.end()
    has(out, 'Paste the whole address', 'neither a code nor', 'Becker TV',
        'This consent ends on')
    expect(read(h, 'app'), 'app-secret\n', 'secret')
    if not read(h, 'consent').startswith('refresh-'):
        raise Failed(read(h, 'consent'))


def denied():
    """No is no: told, and nothing is changed."""
    h = house('denied', X)
    h.secret('app', 'app-secret')
    h.secret('consent', 'old')
    world(h, deny=True)
    a = Auth(h, 'zwitscher')
    status, _, page = browse(browse(a.address())[1])
    has(page, 'told hark: no')
    out = a.end(rc=1)
    has(out, 'the consent was refused: The person said no', 'Nothing was '
        'changed')
    if '\x1b' in out:
        raise Failed(repr(out))
    expect(read(h, 'consent'), 'old\n', 'kept')


def page_of_many():
    """Facebook: a long token, the Page that is chosen, what it may do."""
    h = house('page', FACEBOOK)
    h.secret('app', 'app-secret')
    world(h, grant='pages_show_list,pages_read_engagement')
    a = Auth(h, 'seite')
    url = a.address()
    back = browse(url)[1]
    has(back, 'http://localhost:%d/' % a.port)
    browse(back.replace('localhost', '127.0.0.1'))
    a.lines.until('  2  Page 1')
    a.say('5')
    a.say('2')
    out = a.end()
    later = time.strftime('%Y-%m-%d', time.gmtime(time.time() + 90 * 86400))
    has(out, 'takes us for Page 1', 'pages_manage_engagement - ',
        'pages_read_user_content - comments', 'This consent does not end, '
        'but from ' + later + ' on the network may show less of what people')
    if 'This consent ends' in out:
        raise Failed(out)
    if '\x1b' in out:
        raise Failed(repr(out))
    expect(read(h, 'token'), 'page-1-token\n', 'token')
    h.start_harkd()
    row = h.json('accounts')[0]
    expect((row['consent_ends'], row['shows_less_from'][:10]), (None, later))
    out = h.run('accounts')
    has(out, 'SHOWS LESS FROM')
    if 'CONSENT UNTIL' in out:
        raise Failed(out)
    h.stop_harkd()


def passwords():
    """Passwords are tested before they are written; roles are told."""
    h = house('password', 'bluesky "himmel" { server = "URL" user = "b.example" '
              'password = "sky" }\nwordpress "blog" { site = "URL" user = "hark"'
              ' password = "wp" }')
    a = Auth(h, 'himmel')
    a.say('wrong')
    has(a.end(rc=1), 'status 401): Invalid identifier or password')
    expect(os.listdir(os.path.join(h.dir, 'cred')), [], 'nothing written')
    a = Auth(h, 'himmel')
    a.say('app-pass-word')
    has(a.end(), 'takes us for becker.example')
    expect(read(h, 'sky'), 'app-pass-word\n', 'password')
    a = Auth(h, 'blog')
    a.say('abcd efgh')
    out = a.end()
    has(out, 'moderate_comments - ')
    if 'edit_posts - ' in out:
        raise Failed(out)
    a = Auth(h, 'blog', 'user')
    has(a.end(rc=2), 'no credential "user"')
    a = Auth(h, 'nobody')
    has(a.end(rc=2), 'has no account "nobody"')


def several_keys():
    """X: four keys, tried together, each in its file; YouTube: the API key,
    or the consent, whichever is asked for."""
    h = house('keys', 'x "z" { api = "URL" consumer_key = "k1" consumer_secret'
              ' = "k2" token = "k3" token_secret = "k4" }\n' +
              YOUTUBE.replace('refresh_token', 'key = "api" refresh_token'))
    cred = os.path.join(h.dir, 'cred')
    a = Auth(h, 'z')
    for key in 'ck', 'cs', 'tk', 'wrong':
        a.say(key)
    a.end(rc=1)
    expect(os.listdir(cred), [], 'nothing written')
    a = Auth(h, 'z')
    for key in 'ck', 'cs', 'tk', 'ts':
        a.say(key)
    has(a.end(), 'takes us for becker')
    expect([read(h, 'k%d' % i) for i in (1, 2, 3, 4)],
           ['ck\n', 'cs\n', 'tk\n', 'ts\n'], 'keys')
    a = Auth(h, 'kanal', 'key')
    a.say('wrong')
    has(a.end(rc=1), 'status 400): API key not valid.')
    a = Auth(h, 'kanal', 'key')
    a.say('api-key')
    has(a.end(), 'the network takes it')
    expect(read(h, 'api'), 'api-key\n', 'key')


def on_a_terminal():
    """Nothing that is pasted is shown; the terminal is as it was, also after
    Ctrl-C."""
    h = house('terminal', 'bluesky "himmel" { server = "URL" user = "b.example" '
              'password = "sky" }')

    def run(keys, until):
        pid, fd = pty.fork()
        if pid == 0:
            os.execve(os.path.join(h.build, 'hark'), ['hark', 'auth', 'himmel',
                      '--config', h.conf], h.env)
        out, sent = b'', False
        end = time.monotonic() + 20
        import termios
        while time.monotonic() < end:
            if not select.select([fd], [], [], 1)[0]:
                continue
            try:
                part = os.read(fd, 4096)
            except OSError:
                break
            out += part
            if not sent and until in out:
                # The prompt comes before echo is off: wait for that.
                while termios.tcgetattr(fd)[3] & termios.ECHO:
                    select.select([], [], [], 0.01)
                os.write(fd, keys)
                sent = True
        status = os.waitpid(pid, 0)[1]
        os.close(fd)
        return out.decode(), status

    out, status = run(b'app-pass-word\n', b'is shown:')
    expect(status, 0, out)
    if 'app-pass-' in out:
        raise Failed(out)
    out, status = run(b'half\x03', b'is shown:')
    expect(status != 0 and 'half' not in out, True, out)


def not_writable():
    """What could not be written is said before anybody logs in."""
    h = house('place', MASTODON.replace('"token" }', '"/proc/x/token" }'))
    a = Auth(h, 'blumen')
    has(a.end(rc=1), '/proc/x: No such file')
    h = house('place2', 'mastodon "blumen" { server = "URL" }')
    a = Auth(h, 'blumen')
    has(a.end(rc=1), 'harkd.conf:', 'add token = "becker-blumen"')


def not_through_links():
    """Root writes nothing through links in a folder of harkd's user."""
    if os.geteuid() != 0:
        return
    h = house('links', MASTODON)
    cred = os.path.join(h.dir, 'cred')
    aim = os.path.join(h.dir, 'roots')
    for path in cred, os.path.join(h.dir, 'state'):
        os.chown(path, 65534, 65534)
    world(h, ends=86400 * 5)

    def auth(rc):
        a = Auth(h, 'blumen')
        a.say(json.loads(browse(a.address())[2])['code'])
        return a.end(rc)

    auth(0)
    expect(os.stat(os.path.join(cred, 'token')).st_uid, 65534, 'owner')
    tokens = os.path.join(h.dir, 'state', 'tokens')
    ends = os.path.join(tokens, os.listdir(tokens)[0])
    expect((os.stat(ends).st_uid, os.stat(tokens).st_uid), (65534, 65534),
           'owner of what is known of it')
    with open(aim, 'w') as f:
        f.write('mine')
    os.chmod(h.dir, 0o755)
    for path in ends, os.path.join(cred, 'token'):
        os.unlink(path)
        os.symlink(aim, path)
    has(auth(4), 'Permission denied')
    with open(aim) as f:
        expect((f.read(), os.stat(aim).st_uid), ('mine', 0), 'the file')


def killed_while_renewing():
    """harkd dies between the network's new token and its use: the next one
    goes on, and no used one is sent again in earnest."""
    h = house('kill', X)
    h.secret('app', 'app-secret')
    a = Auth(h, 'zwitscher')
    browse(browse(a.address())[1])
    a.end()
    for when in ('before', 'after', 'before', 'after'):
        h.start_harkd(ready=False)
        world(h, kill=when, pid=h.harkd.pid, life=1)
        h.harkd.wait(20)
        h.harkd = None
    polls = world(h, life=7200)['polls']
    h.start_harkd()
    end = time.monotonic() + 20
    while world(h)['polls'] == polls and time.monotonic() < end:
        select.select([], [], [], 0.1)
    w = world(h)
    if w['polls'] == polls or w['reused']:
        raise Failed('%r\n%s' % (w, h.tail()))
    # A new consent is taken at once, and tokens of the old one go.
    was = sorted(os.listdir(os.path.join(h.dir, 'state', 'tokens')))
    a = Auth(h, 'zwitscher')
    browse(browse(a.address())[1])
    a.end()
    h.run('reload')
    polls = world(h)['polls']
    end = time.monotonic() + 20
    while world(h)['polls'] == polls and time.monotonic() < end:
        select.select([], [], [], 0.1)
    now = sorted(os.listdir(os.path.join(h.dir, 'state', 'tokens')))
    expect((len(was), len(now), set(was) & set(now)), (2, 2, set()),
           'files of tokens %r %r' % (was, now))
    expect(world(h)['reused'], 0, 'used ones sent again')
    h.stop_harkd()


main([pasted_code, missing_scope, ends_soon, by_browser, from_elsewhere, denied,
      page_of_many, passwords, several_keys,
      on_a_terminal, not_writable,
      not_through_links, killed_while_renewing])
