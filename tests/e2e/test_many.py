"""Many accounts: answers that grow with them come whole, and in pieces."""
import json, os, re, socket, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main

MANY = 450


def expect(got, want, what=''):
    if got != want:
        raise Failed('%s: got %r, wanted %r' % (what, got, want))


def configure(h):
    h.secret('t', 't')
    accounts = ''.join('''\tmastodon "shop%03d" {
		server = "http://127.0.0.1:9"
		token = "t"
		interval = "6h"
	}
''' % i for i in range(MANY))
    h.conf = os.path.join(h.dir, 'harkd.conf')
    with open(h.conf, 'w') as f:
        f.write('''plugin-dir = "%s/plugins"
state-dir = "%s/state"
socket = "%s"
socket-group = ""
credential-dir = "%s/cred"
admin = {"admin@example.org"}
mail {
	server = "smtp://127.0.0.1:9"
	tls = never
	hello = "shop.example"
	from = "hark@example.org"
}
client "first" {
	recipient "team" { mail = "team@example.org" }
%s}
client "second" {
	recipient "team" { mail = "team@example.org" }
	mastodon "last" { server = "http://127.0.0.1:9" token = "t" }
}
''' % (h.build, h.dir, h.socket, h.dir, accounts))


def memory(pid):
    with open('/proc/%d/status' % pid) as f:
        return int(re.search(r'VmRSS:\s+(\d+)', f.read()).group(1))


def check_status(h):
    s = h.json('status')
    expect(s['oldest_business_seconds'], None, 'nobody waits')
    got = [(a['client'], a['account']) for a in s['accounts']]
    expect(got, [('first', 'shop%03d' % i) for i in range(MANY)] +
           [('second', 'last')], 'accounts of status')
    for a in s['accounts']:
        if a['waiting'] != 0 or a['broadcast']['level'] != 'quiet':
            raise Failed('an odd account: %r' % a)
    for key in 'waiting oldest_seconds alerts started_at version'.split():
        if key not in s:
            raise Failed('status has no ' + key)
    one = h.json('status', '-c', 'second')
    expect([a['account'] for a in one['accounts']], ['last'], 'one client')


def check_metrics(h):
    text, families, samples = h.run('metrics'), [], {}
    for line in text.splitlines():
        if line.startswith('# HELP '):
            families.append(line.split()[2])
        elif not line.startswith('#'):
            m = re.fullmatch(r'(\w+)\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\} (\S+)|'
                             r'(\w+) (\S+)', line)
            if not m:
                raise Failed('no sample: %r' % line)
            name = m.group(1) or m.group(4)
            # Samples of a family stand together, behind its name.
            expect(name, families[-1], 'the family of ' + line)
            samples[name] = samples.get(name, 0) + 1
    expect(len(families), len(set(families)), 'families once each')
    for name in ('hark_waiting', 'hark_posts_total', 'hark_account_up',
                 'hark_account_failures'):
        expect(samples.get(name), MANY + 1, name)
    expect(samples['hark_alerts'], 6, 'hark_alerts')
    expect(samples['hark_store_writable'], 2, 'hark_store_writable')
    if 'hark_waiting{client="second",account="last"} 0\n' not in text:
        raise Failed('the last account is missing')


def whole_answers():
    """status, accounts and metrics of many accounts come whole"""
    h = House('many', network=False, smtp=False)
    configure(h)
    h.start_harkd()
    check_status(h)
    check_metrics(h)
    expect(len(h.json('health')), 2, 'clients')
    if '  second/last ' not in h.run('status'):
        raise Failed('the last account is missing, or whose it is')
    if '  last ' not in h.run('status', '-c', 'second'):
        raise Failed('the account of one client')
    h.run('check', rc=None)
    h.stop_harkd()
    h.stop()


def deaf_peers():
    """peers that ask and never read cost harkd next to nothing"""
    h = House('deaf', network=False, smtp=False)
    configure(h)
    pid = h.start_harkd().pid
    h.json('status')
    before, peers = memory(pid), []
    for verb in ('status', 'metrics', 'accounts') * 15:
        s = socket.socket(socket.AF_UNIX)
        s.connect(h.socket)
        s.sendall(b'{"id":1,"verb":"%s"}\n' % verb.encode() * 20)
        peers.append(s)
    check_status(h)
    check_metrics(h)
    more = memory(pid) - before
    # The sanitizers keep what was freed.
    if more > 16 * 1024 and 'asan' not in h.build:
        raise Failed('%d kB for peers that do not read' % more)
    # One of them reads after all, slowly: everything, and in order.
    f, rows = peers[0].makefile('rb', buffering=512), 0
    for _ in range(20):
        r = json.loads(f.readline())
        expect(len(r['row']['accounts']), MANY + 1, 'accounts read late')
        expect(json.loads(f.readline())['ok'], True)
    for s in peers:
        s.close()
    check_status(h)
    h.stop_harkd()
    h.stop()


if __name__ == '__main__':
    main([whole_answers, deaf_peers])
