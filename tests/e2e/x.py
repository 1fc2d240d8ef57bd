#!/usr/bin/python3
"""A small server that speaks X's API v2, as far as its documentation says.

Signed with OAuth 1.0a (the signature is computed again) or with a token that
a refresh token, good once, brings.  See serve.py; more of "net": "credit": 0
(402 from then on), "dead": true (the consent is ended), "consent": another one,
"expire": true (the access token is no longer good).
"""
import base64, hashlib, hmac, os, re, sys, time, zlib
from urllib.parse import parse_qsl, quote, unquote, urlsplit
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serve import Answer, Net, main

ME = '55010203'
KEYS = {'oauth_consumer_key': 'ckey', 'oauth_token': 'atoken'}
SECRETS = ('csecret', 'asecret')
FIELDS = ('author_id conversation_id created_at edit_history_tweet_ids entities '
          'in_reply_to_user_id lang note_tweet referenced_tweets').split()
LIST = ('max_results since_id until_id start_time end_time pagination_token '
        'tweet.fields expansions user.fields').split()


def stamp(t):
    return time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(t)) + '.%03dZ' % \
        (t * 1000 % 1000)


def parse_stamp(s):
    import calendar
    return calendar.timegm(time.strptime(s, '%Y-%m-%dT%H:%M:%SZ'))


def pct(s):
    return quote(s, safe='-._~')


class X(Net):
    refresh, access, logins = 'consent-1', None, 0

    def new_id(self, p):
        return str(int((p['at'] * 1000 - 1288834974657)) << 22 | p['serial'])

    def changed(self, p, text):
        """An edited post has a new id, and all of them in its history."""
        del self.posts[p['id']]
        self.serial += 1
        p.setdefault('versions', [p['id']])
        p.update(text=text, at=self.now(), serial=self.serial)
        old, p['id'] = p['id'], self.new_id(p)
        p['versions'].append(p['id'])
        if p['root'] == old:
            p['root'] = p['versions'][0]
        self.posts[p['id']] = p

    def refusal(self, how):
        return {'title': 'Told', 'detail': 'told to fail', 'type':
                'about:blank', 'status': int(how)}

    def error(self, status, detail, kind='about:blank'):
        raise Answer(status, {'title': 'x', 'detail': detail, 'type':
                              'https://api.x.com/2/problems/' + kind,
                              'status': status})

    # --- who asks -------------------------------------------------------------

    def signed(self, r):
        """Is the OAuth 1.0a signature right (RFC 5849)?"""
        p = dict(re.findall(r'(\w+)="([^"]*)"', r.headers['Authorization']))
        sig = unquote(p.pop('oauth_signature', ''))
        p.pop('realm', None)
        if any(unquote(p.get(k, '')) != v for k, v in KEYS.items()):
            return False
        u = urlsplit(r.raw)
        pairs = [(pct(k), pct(unquote(v))) for k, v in p.items()]
        pairs += [(pct(k), pct(v)) for k, v in
                  parse_qsl(u.query, keep_blank_values=True)]
        base = '&'.join([r.method, pct('http://127.0.0.1:%d%s' %
                                       (self.port, u.path)),
                         pct('&'.join('%s=%s' % x for x in sorted(pairs)))])
        want = hmac.new('&'.join(SECRETS).encode(), base.encode(),
                        hashlib.sha1).digest()
        return base64.b64decode(sig) == want

    def allow(self, r):
        auth = r.headers.get('Authorization', '')
        if self.net.pop('expire', False):
            self.access = None
        if auth.startswith('OAuth ') and not self.net.get('dead'):
            ok = self.signed(r)
        else:
            ok = self.access and auth == 'Bearer ' + self.access
        if not ok:
            self.error(401, 'Unauthorized')

    def login(self, r):
        f = r.form()
        self.refresh = self.net.pop('consent', self.refresh)
        basic = 'Basic ' + base64.b64encode(b'client:clientsecret').decode()
        if r.headers.get('Authorization') != basic or self.net.get('dead') or \
                f.get('refresh_token') != self.refresh or \
                f.get('grant_type') != 'refresh_token':
            raise Answer(400, {'error': 'invalid_request', 'error_description':
                               'Value passed for the token was invalid.'})
        X.logins += 1
        self.refresh = 'consent-%d' % (X.logins + 1)
        self.access = 'access-%d' % X.logins
        return {'token_type': 'bearer', 'expires_in': 7200,
                'access_token': self.access, 'refresh_token': self.refresh}

    # --- posts ----------------------------------------------------------------

    def user(self, p):
        if self.own(p):
            return {'id': ME, 'name': 'Blumen Becker', 'username': 'becker'}
        name = re.sub(r'\W', '', p['who'].lower())
        return {'id': '88%06d' % (zlib.crc32(name.encode()) % 1000000),
                'name': p['who'], 'username': name}

    def show(self, p, r):
        first = p.get('versions', [p['id']])[0]
        root = self.find(p['root'])
        up = self.find(p['to'])
        names = re.findall(r'@(\w+)', p['text'])
        o = {'id': p['id'], 'text': p['text'].replace('&', '&amp;'),
             'author_id': self.user(p)['id'], 'created_at': stamp(p['at']),
             'lang': 'de', 'conversation_id': p['root'],
             'edit_history_tweet_ids': p.get('versions', [p['id']]),
             'entities': {'mentions': [{'start': 0, 'end': 1, 'username': n,
                                        'id': ME if n == 'becker' else '88'}
                                       for n in names]}}
        if up:
            o['in_reply_to_user_id'] = self.user(up)['id']
            o['referenced_tweets'] = [{'type': 'replied_to', 'id': p['to']}]
        want = r.q.get('tweet.fields', '').split(',')
        bad = [f for f in want if f and f not in FIELDS]
        if bad:
            self.error(400, 'tweet.fields: ' + bad[0], 'invalid-request')
        return {k: v for k, v in o.items() if k in want or k in
                ('id', 'text', 'edit_history_tweet_ids')}

    def find(self, i):
        return next((p for p in self.posts.values()
                     if i in p.get('versions', [p['id']])), None)

    def people(self, r, posts):
        fields = r.q.get('user.fields', '').split(',') + ['id', 'name',
                                                          'username']
        users = {self.user(p)['id']: self.user(p) for p in posts}
        return [{k: v for k, v in u.items() if k in fields}
                for u in users.values()]

    def listed(self, r, posts, least, show, expansion):
        n = int(r.q.get('max_results', '10'))
        if not least <= n <= 100:
            self.error(400, 'max_results', 'invalid-request')
        key = lambda p: int(p['id'])
        posts = sorted(posts, key=key, reverse=True)
        if 'since_id' in r.q:
            posts = [p for p in posts if key(p) > int(r.q['since_id'])]
        elif 'start_time' in r.q:
            since = parse_stamp(r.q['start_time'])
            posts = [p for p in posts if p['at'] >= since]
        if 'until_id' in r.q:
            posts = [p for p in posts if key(p) < int(r.q['until_id'])]
        at = int(r.q.get('pagination_token', '0'))
        page = posts[at:at + n]
        out = {'meta': {'result_count': len(page)}}
        if page:
            out['data'] = [show(p, r) for p in page]
        if page and r.q.get('expansions') == expansion:
            out['includes'] = {'users': self.people(r, page)}
        if len(posts) > at + n:
            out['meta']['next_token'] = str(at + n)
        return out

    def message(self, p, r):
        return {'id': p['id'], 'event_type': 'MessageCreate', 'text': p['text'],
                'sender_id': self.user(p)['id'], 'created_at': stamp(p['at']),
                'dm_conversation_id': self.talk(p)}

    def talk(self, p):
        return '%s-%s' % (ME, self.user(self.find(p['root']))['id'])

    def messages(self, r, talk=None):
        bad = r.only('max_results', 'event_types', 'dm_event.fields',
                     'expansions', 'user.fields', 'pagination_token')
        if bad:
            self.error(400, bad, 'invalid-request')
        return self.listed(r, [p for p in self.posts.values() if p['private']
                               and talk in (None, self.talk(p))], 1,
                           self.message, 'sender_id')

    # --- requests ---------------------------------------------------------------

    def post(self, r):
        b = r.json()
        m = re.fullmatch(r'/2/dm_conversations/([\d-]+)/messages', r.path)
        if m:
            up = next(p for p in self.posts.values() if p['private'] and
                      self.talk(p) == m[1])
            p = self.add(None, b['text'], up['id'], True)
            self.posted += 1
            raise Answer(201, {'data': {'dm_conversation_id': m[1],
                                        'dm_event_id': p['id']}})
        if r.path != '/2/tweets':
            self.error(404, 'no such path')
        up = self.find(b['reply']['in_reply_to_tweet_id'])
        if any(self.own(p) and p['text'] == b['text']
               for p in self.posts.values()):
            self.error(403, 'You are not allowed to create a Tweet with '
                       'duplicate content.')
        if up is None or '@becker' not in up['text']:
            self.error(403, 'Reply to this conversation is not allowed')
        p = self.add(None, b['text'], up['id'])
        self.posted += 1
        raise Answer(201, {'data': {'id': p['id'], 'text': p['text']}})

    def serve(self, r):
        if r.path == '/2/oauth2/token':
            return self.login(r)
        self.allow(r)
        if self.net.get('credit') == 0:
            self.error(402, 'CreditsDepleted')
        if r.method == 'POST':
            return self.post(r)
        public = [p for p in self.posts.values() if not p['private']]
        m = re.fullmatch(r'/2/users/%s/(mentions|tweets)' % ME, r.path)
        if r.path == '/2/users/me':
            return {'data': {'id': ME, 'name': 'Blumen Becker',
                             'username': 'becker'}}
        if m:
            bad = r.only(*LIST, *(['exclude'] if m[1] == 'tweets' else []))
            if bad:
                self.error(400, bad, 'invalid-request')
            own = m[1] == 'tweets'
            return self.listed(r, [p for p in public if self.own(p) == own and
                                   (own or '@becker' in p['text'])], 5,
                               self.show, 'author_id')
        if r.path == '/2/tweets/search/recent':
            bad = r.only('query', 'next_token', *LIST)
            if bad or len(r.q['query']) > 512:
                self.error(400, bad or 'query', 'invalid-request')
            m = re.fullmatch(r'conversation_id:(\d+)', r.q['query'])
            if m:
                hits = [p for p in public if p['root'] == m[1]]
            else:
                word = r.q['query'].split(' -')[0].strip('"').lower()
                hits = [p for p in public if word in p['text'].lower()
                        and not self.own(p)]
            return self.listed(r, hits, 10, self.show, 'author_id')
        if r.path == '/2/tweets':
            p = self.find(r.q['ids'])
            if p is None or p['private']:
                return {'errors': [{'resource_id': r.q['ids'], 'type':
                        'https://api.x.com/2/problems/resource-not-found'}]}
            out = {'data': [self.show(p, r)]}
            if r.q.get('expansions') == 'author_id':
                out['includes'] = {'users': self.people(r, [p])}
            return out
        if r.path == '/2/dm_events':
            return self.messages(r)
        m = re.fullmatch(r'/2/dm_conversations/([\d-]+)/dm_events', r.path)
        if m:
            return self.messages(r, m[1])
        self.error(404, 'no such path')


if __name__ == '__main__':
    main(X())
