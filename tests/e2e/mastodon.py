#!/usr/bin/python3
"""A small server that speaks Mastodon's client API, for tests and the demo.

It plays recorded real answers (recorded/*.json, of a GoToSocial server): every
status it sends is a recorded one with other words, times and ids.  It keeps a
state, so that a customer can ask, the business can answer in "the app", posts
can be edited and deleted, and it can be told to misbehave.

  mastodon.py [--port N] [--seconds N]

Listens on 127.0.0.1 only, prints "listening PORT", ends when its standard
input closes or after --seconds.  POST /_test/VERB with a JSON object moves
the world:
  ask     {"who","text","to"?:status id,"visibility"?,"ago"?:seconds} -> {"id"}
  own     {"text","to"?,"ago"?} -> {"id"}       posted in the network's own app
  edit    {"id","text"}     delete {"id"}       like {"id"}
  fail    {"how":"500|429|html|cut|huge|redirect|hang|none","times":n,"where"?}
  stats   {} -> {"requests","mentions","posted","lines"}
"""
import argparse, copy, html, json, os, re, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HERE = os.path.dirname(os.path.abspath(__file__))
MENTION = json.load(open(os.path.join(HERE, 'recorded', 'mention.json')))
ACCOUNT = json.load(open(os.path.join(HERE, 'recorded', 'account.json')))
TOKEN = 'demo-token'
lock = threading.RLock()
world = {'statuses': {}, 'notifications': [], 'keys': {}, 'serial': 0,
         'requests': 0, 'mentions': 0, 'fail': None, 'posted': 0,
         'likes': set(), 'lines': []}
port = 0


def stamp(t):
    return time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(t)) + \
        '.%03dZ' % (t * 1000 % 1000)


def new_id(t):
    world['serial'] += 1
    return str((int(t * 1000) << 16) + world['serial'])


def account(name):
    a = copy.deepcopy(MENTION['account'])
    user = re.sub(r'\W', '', name.lower())
    a.update(id='9%05d' % (sum(map(ord, user)) * 7919 % 100000), username=user,
             acct=user, display_name=name,
             url='http://127.0.0.1:%d/@%s' % (port, user))
    return a


def me():
    a = account('Blumen Becker')
    a.update(id='1', username='becker', acct='becker',
             url='http://127.0.0.1:%d/@becker' % port)
    return a


def status(who, text, to=None, visibility='public', ago=0, unnamed=False):
    t = time.time() - ago
    s = copy.deepcopy(MENTION['status'])
    i = new_id(t)
    a = me() if who is None else account(who)
    parent = world['statuses'].get(to)
    mentions = [{k: m[k] for k in ('id', 'username', 'url', 'acct')}
                for m in ([me()] if who is not None and '@becker' in text else
                          [parent['account']] if parent and who is None else [])]
    body = html.escape(text, quote=False).replace('\n', '<br>')
    body = re.sub(r'@(\w+)', r'<span class="h-card"><a href="http://127.0.0.1:'
                  + str(port) + r'/@\1" class="u-url mention">@<span>\1</span>'
                  r'</a></span>', body)
    s.update(id=i, created_at=stamp(t), edited_at=None, account=a,
             content='<p>%s</p>' % body, visibility=visibility,
             in_reply_to_id=to, in_reply_to_account_id=parent and
             parent['account']['id'], language='de', mentions=mentions,
             uri='http://127.0.0.1:%d/users/%s/statuses/%s' %
             (port, a['username'], i),
             url='http://127.0.0.1:%d/@%s/%s' % (port, a['username'], i))
    s.pop('text', None)
    world['statuses'][i] = s
    if parent:
        parent['replies_count'] += 1
    # Elsewhere nobody is named in a reply, and so nobody is told.
    to_us = parent and parent['account']['id'] == '1' and not unnamed
    if who is not None and ('@becker' in text or to_us):
        n = copy.deepcopy(MENTION)
        n.update(id=new_id(t), created_at=stamp(t), account=a, status=i)
        world['notifications'].append(n)
    return s


def show(s):
    s = dict(s)
    s['favourited'] = s['id'] in world['likes']
    return s


def page(items, query, newest_first=True):
    """Cut a list of objects with ids as Mastodon does."""
    limit = min(int(query.get('limit', ['20'])[0]), 80)
    key = lambda x: int(x['id'])
    items = sorted(items, key=key, reverse=True)
    if 'max_id' in query:
        items = [x for x in items if key(x) < int(query['max_id'][0])]
    if 'since_id' in query:
        items = [x for x in items if key(x) > int(query['since_id'][0])]
    if 'min_id' in query:
        items = [x for x in items if key(x) > int(query['min_id'][0])]
        return items[-limit:]
    return items[:limit]


def tree(root):
    out = []
    for s in sorted(world['statuses'].values(), key=lambda x: int(x['id'])):
        if s['in_reply_to_id'] == root:
            out.append(s)
            out += tree(s['id'])
    return out


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *a):
        pass

    def answer(self, code, obj, headers=()):
        body = obj if isinstance(obj, bytes) else json.dumps(obj).encode()
        self.send_response(code)
        self.send_header('Content-Type', 'application/json; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.send_header('X-RateLimit-Limit', '300')
        self.send_header('X-RateLimit-Remaining', '290')
        self.send_header('X-RateLimit-Reset', stamp(time.time() + 300))
        for k, v in headers:
            self.send_header(k, v)
        self.end_headers()
        self.wfile.write(body)

    def misbehave(self, path):
        f = world['fail']
        if not f or (f.get('where') and f['where'] not in path):
            return False
        f['times'] = f.get('times', 1) - 1
        if f['times'] <= 0:
            world['fail'] = None
        how = f['how']
        if how in ('500', '503', '401', '403', '404', '410'):
            self.answer(int(how), {'error': 'told to fail'})
        elif how == '429':
            self.answer(429, {'error': 'Throttled'}, [('Retry-After', '1')])
        elif how == 'html':
            body = b'<html><body>maintenance</body></html>'
            self.send_response(200)
            self.send_header('Content-Type', 'text/html')
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        elif how == 'cut':
            self.answer(200, b'[{"id":"1","type":"mention","status":{"id":')
        elif how == 'huge':
            self.send_response(200)
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(100 << 20))
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b' ' * (1 << 20))
            except OSError:
                pass
            self.close_connection = True
        elif how == 'redirect':
            self.send_response(302)
            self.send_header('Location', 'http://127.0.0.1:9/elsewhere')
            self.send_header('Content-Length', '0')
            self.end_headers()
        elif how == 'close':
            self.close_connection = True
            self.connection.close()
        elif how == 'posted-then-close':
            return False
        return True

    def do_GET(self):
        with lock:
            self.get()

    def get(self):
        u = urlsplit(self.path)
        q = parse_qs(u.query)
        p = u.path
        world['requests'] += 1
        world['mentions'] += p == '/api/v1/notifications'
        world['lines'].append('GET ' + self.path)
        if self.misbehave(p):
            return
        auth = self.headers.get('Authorization') == 'Bearer ' + TOKEN
        anon_ok = re.match(r'/api/v1/(accounts/(lookup|\d+/statuses)|statuses/'
                           r'|instance|timelines/tag)|/api/v2/instance', p)
        if not auth and not anon_ok:
            self.answer(401, {'error': 'The access token is invalid'})
            return
        st = world['statuses']
        if p == '/api/v1/accounts/verify_credentials':
            a = copy.deepcopy(ACCOUNT)
            a.update(me())
            self.answer(200, a)
        elif p == '/api/v1/accounts/lookup':
            if q.get('acct', [''])[0].split('@')[0] == 'becker':
                self.answer(200, me())
            else:
                self.answer(404, {'error': 'Record not found'})
        elif p in ('/api/v2/instance', '/api/v1/instance'):
            self.answer(200, {'version': '4.3.0', 'configuration':
                              {'statuses': {'max_characters': 500}}})
        elif p == '/api/v1/notifications':
            # As a policy nobody touched has it: private mentions are held back.
            ns = [n for n in world['notifications'] if n['status'] in st and
                  (st[n['status']]['visibility'] != 'direct' or
                   q.get('include_filtered') == ['true'])]
            ns = [dict(n, status=show(st[n['status']])) for n in ns]
            self.answer(200, page(ns, q))
        elif p == '/api/v1/accounts/1/statuses':
            own = [show(s) for s in st.values() if s['account']['id'] == '1'
                   and (auth or s['visibility'] == 'public')]
            self.answer(200, page(own, q))
        elif p.startswith('/api/v1/timelines/tag/'):
            tag = '#' + p.rsplit('/', 1)[1].lower()
            self.answer(200, page([show(s) for s in st.values()
                                   if tag in s['content'].lower()], q))
        elif p == '/api/v2/search':
            word = q.get('q', [''])[0].lower()
            self.answer(200, {'accounts': [], 'hashtags': [], 'statuses':
                              page([show(s) for s in st.values()
                                    if word in s['content'].lower()], q)})
        elif re.fullmatch(r'/api/v1/statuses/\d+/context', p):
            i = p.split('/')[4]
            if i not in st:
                self.answer(404, {'error': 'Record not found'})
                return
            up, x = [], st[i]
            while x['in_reply_to_id'] in st:
                x = st[x['in_reply_to_id']]
                up.insert(0, x)
            self.answer(200, {'ancestors': [show(s) for s in up],
                              'descendants': [show(s) for s in tree(i)]})
        elif re.fullmatch(r'/api/v1/statuses/\d+', p):
            i = p.split('/')[4]
            if i in st:
                self.answer(200, show(st[i]))
            else:
                self.answer(404, {'error': 'Record not found'})
        elif p == '/api/v1/statuses':
            ids = q.get('id[]', []) + q.get('ids[]', [])
            self.answer(200, [show(st[i]) for i in ids if i in st])
        else:
            self.answer(404, {'error': 'Record not found'})

    def do_POST(self):
        n = int(self.headers.get('Content-Length') or 0)
        body = self.rfile.read(n)
        with lock:
            if self.path.startswith('/_test/'):
                self.answer(200, test(self.path[7:],
                                      json.loads(body or b'{}')))
                return
            world['requests'] += 1
            world['lines'].append('POST ' + self.path)
            f = world['fail'] or {}
            silent = f.get('how') == 'posted-then-close'
            if self.misbehave(self.path):
                return
            if self.headers.get('Authorization') != 'Bearer ' + TOKEN:
                self.answer(401, {'error': 'The access token is invalid'})
                return
            if self.path != '/api/v1/statuses':
                self.answer(404, {'error': 'Record not found'})
                return
            if 'json' in self.headers.get('Content-Type', ''):
                form = json.loads(body)
            else:
                form = {k: v[0] for k, v in parse_qs(body.decode()).items()}
            key = self.headers.get('Idempotency-Key')
            if key and key in world['keys']:
                self.answer(200, show(world['statuses'][world['keys'][key]]))
                return
            s = status(None, form['status'], form.get('in_reply_to_id'),
                       form.get('visibility', 'public'))
            world['posted'] += 1
            if key:
                world['keys'][key] = s['id']
            if silent:
                world['fail'] = None
                self.close_connection = True
                self.connection.close()
                return
            self.answer(200, show(s))


def test(verb, a):
    st = world['statuses']
    if verb == 'ask':
        return {'id': status(a['who'], a['text'], a.get('to'),
                             a.get('visibility', 'public'), a.get('ago', 0),
                             a.get('unnamed', False))['id']}
    if verb == 'own':
        return {'id': status(None, a['text'], a.get('to'),
                             a.get('visibility', 'public'),
                             a.get('ago', 0))['id']}
    if verb == 'edit':
        s = st[a['id']]
        s.update(content='<p>%s</p>' % html.escape(a['text']),
                 edited_at=stamp(time.time()))
        return {}
    if verb == 'delete':
        st.pop(a['id'], None)
        return {}
    if verb == 'like':
        world['likes'].add(a['id'])
        return {}
    if verb == 'fail':
        world['fail'] = None if a['how'] == 'none' else a
        return {}
    if verb == 'stats':
        lines, world['lines'] = world['lines'], []
        return {'requests': world['requests'], 'mentions': world['mentions'],
                'posted': world['posted'], 'lines': lines}
    return {'error': 'no such verb'}


class Server(ThreadingHTTPServer):
    daemon_threads = True


def main():
    global port
    ap = argparse.ArgumentParser()
    ap.add_argument('--port', type=int, default=0)
    ap.add_argument('--seconds', type=int, default=600)
    a = ap.parse_args()
    server = Server(('127.0.0.1', a.port), Handler)
    port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print('listening', port, flush=True)
    threading.Timer(a.seconds, lambda: os._exit(0)).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == '__main__':
    main()
