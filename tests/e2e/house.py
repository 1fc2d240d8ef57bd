"""Start everything a scenario needs, and wait for what happens.

A House is a folder under build/, a network's server (mastodon.py, or one made
of serve.py), a mail receiver (real/smtp.py), and harkd from the build folder.
Nothing waits by the clock: harkd says READY to a notify socket, the mail
receiver prints a line per mail, `hark watch' prints a line per change.
"""
import atexit, email, email.policy, json, os, select, shutil, signal, socket
import subprocess, sys, time, traceback, urllib.request

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PYTHON = '/usr/bin/python3'


class Failed(Exception):
    pass


class Lines:
    """The lines of a child's output, with a time limit instead of a wait."""

    def __init__(self, pipe):
        self.fd, self.rest, self.seen = pipe.fileno(), b'', []
        self.pipe = pipe

    def next(self, limit):
        end = time.monotonic() + limit
        while b'\n' not in self.rest:
            # With no time left, what lies there already still counts.
            left = max(0, end - time.monotonic())
            if not select.select([self.fd], [], [], left)[0]:
                return None
            part = os.read(self.fd, 65536)
            if not part:
                return None
            self.rest += part
        line, self.rest = self.rest.split(b'\n', 1)
        line = line.decode('utf-8', 'replace')
        self.seen.append(line)
        return line

    def until(self, what, limit=20):
        test = what if callable(what) else lambda l: l.startswith(what)
        end = time.monotonic() + limit
        while True:
            line = self.next(max(0, end - time.monotonic()))
            if line is None:
                raise Failed('nothing like %r in %gs; seen: %s' %
                             (what if not callable(what) else '...', limit,
                              self.seen[-5:]))
            if test(line):
                return line


class House:
    server = 'mastodon.py'
    block = '''mastodon "blumen" {
		server = "%(url)s"
		token = "token"
		interval = "1s"
		%(account)s
	}'''

    def __init__(self, name, build=None, network=True, smtp=True, smtp_args=()):
        self.build = os.path.join(TOP, build or os.environ.get('HARK_BUILD',
                                                               'build/release'))
        self.dir = os.path.join(self.build, 'e2e', name)
        shutil.rmtree(self.dir, ignore_errors=True)
        os.makedirs(os.path.join(self.dir, 'cred'))
        os.makedirs(os.path.join(self.dir, 'state'))
        self.procs, self.harkd, self.watcher = [], None, None
        self.socket = os.path.join(self.dir, 's')
        if len(self.socket) > 100:              # a socket's path is short
            self.socket = '/tmp/hark-e2e-%d-%s' % (os.getpid(), name[:40])
        self.mails = []
        atexit.register(self.stop)
        self.env = dict(os.environ, HARK_SOCKET=self.socket, LC_ALL='C.UTF-8',
                        LANG='C.UTF-8', NO_COLOR='1', TZ='Europe/Berlin')
        if network:
            self.start_network()
        if smtp:
            self.start_smtp(smtp_args)
        self.secret('token', 'demo-token')

    # --- servers ---------------------------------------------------------

    def spawn(self, args, **kw):
        p = subprocess.Popen(args, **kw)
        self.procs.append(p)
        return p

    def start_network(self, port=0):
        self.network = self.spawn(
            [PYTHON, os.path.join(TOP, 'tests/e2e', self.server), '--port',
             str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = Lines(self.network.stdout).until('listening')
        self.port = int(line.split()[1])
        self.url = 'http://127.0.0.1:%d' % self.port

    def start_smtp(self, args=(), port=0):
        self.smtp_control = os.path.join(self.dir, 'smtp-control')
        self.smtp = self.spawn(
            [PYTHON, os.path.join(TOP, 'tests/real/smtp.py'), '--port',
             str(port), '--out', os.path.join(self.dir, 'mail'), '--control',
             self.smtp_control, *args], stdout=subprocess.PIPE)
        self.smtp_lines = Lines(self.smtp.stdout)
        self.smtp_port = int(self.smtp_lines.until('ready').split()[1])

    def stop_proc(self, p):
        if p and p.poll() is None:
            p.terminate()
            try:
                p.wait(5)
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()

    def stop(self):
        self.unwatch()
        self.stop_harkd(check=False)
        for p in self.procs:
            self.stop_proc(p)
        self.procs = []
        if self.socket.startswith('/tmp/') and os.path.exists(self.socket):
            os.unlink(self.socket)

    def world(self, verb, **args):
        """Move the network's world: ask, own, edit, delete, fail, ..."""
        rq = urllib.request.Request(
            self.url + '/_test/' + verb, json.dumps(args).encode(),
            {'Content-Type': 'application/json'})
        return json.load(urllib.request.urlopen(rq, timeout=10))

    # --- harkd -----------------------------------------------------------

    def secret(self, name, value):
        path = os.path.join(self.dir, 'cred', name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
                  'w') as f:
            f.write(value + '\n')

    def config(self, extra='', client='', account='', mail='', lang='de',
               recipients=None):
        if recipients is None:
            recipients = ('recipient "team" { mail = "team@becker.example" '
                          'delay = "0" digest = no }')
        text = ('''
plugin-dir = "%(build)s/plugins"
state-dir = "%(dir)s/state"
socket = "%(socket)s"
socket-group = ""
credential-dir = "%(dir)s/cred"
admin = {"admin@becker.example"}
%(extra)s
mail {
	server = "smtp://127.0.0.1:%(smtp)d"
	tls = never
	hello = "shop.example"
	from = "hark@becker.example"
	%(mail)s
}
client "becker" {
	language = "%(lang)s"
	timezone = "Europe/Berlin"
	collect = "0"
	%(client)s
	%(recipients)s
	''' + self.block + '''
}
''') % dict(build=self.build, dir=self.dir, socket=self.socket, extra=extra,
           smtp=getattr(self, 'smtp_port', 9), mail=mail, lang=lang,
           client=client, url=getattr(self, 'url', 'http://127.0.0.1:9'),
           account=account, recipients=recipients)
        self.conf = os.path.join(self.dir, 'harkd.conf')
        with open(self.conf, 'w') as f:
            f.write(text)
        return self.conf

    def start_harkd(self, args=(), ready=True, limit=30):
        note = os.path.join(self.dir, 'notify')
        if len(note) > 100:
            note = self.socket + '-n'
        if os.path.exists(note):
            os.unlink(note)
        self.notes = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notes.bind(note)
        self.log = open(os.path.join(self.dir, 'harkd.log'), 'ab')
        self.harkd = subprocess.Popen(
            [os.path.join(self.build, 'harkd'), '-c', self.conf, *args],
            stderr=self.log, stdout=self.log, stdin=subprocess.DEVNULL,
            env=dict(self.env, NOTIFY_SOCKET=note))
        if ready:
            end = time.monotonic() + limit
            self.notes.settimeout(0.2)
            while True:
                try:
                    if b'READY=1' in self.notes.recv(4096):
                        break
                except socket.timeout:
                    if self.harkd.poll() is not None or \
                            time.monotonic() > end:
                        raise Failed('harkd is not ready; ' + self.tail())
            os.unlink(note)
        return self.harkd

    def tail(self, n=15):
        path = os.path.join(self.dir, 'harkd.log')
        if not os.path.exists(path):
            return ''
        with open(path, errors='replace') as f:
            return '\n'.join(f.read().splitlines()[-n:])

    def stop_harkd(self, sig=signal.SIGTERM, check=True, limit=10):
        p, self.harkd = self.harkd, None
        if p is None:
            return 0
        if p.poll() is None:
            p.send_signal(sig)
        try:
            rc = p.wait(limit)
        except subprocess.TimeoutExpired:
            p.kill()
            p.wait()
            raise Failed('harkd did not stop in %d s' % limit)
        if check and sig == signal.SIGTERM and rc != 0:
            raise Failed('harkd ended with %d\n%s' % (rc, self.tail(40)))
        return rc

    def kill_harkd(self):
        p, self.harkd = self.harkd, None
        if p is not None:
            p.kill()
            p.wait()

    # --- hark ------------------------------------------------------------

    def run(self, *args, rc=0, stdin=None, env=None):
        p = subprocess.run([os.path.join(self.build, 'hark'), *args],
                           capture_output=True, env=dict(self.env, **(env or {})),
                           input=stdin.encode() if stdin is not None else None,
                           timeout=60)
        out = p.stdout.decode('utf-8', 'replace')
        err = p.stderr.decode('utf-8', 'replace')
        if rc is not None and p.returncode != rc:
            raise Failed('hark %s: exit %d, not %d\n%s%s\n%s' % (
                ' '.join(args), p.returncode, rc, out, err, self.tail()))
        self.out, self.err, self.rc = out, err, p.returncode
        return out

    def json(self, *args, **kw):
        return json.loads(self.run(*args, '--json', **kw))

    def watch(self):
        """Follow changes: lines of `hark watch --json'."""
        self.unwatch()
        self.watcher = subprocess.Popen(
            [os.path.join(self.build, 'hark'), 'watch', '--json'],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.env)
        self.watch_lines = Lines(self.watcher.stdout)

    def unwatch(self):
        if self.watcher:
            self.watcher.kill()
            self.watcher.wait()
            self.watcher.stdout.close()
            self.watcher = None

    def wait_question(self, text=None, state=None, limit=20, **want):
        """The first change that shows such a question."""
        def fits(line):
            q = json.loads(line)
            return (text is None or text in (q['text'] or '')) and \
                (state is None or q['state'] == state) and \
                all(q.get(k) == v for k, v in want.items())
        if not self.watcher:
            self.watch()
        try:
            return json.loads(self.watch_lines.until(fits, limit))
        except Failed:
            raise Failed('no question %r %r\n%s\n%s' % (
                text, state, '\n'.join(self.watch_lines.seen[-5:]), self.tail()))

    def wait_mail(self, limit=20):
        """The next accepted mail, parsed."""
        try:
            line = self.smtp_lines.until('mail ', limit)
        except Failed:
            raise Failed('no mail in %g s\n%s' % (limit, self.tail()))
        name = line.split()[1]
        with open(os.path.join(self.dir, 'mail', name + '.eml'), 'rb') as f:
            m = email.message_from_binary_file(f, policy=email.policy.default)
        self.mails.append(m)
        return m

    def no_mail(self, until):
        """Nothing was mailed up to the moment the function returns."""
        until()
        line = self.smtp_lines.next(0)
        if line and line.startswith('mail '):
            raise Failed('an unexpected mail: ' + line)

    def polled(self, n=2):
        """Wait until the network was asked n full rounds more.

        A feed is asked again when what it said is kept: where mentions were
        asked for twice, the first answer is known.
        """
        def asked():
            st = self.world('stats')
            return st['requests'], st.get('mentions', 0)
        start = asked()
        end = time.monotonic() + 30
        want = 3 * n, n if self.server == 'mastodon.py' else 0
        while True:
            seen = [x - y for x, y in zip(asked(), start)]
            if seen[0] >= want[0] and seen[1] >= want[1]:
                return
            if time.monotonic() > end:
                raise Failed('not polled; ' + self.tail())
            select.select([], [], [], 0.05)


def text_of(m):
    """The plain text, its lines joined again: RFC 3676, format=flowed."""
    lines = []
    flows = False
    for line in m.get_body(('plain',)).get_content().split('\n'):
        line = line[1:] if line.startswith(' ') else line
        if flows:
            lines[-1] += line
        else:
            lines.append(line)
        flows = line.endswith(' ') and line != '-- '
    return '\n'.join(lines)


def scenario(fn):
    """One scenario in a process of its own: (name, None or what went wrong)."""
    try:
        fn()
        return None
    except Exception as e:      # a scenario must not end the run
        return str(e) + '\n' + traceback.format_exc()
    finally:
        atexit._run_exitfuncs()


def main(tests, at_once=6):
    """Run functions side by side and report as TAP, in their order.

    They wait for events nearly all the time, so that several share a core."""
    tests = [t for t in tests if not sys.argv[1:] or t.__name__ in sys.argv[1:]]
    running, results, bad = {}, {}, 0
    todo = list(enumerate(tests))
    while todo or running:
        while todo and len(running) < at_once:
            i, fn = todo.pop(0)
            r, w = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(r)
                wrong = scenario(fn)
                os.write(w, (wrong or '').encode()[:60000])
                os._exit(1 if wrong else 0)
            os.close(w)
            running[pid] = (i, r)
        pid, status = os.wait()
        if pid not in running:
            continue
        i, r = running.pop(pid)
        text = b''
        while part := os.read(r, 65536):
            text += part
        os.close(r)
        results[i] = (status, text.decode('utf-8', 'replace'))
    for i, fn in enumerate(tests):
        status, text = results[i]
        name = fn.__doc__ or fn.__name__
        bad += status != 0
        print('%sok %d - %s' % ('not ' if status else '', i + 1, name))
        for line in text.splitlines():
            print('# ' + line)
    print('1..%d' % len(tests), flush=True)
    sys.exit(bad != 0)
