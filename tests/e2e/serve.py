"""What the small servers of networks that cannot be had share.

A Net keeps posts; a question can be asked, answered in "the app", edited,
deleted, and the server told to misbehave.  x.py, facebook.py and youtube.py
make of it what their documentation says, and are as strict: what is not asked
for is not told, and what they do not know is refused.

Listens on 127.0.0.1 only, prints "listening PORT", ends when its standard input
closes or after --seconds.  POST /_test/VERB with a JSON object moves the world:
  ask     {"who","text","to"?,"private"?,"ago"?} -> {"id"}
  own     {"text","to"?,"private"?,"ago"?} -> {"id"}
  edit    {"id","text"}   delete {"id"}   set {"id",...}
  fail    {"how","times","where"?}      how: see misbehave()
  net     {...}                         anything the network itself reads
  stats   {} -> {"requests","posted","lines"}
"""
import argparse, json, os, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


class Answer(Exception):
    def __init__(self, status, obj, headers=()):
        self.status, self.obj, self.headers = status, obj, headers


class Request:
    def __init__(self, method, target, headers, body):
        u = urlsplit(target)
        self.method, self.path, self.headers = method, unquote(u.path), headers
        self.q = {k: v[0] for k, v in parse_qs(u.query).items()}
        self.raw, self.body = target, body

    def json(self):
        return json.loads(self.body)

    def form(self):
        return {k: v[0] for k, v in parse_qs(self.body.decode()).items()}

    def only(self, *names):
        """The first parameter that is none of these, or None."""
        return next((k for k in self.q if k not in names), None)


class Net:
    """One network's world.  Posts have: id who text to root at private."""
    us = 'becker'

    def __init__(self):
        self.posts, self.serial = {}, 0
        self.requests = self.posted = 0
        self.fail, self.lines, self.net = None, [], {}
        self.lock = threading.RLock()

    # --- for the subclass ---------------------------------------------------

    def new_id(self, p):
        return str(self.serial)

    def serve(self, r):
        """Answer a request: an object, or raise Answer."""
        raise NotImplementedError

    def refusal(self, how):
        """The body this network gives with a status."""
        return {'error': 'told to fail'}

    def changed(self, p, text):
        p['text'] = text
        p['edited'] = self.now()

    # --- the world ----------------------------------------------------------

    latest = 0

    def now(self, after=0):
        """The world's clock: never back, and later than that."""
        self.latest = max(time.time(), self.latest, after)
        return self.latest

    def add(self, who, text, to=None, private=False, ago=0, **more):
        self.serial += 1
        up = self.posts.get(to)
        # Nobody answers within the second that a network tells.
        there = [int(x['at']) + 1 for x in self.posts.values()
                 if up and x['root'] == up['root']]
        at = time.time() - ago if ago else self.now(max(there, default=0))
        p = dict(who=who, text=text, to=to, private=private, edited=None,
                 at=at, serial=self.serial, **more)
        p['id'] = self.new_id(p)
        p['root'] = up['root'] if up else p['id']
        self.posts[p['id']] = p
        return p

    def below(self, root):
        return [p for p in self.posts.values()
                if p['root'] == root and p['id'] != root]

    def own(self, p):
        return p['who'] is None

    def test(self, verb, a):
        if verb in ('ask', 'own'):
            a.setdefault('who', None)
            return {'id': self.add(**a)['id']}
        if verb == 'edit':
            self.changed(self.posts[a['id']], a['text'])
        elif verb == 'delete':
            self.posts.pop(a['id'], None)
        elif verb == 'set':
            self.posts[a.pop('id')].update(a)
        elif verb == 'fail':
            self.fail = None if a['how'] == 'none' else a
        elif verb == 'net':
            self.net.update(a)
        elif verb == 'stats':
            lines, self.lines = self.lines, []
            return {'requests': self.requests, 'posted': self.posted,
                    'lines': lines, 'net': self.net}
        else:
            return {'error': 'no such verb'}
        return {}

    def misbehave(self, path):
        """Whether and how this request goes wrong."""
        f = self.fail
        if not f or (f.get('where') and f['where'] not in path):
            return None
        f['times'] = f.get('times', 1) - 1
        if f['times'] <= 0:
            self.fail = None
        return f['how']

    def handle(self, r):
        with self.lock:
            if r.path.startswith('/_test/'):
                return self.test(r.path[7:], json.loads(r.body or b'{}'))
            self.requests += 1
            self.lines.append(r.method + ' ' + r.raw)
            how = self.misbehave(r.raw)
            if how and how.isdigit():
                raise Answer(int(how), self.refusal(how), [('Retry-After', '1')]
                             if how in ('429', '503') else [])
            if how == 'html':
                raise Answer(200, '<html><body>maintenance</body></html>')
            if how == 'cut':
                raise Answer(200, b'{"data":[{"id":"1","text":')
            if how == 'close':
                raise Answer(0, None)
            got = self.serve(r)
            if how == 'done-then-close':
                raise Answer(0, None)
            return got


def handler(net):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def log_message(self, *a):
            pass

        def do(self):
            n = int(self.headers.get('Content-Length') or 0)
            r = Request(self.command, self.path, self.headers,
                        self.rfile.read(n))
            status, headers = 200, ()
            try:
                obj = net.handle(r)
            except Answer as a:
                status, obj, headers = a.status, a.obj, a.headers
            if status == 0:
                self.close_connection = True
                self.connection.close()
                return
            html = isinstance(obj, str)
            body = obj.encode() if html else obj if isinstance(obj, bytes) \
                else json.dumps(obj).encode()
            self.send_response(status)
            self.send_header('Content-Type', 'text/html' if html else
                             'application/json; charset=UTF-8')
            self.send_header('Content-Length', str(len(body)))
            for k, v in headers:
                self.send_header(k, v)
            try:
                self.end_headers()
                self.wfile.write(body)
            except OSError:             # harkd was stopped meanwhile
                pass

        do_GET = do_POST = do_DELETE = do
    return Handler


def main(net):
    ap = argparse.ArgumentParser()
    ap.add_argument('--port', type=int, default=0)
    ap.add_argument('--seconds', type=int, default=600)
    a = ap.parse_args()
    server = ThreadingHTTPServer(('127.0.0.1', a.port), handler(net))
    server.daemon_threads = True
    net.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print('listening', net.port, flush=True)
    threading.Timer(a.seconds, lambda: os._exit(0)).start()
    sys.stdin.read()
    os._exit(0)
