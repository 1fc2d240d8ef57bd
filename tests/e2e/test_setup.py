"""hark setup: five questions on a terminal, to a first working account."""
import json, os, pty, re, select, shutil, stat, subprocess, sys, termios, time
import urllib.request
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import PYTHON, TOP, House, Failed, Lines, main

SECRET = 'demo-token'


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


class Terminal:
    """hark setup on a terminal of its own."""

    def __init__(self, h, *args, lang='en_US.UTF-8'):
        self.tmp = os.path.join(h.dir, 'tmp')
        os.makedirs(self.tmp, exist_ok=True)
        self.out, self.at, self.pid = '', 0, None
        env = dict(h.env, LANG=lang, LC_ALL=lang, TERM='xterm', TZ='',
                   TMPDIR=self.tmp)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(os.path.join(h.build, 'hark'),
                      ['hark', 'setup', *args], env)
        self.h = h

    def read(self, limit):
        if not select.select([self.fd], [], [], limit)[0]:
            return False
        try:
            part = os.read(self.fd, 65536)
        except OSError:
            part = b''
        self.out += part.decode('utf-8', 'replace').replace('\r', '')
        return part != b''

    def until(self, words, limit=30):
        end = time.monotonic() + limit
        while words not in self.out[self.at:]:
            left = end - time.monotonic()
            if left <= 0 or not self.read(left):
                raise Failed('%r was not said:\n%s' % (words, self.out))
        self.at = self.out.index(words, self.at) + len(words)

    def say(self, prompt, answer):
        """Wait for the prompt, then for the colon after it."""
        self.until(prompt)
        self.until(': ')
        os.write(self.fd, (answer + '\n').encode())

    def end(self, status, limit=30):
        end = time.monotonic() + limit
        while self.read(max(0, end - time.monotonic())):
            pass
        got = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        expect(got, status, 'exit status; ' + self.out)
        expect(os.listdir(self.tmp), [], 'what is left of the draft')
        if SECRET in self.out:
            raise Failed('the token was shown:\n' + self.out)

    def echoes(self):
        return bool(termios.tcgetattr(self.fd)[3] & termios.ECHO)


def answers(h):
    """Prompts and what a shop says to them, in English."""
    return [('A number, or the address', h.url + '/@becker'),
            ('Name of the business', 'Blumen Müller & Söhne'),
            ('Time zone', 'Europe/Vienna'),
            ('Public holidays', 'at-9'),
            ('Hours', 'mo-sa 0:00-24:00, su 0:00-24:00'),
            ('Mail address', 'team@becker.example, chef@becker.example'),
            ('Server', '127.0.0.1:%d' % h.smtp_port),
            ('User name', ''),
            ('token', SECRET)]


def house(name):
    h = House('setup-' + name)
    return h, os.path.join(h.dir, 'etc')


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def whole():
    """five questions, a mail, a poll; harkd runs on what was written"""
    h, d = house('whole')
    h.world('ask', who='Anna K.', text='@becker Habt ihr am Sonntag offen?')
    t = Terminal(h, '--dir', d)
    for prompt, answer in answers(h):
        t.say(prompt, answer)
        if prompt == 'User name':
            t.until('was accepted')
            expect(sorted(a for m in (h.wait_mail(), h.wait_mail())
                          for a in [m['To']]),
                   ['chef@becker.example', 'team@becker.example'], 'mails')
    t.until('Habt ihr am Sonntag offen?')
    t.until('What comes next')
    t.end(0)
    conf = os.path.join(d, 'harkd.conf')
    expect(mode(conf), 0o644, 'mode of harkd.conf')
    expect(mode(os.path.join(d, 'secrets')), 0o700, 'mode of secrets')
    key = os.path.join(d, 'secrets/mastodon-token')
    expect(mode(key), 0o600, 'mode of the token')
    with open(key) as f:
        expect(f.read(), SECRET + '\n', 'token')
    with open(conf) as f:
        text = f.read()
    if SECRET in text or '"blumen-mueller-soehne"' not in text:
        raise Failed(text)
    p = subprocess.run([os.path.join(h.build, 'harkd'), '-c', conf, '-t'],
                       capture_output=True, text=True)
    expect(p.returncode, 0, 'harkd -t: ' + p.stderr)
    for part in ('Europe/Vienna', 'team-2', 'becker.example'):
        if part not in p.stdout:
            raise Failed('%r is not in %s' % (part, p.stdout))
    # It runs.
    h.conf, h.socket = conf, os.path.join(d, 'socket')
    h.env['HARK_SOCKET'] = h.socket
    h.start_harkd()
    h.watch()
    h.wait_question('Sonntag', 'waiting')
    h.stop_harkd()
    # And is never written over.
    t = Terminal(h, '--dir', d)
    t.until('there is a configuration already')
    t.end(5)
    with open(conf) as f:
        expect(f.read(), text, 'the configuration')
    h.stop()


def corrected():
    """each wrong answer is said to be wrong at once, and asked again"""
    h, d = house('corrected')
    t = Terminal(h, '--dir', d)
    t.say('A number, or the address', '77')
    t.until('is none of these')
    t.say('A number, or the address', '1')
    t.say('Address of your profile', 'ftp://x')
    t.until('cannot be it')
    t.say('Address of your profile', h.url + '/@becker')
    t.say('Name of the business', '')
    t.say('Name of the business', 'Becker')
    t.say('Time zone', 'Europe/Bielefeld')
    t.until('There is no such zone')
    t.say('Time zone', 'Europe/Berlin')
    t.say('Public holidays', 'de-xx')
    t.until('Not known')
    t.say('Public holidays', '-')
    t.say('Hours', 'nine to five')
    t.until('is not understood')
    t.say('Hours', '')
    t.say('Mail address', 'nobody')
    t.until('no mail address')
    t.say('Mail address', 'team@becker.example')
    t.say('Server', '127.0.0.1:1')
    t.say('User name', '-')
    t.until('did not leave')
    t.say('Server', '127.0.0.1:%d' % h.smtp_port)
    t.say('User name', '-')
    t.until('was accepted')
    t.say('token', 'not-the-token')
    t.until('was not heard')
    t.say('once more', 'y')
    t.say('token', SECRET)
    t.until('that hark heard')
    t.end(0)
    with open(os.path.join(d, 'harkd.conf')) as f:
        text = f.read()
    if 'holidays' in text or 'ftp' in text or '127.0.0.1:1"' in text:
        raise Failed(text)
    h.stop()


def guided():
    """Enter instead of a key: the login of `hark auth', on the draft"""
    h, d = house('guided')
    oauth = h.spawn([PYTHON, os.path.join(TOP, 'tests/e2e/oauth.py')],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    url = 'http://127.0.0.1:' + Lines(oauth.stdout).until('listening').split()[1]
    t = Terminal(h, '--dir', d)
    for prompt, answer in answers(h):
        t.say(prompt, {'token': ''}.get(prompt, answer.replace(h.url, url)))
    t.until('response_type=code')
    t.until('Paste it here')
    page = re.search(r'http\S*response_type=code\S*', t.out)[0]
    with urllib.request.urlopen(page, timeout=10) as r:
        code = json.load(r)['code']
    os.write(t.fd, (code + '\n').encode())
    t.until('takes us for becker')
    # Only the login is played there.
    t.until('was not heard')
    t.say('once more', 'n')
    t.until('What comes next')
    t.end(0)
    if code in t.out or 'hark-setup-' in t.out:
        raise Failed(t.out)
    path = os.path.join(d, 'secrets/mastodon-token')
    expect(mode(path), 0o600, 'mode')
    with open(path) as f:
        if not f.read().startswith('token-'):
            raise Failed('another token')
    h.stop()


def in_german():
    """the same in German, by locale; Germany's defaults"""
    h, d = house('german')
    t = Terminal(h, '--dir', d, lang='de_DE.UTF-8')
    t.until('1/5')
    t.say('Nummer', h.url + '/@becker')
    t.say('Name des Geschäfts', 'Bäckerei "Süß" $HOME')
    t.say('[Europe/Berlin]', '')
    t.say('[de]', 'de-by')
    t.say('[mo-fr 9:00-18:00]', '')
    t.say('Mailadresse', 'team@becker.example')
    t.say('Server', '127.0.0.1:%d' % h.smtp_port)
    t.say('Benutzername', '')
    t.until('angenommen')
    if h.wait_mail()['Subject'] != 'Eine Probe von hark':
        raise Failed('no test mail')
    t.say('token', '-')
    t.until('Gehört wurde nichts')
    t.say('Noch einmal', 'n')
    t.until('Fertig')
    t.end(0)
    conf = os.path.join(d, 'harkd.conf')
    p = subprocess.run([os.path.join(h.build, 'harkd'), '-c', conf, '-t'],
                       capture_output=True, text=True)
    expect(p.returncode, 0, 'harkd -t: ' + p.stderr)
    for part in ('client "baeckerei-suess-home"', 'Europe/Berlin'):
        if part not in p.stdout:
            raise Failed('%r is not in %s' % (part, p.stdout))
    expect(os.listdir(os.path.join(d, 'secrets')), [], 'no key, no file')
    for word in re.findall(r'[A-Za-z]+', t.out):
        if word in ('Please', 'Which', 'Where', 'that', 'with', 'your', 'the'):
            raise Failed('English: %s\n%s' % (word, t.out))
    h.stop()


def interrupted():
    """Ctrl-C at any question leaves nothing, and the terminal as it was"""
    h, d = house('interrupted')
    steps = answers(h)
    for n in range(len(steps)):
        t = Terminal(h, '--dir', d)
        for prompt, answer in steps[:n]:
            t.say(prompt, answer)
        t.until(steps[n][0])
        t.until(': ')
        os.write(t.fd, b'\x03')
        t.until('Nothing was written')
        if not t.echoes():
            raise Failed('the terminal stays silent')
        t.end(1)
        expect(os.path.exists(d), False, 'the folder after %r' % steps[n][0])
    # The end of input is one as well.
    t = Terminal(h, '--dir', d)
    t.until(': ')
    os.write(t.fd, b'\x04')
    t.until('Nothing was written')
    t.end(1)
    h.stop()


def beside_the_example():
    """the untouched example is moved aside, anything else is left alone"""
    h, d = house('example')
    os.makedirs(os.path.join(d, 'secrets'))
    shutil.copy(os.path.join(TOP, 'conf/harkd.conf'), d)
    t = Terminal(h, '--dir', d)
    for prompt, answer in answers(h):
        t.say(prompt, answer)
    t.until('harkd.conf.example')
    t.end(0)
    with open(os.path.join(d, 'harkd.conf.example')) as a, \
            open(os.path.join(TOP, 'conf/harkd.conf')) as b:
        expect(a.read(), b.read(), 'the example')
    # A key that lies there already is somebody's: nothing is written.
    e = os.path.join(h.dir, 'etc2')
    os.makedirs(os.path.join(e, 'secrets'))
    with open(os.path.join(e, 'secrets/mastodon-token'), 'w') as f:
        f.write('old\n')
    t = Terminal(h, '--dir', e)
    for prompt, answer in answers(h):
        t.say(prompt, answer)
    t.until('File exists')
    t.end(1)
    expect(os.listdir(e), ['secrets'], 'what is there')
    with open(os.path.join(e, 'secrets/mastodon-token')) as f:
        expect(f.read(), 'old\n', 'the old key')
    t = Terminal(h, '--dir', 'relative')
    t.until('from / on')
    t.end(2)
    h.stop()


if __name__ == '__main__':
    main([whole, corrected, guided, in_german, interrupted, beside_the_example], 3)
