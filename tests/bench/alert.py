#!/usr/bin/python3
"""From the answer of the network to the mail: how long a question takes.

  alert.py BUILD

A real harkd between the tests' Mastodon-speaking server, here in this process,
and the tests' mail receiver.  Time runs from the moment the page with the
question has been written to the socket until the receiver has accepted the
mail.  Nothing is collected.  Prints JSON lines.
"""
import json, os, statistics, sys, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'e2e'))
import mastodon
from house import Failed, House

ROUNDS, ASKS = 3, 4     # a fresh harkd may ask 30 times before it must wait
sent = {}               # question's text -> when its page had left


class Handler(mastodon.Handler):
    def answer(self, code, obj, headers=()):
        super().answer(code, obj, headers)
        t = time.monotonic()
        if self.path.startswith('/api/v1/notifications'):
            for n in obj:
                for text in list(sent):
                    if text in n['status']['content'] and not sent[text]:
                        sent[text] = t


def network(house):
    server = mastodon.Server(('127.0.0.1', 0), Handler)
    mastodon.port = server.server_address[1]
    house.url = 'http://127.0.0.1:%d' % mastodon.port
    threading.Thread(target=server.serve_forever, daemon=True).start()


def configure(house):
    """Polls only when told to, so that none is spent on waiting."""
    house.config()
    with open(house.conf) as f:
        text = f.read().replace('interval = "1s"', 'interval = "1h"')
    with open(house.conf, 'w') as f:
        f.write(text)


def ask(house, n):
    text = 'Frage %d: Habt ihr am Samstag geöffnet?' % n
    sent[text] = None
    with mastodon.lock:
        mastodon.status('Gast %d' % n, '@becker ' + text)
    house.run('poll')
    house.smtp_lines.until('mail ', 20)
    accepted = time.monotonic()
    if not sent[text]:
        raise Failed('a mail before its question')
    return (accepted - sent[text]) * 1000


def main():
    house = House('bench-alert', build=sys.argv[1], network=False)
    network(house)
    configure(house)
    took = []
    for r in range(ROUNDS):
        house.start_harkd()
        end = time.monotonic() + 20
        while house.json('status')['accounts'][0]['last_success'] is None:
            if time.monotonic() > end:
                raise Failed('not polled; ' + house.tail())
            time.sleep(0.1)
        for n in range(ASKS):
            took.append(ask(house, r * ASKS + n))
        house.stop_harkd()
    house.stop()
    print(json.dumps({'name': 'alert_latency_ms', 'unit': 'ms',
                      'value': round(statistics.median(took), 2)}))
    print(json.dumps({'name': 'alert_latency_max_ms', 'unit': 'ms',
                      'value': round(max(took), 2)}))


try:
    main()
except Failed as e:
    sys.exit(str(e))
