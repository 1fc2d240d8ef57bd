"""The acts of scene-auth.sh."""
import html, os, re, stat, subprocess, urllib.parse, urllib.request

from scene import REAL, Failed, House, Lines, run

LOGIN = re.compile(r'name="(redir|cid|state|scope)" value="([^"]*)"')


def start(h):
    h.conf = os.path.join(h.dir, 'harkd.conf')
    with open(h.conf, 'w') as f:
        f.write('''
plugin-dir = "%s/plugins"
state-dir = "%s/state"
socket = "%s"
socket-group = ""
credential-dir = "%s/cred"
ca-file = "%s/tls/ca.crt"
client "shop" {
	mastodon "acme" {
		server = "https://social.test"
		token = "made"
		interval = "2s"
		allow-private = yes
	}
}
''' % (h.build, h.dir, h.socket, h.dir, REAL))


def request(url, form=None):
    data = urllib.parse.urlencode(form).encode() if form else None
    with urllib.request.urlopen(url, data, timeout=30) as r:
        return r.read().decode()


def auth(h, password):
    """What hark auth says, its exit status; somebody logs in meanwhile."""
    p = subprocess.Popen([os.path.join(h.build, 'hark'), 'auth', 'acme',
                          '--config', h.conf], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         env=h.env)
    h.procs.append(p)
    lines = Lines(p.stdout)
    url = lines.until(lambda l: 'response_type=code' in l)
    form = {k: html.unescape(v) for k, v in LOGIN.findall(request(url))}
    form.update(login='acme', passwd=password)
    page = request('https://social.test/oauth/x-snac-login', form)
    code = re.search(r'\b[0-9a-f]{32}\b', page)
    p.stdin.write((code[0] if code else 'no-such-code').encode() + b'\n')
    p.stdin.close()
    while lines.next(30) is not None:
        pass
    return p.wait(30), '\n'.join(lines.seen)


def wrong(h):
    """a wrong password: no code, no token, nothing is written"""
    start(h)
    rc, out = auth(h, 'guessed')
    if rc == 0 or 'Nothing was changed' not in out:
        raise Failed(out)
    if os.path.exists(os.path.join(h.dir, 'cred/made')):
        raise Failed('there is a token\n' + out)


def right(h):
    """the account's password: a token that works, in a file of mode 0600"""
    with open(os.path.join(REAL, 'snac2/acme.password')) as f:
        rc, out = auth(h, f.read())
    if rc != 0 or 'takes us for acme' not in out:
        raise Failed(out)
    mode = stat.S_IMODE(os.stat(os.path.join(h.dir, 'cred/made')).st_mode)
    if mode != 0o600:
        raise Failed('mode %o' % mode)


def heard(h):
    """harkd hears the account with it"""
    h.start_harkd(['--once'], ready=False)
    if h.harkd.wait(60) != 0:
        raise Failed(h.tail())
    h.harkd = None


h = House('auth', network=False, smtp=False)
h.socket = os.path.join(REAL, 'auth.sock')
run(h, [wrong, right, heard])
