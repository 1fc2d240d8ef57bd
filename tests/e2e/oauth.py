#!/usr/bin/python3
"""Logins of five networks, played after their documentation, for test_auth.py.

  oauth.py [--port N] [--seconds N]

Listens on 127.0.0.1 only, prints "listening PORT", ends when its standard
input closes or after --seconds.  It is strict: codes and refresh tokens are
good once, redirect addresses and S256 verifiers must fit.  POST /_test/set
{"grant": "read", "deny": true, ...} moves it, /_test/stats tells.
"""
import argparse, base64, hashlib, hmac, json, re, os, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

OOB = 'urn:ietf:wg:oauth:2.0:oob'
lock = threading.RLock()
apps = {'cid': 'app-secret'}        # client id: its secret
codes, tokens, refresh = {}, set(), {}
world = {'grant': None, 'deny': False, 'ends': None, 'pages': 2, 'rotated': 0,
         'reused': 0, 'grace': True, 'kill': None, 'polls': 0, 'life': 7200,
         'log': []}
serial = [0]


def new(kind):
    serial[0] += 1
    return '%s-%d-%s' % (kind, serial[0], os.urandom(9).hex())


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *a):
        pass

    def answer(self, code, obj, headers=()):
        body = json.dumps(obj).encode()
        self.send_response(code)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        for k, v in headers:
            self.send_header(k, v)
        self.end_headers()
        self.wfile.write(body)

    def bad(self, why, code=400):
        world['log'].append(why)
        self.answer(code, {'error': 'invalid_grant', 'error_description': why})

    def handle_one(self, method):
        u = urlsplit(self.path)
        q = {k: v[0] for k, v in parse_qs(u.query).items()}
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        p = u.path
        if p.startswith('/_test/'):
            if p == '/_test/set':
                world.update(json.loads(body or b'{}'))
            self.answer(200, {k: v for k, v in world.items()})
            return
        bearer = (self.headers.get('Authorization') or '').removeprefix(
            'Bearer ')
        with lock:
            if method == 'POST':
                form = {k: v[0] for k, v in parse_qs(body.decode()).items()}
                self.post(p, form, body)
            elif 'authorize' in p or p.endswith(('/auth', '/dialog/oauth')):
                self.consent(q)
            elif p.endswith('/oauth/access_token'):
                self.facebook_token(q)
            elif p == '/debug_token':
                self.debug_token(q)
            else:
                self.show(p, bearer, q)

    def do_GET(self):
        self.handle_one('GET')

    def do_POST(self):
        self.handle_one('POST')

    # --- the page where a person says yes --------------------------------

    def consent(self, q):
        if q.get('client_id') not in apps or q.get('response_type') != 'code' \
                or len(q.get('state', '')) < 20:
            self.bad('bad request for a consent')
            return
        back = {'state': q['state']}
        if world['deny']:
            back.update(error='access_denied', error_description='The person '
                        'said no\x1b[31m')
        else:
            back['code'] = new('code')
            codes[back['code']] = dict(q, scope=world['grant'] or q['scope'])
        if q['redirect_uri'] == OOB:
            self.answer(200, back)      # a page that shows the code
        else:
            self.answer(302, {}, [('Location', q['redirect_uri'] + '?' +
                                   urlencode(back))])

    # --- codes and tokens ------------------------------------------------

    def client(self, form):
        given = self.headers.get('Authorization', '')
        if given.startswith('Basic '):
            pair = base64.b64decode(given[6:]).decode().split(':', 1)
        else:
            pair = [form.get('client_id'), form.get('client_secret')]
        return apps.get(pair[0]) == pair[1]

    def redeem(self, form, pkce=True):
        c = codes.pop(form.get('code'), None)
        if c is None:
            return self.bad('code unknown, or used before')
        if c['redirect_uri'] != form.get('redirect_uri'):
            return self.bad('another redirect_uri')
        if pkce:
            md = hashlib.sha256(form.get('code_verifier', '').encode()).digest()
            want = base64.urlsafe_b64encode(md).rstrip(b'=').decode()
            if c.get('code_challenge_method') != 'S256' or \
                    c.get('code_challenge') != want:
                return self.bad('code_verifier does not fit')
        return c

    def post(self, p, form, body):
        if p == '/api/v1/apps':
            i = new('client')
            apps[i] = new('secret')
            self.answer(200, {'client_id': i, 'client_secret': apps[i]})
        elif p == '/xrpc/com.atproto.server.createSession':
            j = json.loads(body)
            if j['password'] == 'app-pass-word':
                self.answer(200, {'handle': 'becker.example', 'accessJwt': 'a',
                                  'refreshJwt': 'r', 'did': 'did:plc:b'})
            else:
                self.answer(401, {'error': 'AuthenticationRequired',
                                  'message': 'Invalid identifier or password'})
        elif not self.client(form):
            self.bad('client unknown', 401)
        elif form.get('grant_type') == 'refresh_token':
            self.rotate(form)
        elif form.get('grant_type') == 'authorization_code':
            c = self.redeem(form)
            if c is None:
                return
            t = new('token')
            tokens.add(t)
            out = {'access_token': t, 'token_type': 'Bearer',
                   'scope': c['scope']}
            if p != '/oauth/token':
                r = out['refresh_token'] = new('refresh')
                refresh[r] = {'family': r, 'next': None}
                out['expires_in'] = world['life']
            if world['ends']:
                out['refresh_token_expires_in' if p == '/token' else
                    'expires_in'] = world['ends']
            self.answer(200, out)
        else:
            self.bad('grant_type')

    def rotate(self, form):
        """Each refresh token once; until the next one is used, the last one
        again brings the same next one (as Bluesky has it)."""
        r = refresh.get(form.get('refresh_token'))
        if r is None:
            return self.bad('refresh token unknown')
        if r['next'] is not None and (not world['grace'] or
                                      refresh[r['next']]['next']):
            world['reused'] += 1
            for k in [k for k in refresh
                      if refresh[k]['family'] == r['family']]:
                del refresh[k]          # the whole family dies
            return self.bad('refresh token used before')
        if r['next'] is None:
            r['next'] = new('refresh')
            refresh[r['next']] = {'family': r['family'], 'next': None}
            world['rotated'] += 1
        t = new('token')
        tokens.add(t)
        if world['kill'] == 'before':
            world['kill'] = None
            os.kill(world['pid'], 9)
            self.close_connection = True
            return
        self.answer(200, {'access_token': t, 'refresh_token': r['next'],
                          'expires_in': world['life'], 'token_type': 'bearer'})
        if world['kill'] == 'after':
            world['kill'] = None
            os.kill(world['pid'], 9)

    def facebook_token(self, q):
        if apps.get(q.get('client_id')) != q.get('client_secret'):
            return self.bad('Error validating client secret.')
        if q.get('grant_type') == 'fb_exchange_token':
            if q['fb_exchange_token'] not in tokens:
                return self.bad('no such token')
        elif self.redeem(q, pkce=False) is None:
            return
        t = new('token')
        tokens.add(t)
        self.answer(200, {'access_token': t, 'token_type': 'bearer',
                          'expires_in': 5183944})

    def debug_token(self, q):
        if q.get('access_token') != 'cid|app-secret' or \
                q.get('input_token') not in tokens:
            return self.bad('not yours')
        self.answer(200, {'data': {
            'is_valid': True, 'type': 'PAGE', 'expires_at': 0,
            'data_access_expires_at': int(time.time()) + 90 * 86400,
            'scopes': (world['grant'] or '').split(',')}})

    def oauth1(self):
        """Is it signed with consumer and token secret (RFC 5849)?"""
        given = {k: unquote(v) for k, v in re.findall(
            r'(\w+)="([^"]*)"', self.headers.get('Authorization') or '')}
        signature = given.pop('oauth_signature', '')
        pairs = '&'.join('%s=%s' % (k, quote(given[k], safe=''))
                         for k in sorted(given))
        base = '&'.join(quote(x, safe='') for x in (
            'GET', 'http://%s%s' % (self.headers['Host'], self.path), pairs))
        mac = hmac.new(b'cs&ts', base.encode(), 'sha1').digest()
        return given.get('oauth_consumer_key') == 'ck' and \
            given.get('oauth_token') == 'tk' and \
            base64.b64encode(mac).decode() == signature

    # --- what a token opens ----------------------------------------------

    def show(self, p, bearer, q):
        basic = base64.b64encode(b'hark:abcd efgh').decode()
        if p == '/' and q.get('rest_route') == '/wp/v2/users/me':
            if self.headers.get('Authorization') == 'Basic ' + basic:
                self.answer(200, {'id': 2, 'name': 'hark', 'capabilities': {
                    'read': True, 'edit_posts': True,
                    'moderate_comments': False}})
            else:
                self.answer(401, {'code': 'rest_not_logged_in',
                                  'message': 'You are not logged in.'})
        elif p == '/youtube/v3/videoCategories':
            if self.headers.get('X-Goog-Api-Key') == 'api-key':
                self.answer(200, {'items': []})
            else:
                self.answer(400, {'error': {'message': 'API key not valid.'}})
        elif bearer not in tokens and not (p == '/2/users/me' and
                                           self.oauth1()):
            self.answer(401, {'error': 'The access token is invalid'})
        elif p == '/api/v1/accounts/verify_credentials':
            self.answer(200, {'id': '1', 'acct': 'becker'})
        elif p == '/2/users/me':
            self.answer(200, {'data': {'id': '1', 'name': 'Becker',
                                       'username': 'becker'}})
        elif p.startswith('/2/'):
            world['polls'] += 1
            self.answer(200, {'meta': {'result_count': 0}})
        elif p == '/youtube/v3/channels':
            self.answer(200, {'items': [{'snippet': {'title': 'Becker TV'}}]})
        elif p.endswith('/me/accounts'):
            out = []
            for i in range(world['pages']):
                t = 'page-%d-token' % i
                tokens.add(t)
                out.append({'id': str(i), 'name': 'Page %d\x1b[2J' % i,
                            'access_token': t})
            self.answer(200, {'data': out})
        else:
            self.answer(404, {'error': 'not found'})


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--port', type=int, default=0)
    ap.add_argument('--seconds', type=float, default=300)
    args = ap.parse_args()
    s = ThreadingHTTPServer(('127.0.0.1', args.port), Handler)
    s.daemon_threads = True
    threading.Thread(target=s.serve_forever, daemon=True).start()
    print('listening %d' % s.server_port, flush=True)
    timer = threading.Timer(args.seconds, lambda: os._exit(0))
    timer.daemon = True
    timer.start()
    sys.stdin.read()


main()
