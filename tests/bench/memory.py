#!/usr/bin/python3
"""Memory of a real harkd with many accounts configured.

  memory.py BUILD ACCOUNTS

One client, four accounts a server (each server a name of its own that means
this machine), every account with a token of its own; one account in fifty has
full pages to read.  Once every feed was read to its end, prints VmHWM and
VmRSS as JSON lines, then VmHWM again after `hark status' of all accounts.
"""
import json, os, subprocess, sys, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', 'e2e'))
from house import Failed, House, Lines

SETTLE = 4      # seconds: the last pages are written, quiet moments begin


def say(name, value, unit):
    print(json.dumps({'name': name, 'value': round(value, 2), 'unit': unit}),
          flush=True)


def memory(pid):
    with open('/proc/%d/status' % pid) as f:
        v = dict(line.split(':', 1) for line in f)
    return [int(v[k].split()[0]) / 1024 for k in ('VmHWM', 'VmRSS')]


def cpu(pid):
    with open('/proc/%d/stat' % pid) as f:
        v = f.read().rsplit(')', 1)[1].split()
    return (int(v[11]) + int(v[12])) / os.sysconf('SC_CLK_TCK')


def configure(house, port, n):
    accounts = []
    for i in range(n):
        house.secret('t%d' % i, 't%d' % i)
        accounts.append('''\tmastodon "shop%d" {
		server = "http://m%d.localhost:%d"
		token = "t%d"
	}
''' % (i, i // 4, port, i))
    house.conf = os.path.join(house.dir, 'harkd.conf')
    with open(house.conf, 'w') as f:
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
client "bench" {
	recipient "team" { mail = "team@example.org" delay = "0" digest = no }
%s}
''' % (house.build, house.dir, house.socket, house.dir, ''.join(accounts)))


def main():
    build, n = sys.argv[1], int(sys.argv[2])
    house = House('bench-memory', build=build, network=False, smtp=False)
    server = house.spawn([os.path.join(house.build,
                                       'tests/bench/bench_server'), str(n)],
                         stdout=subprocess.PIPE)
    lines = Lines(server.stdout)
    configure(house, int(lines.next(10)), n)
    began = time.monotonic()
    pid = house.start_harkd(limit=60).pid
    lines.until('round', 240)
    took = time.monotonic() - began
    used = cpu(pid)
    time.sleep(SETTLE)
    peak, idle = memory(pid)
    say('rss_%d_accounts_mb' % n, peak, 'MB')
    say('rss_%d_accounts_idle_mb' % n, idle, 'MB')
    house.json('status')
    say('rss_%d_accounts_status_mb' % n, memory(pid)[0], 'MB')
    say('round_%d_accounts_s' % n, took, 's')
    say('round_%d_accounts_cpu_s' % n, used, 's')
    house.stop()


try:
    main()
except Failed as e:
    sys.exit(str(e))
