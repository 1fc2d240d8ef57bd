#!/usr/bin/python3
"""A small server that speaks Meta's Graph API for one Page, as documented.

Only the fields asked for are told, lists are cut at the limit asked for, every
call must be signed with the app's secret.  See serve.py; more of "net":
"blind": true (counts, but shows no comments), "dead": true (the token has
ended), "most": n (more than n posts at once is too much data: HTTP 500),
"throttle": true.
Of "set": "hidden": true.
"""
import hashlib, hmac, os, re, sys, time, zlib
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serve import Answer, Net, main

PAGE, TOKEN, SECRET = '10001', 'page-token', 'app-secret'
POST = {'id', 'message', 'story', 'created_time', 'permalink_url', 'from',
        'status_type', 'attachments', 'is_published', 'comments'}
COMMENT = {'id', 'message', 'created_time', 'from', 'parent', 'permalink_url',
           'is_hidden', 'is_private', 'message_tags', 'attachment',
           'user_likes', 'object'}
TALK = {'id', 'updated_time', 'link', 'messages'}
MESSAGE = {'id', 'created_time', 'from', 'message'}


def fields(s):
    """"id,from{id},comments.limit(5){id}" as {name: (modifiers, fields)}."""
    def read(i):
        out = {}
        while i < len(s) and s[i] != '}':
            m = re.compile(r'(\w+)((?:\.\w+\([^)]*\))*)').match(s, i)
            name, i = m[1], m.end()
            mods = dict(re.findall(r'\.(\w+)\(([^)]*)\)', m[2]))
            inner = None
            if i < len(s) and s[i] == '{':
                inner, i = read(i + 1)
                i += 1
            out[name] = (mods, inner)
            if i < len(s) and s[i] == ',':
                i += 1
        return out, i
    return read(0)[0]


def stamp(t):
    return time.strftime('%Y-%m-%dT%H:%M:%S+0000', time.gmtime(t))


class Facebook(Net):
    def new_id(self, p):
        if p['private']:
            return 'm_%d' % (700000 + p['serial'])
        up = self.posts.get(p['to'])
        if up is None:
            return '%s_%d' % (PAGE, 120000 + p['serial'])
        return '%s_%d' % (up['root'].split('_')[1], 550000 + p['serial'])

    def changed(self, p, text):
        p['text'] = text                # without a time: it does not tell

    def refusal(self, how):
        code = {'429': 80001, '403': 200, '404': 100}.get(how, 2)
        return {'error': {'message': 'told to fail', 'code': code,
                          'error_subcode': 33 if code == 100 else None,
                          'type': 'OAuthException', 'fbtrace_id': 'A'}}

    def error(self, status, code, message, sub=None):
        raise Answer(status, {'error': {'message': message, 'code': code,
                              'type': 'OAuthException', 'error_subcode': sub,
                              'fbtrace_id': 'AmFG'}})

    def person(self, p):
        if self.own(p):
            return {'id': PAGE, 'name': 'Blumen Becker'}
        return {'id': '77%07d' % (zlib.crc32(p['who'].encode()) % 10000000),
                'name': p['who']}

    def talk(self, p):
        first = next(x for x in self.posts.values() if x['root'] == p['root']
                     and not self.own(x))
        return 't_' + self.person(first)['id']

    # --- what is shown --------------------------------------------------------

    def cut(self, o, want, known):
        bad = set(want) - known
        if bad:
            self.error(400, 100, '(#100) Tried accessing nonexisting field (%s)'
                       % bad.pop())
        return {k: v for k, v in o.items() if k in want and v is not None}

    def show(self, p, want):
        link = 'https://www.facebook.com/%s' % p['id']
        if p['private']:
            return self.cut({'id': p['id'], 'created_time': stamp(p['at']),
                             'message': p['text'], 'from': self.person(p)},
                            want, MESSAGE)
        up = self.posts.get(p['to'])
        if p['root'] == p['id']:
            o = {'id': p['id'], 'message': p['text'], 'from': self.person(p),
                 'created_time': stamp(p['at']), 'permalink_url': link,
                 'is_published': True, 'status_type': 'added_photos'}
            if 'comments' in want:
                o['comments'] = self.comments(p['id'], *want['comments'])
            return self.cut(o, want, POST)
        o = {'id': p['id'], 'message': p['text'], 'from': self.person(p),
             'created_time': stamp(p['at']), 'permalink_url': link,
             'is_hidden': p.get('hidden', False), 'is_private': False,
             'user_likes': False, 'object': {'id': p['root'].split('_')[1]}}
        if up and up['id'] != up['root']:
            o['parent'] = {'id': up['id']}
        return self.cut(o, want, COMMENT)

    def comments(self, root, mods, want, after=None):
        every = self.below(root)
        every = [p for p in every if self.posts.get(p['to'])]
        total = len(every)
        if self.net.get('blind'):
            every = []
        if mods.get('order') == 'reverse_chronological':
            every.sort(key=lambda p: -p['serial'])
        page, paging = self.page(every, int(mods.get('limit', '25')), after)
        o = {'data': [self.show(p, want or {'id': 1}) for p in page]}
        if paging and page:
            o['paging'] = paging
        if 'summary' in mods:
            o['summary'] = {'order': 'chronological', 'total_count': total,
                            'can_comment': True}
        return o

    def page(self, items, limit, after):
        at = int(after[1:]) if after else 0
        page = items[at:at + limit]
        paging = {'cursors': {'before': 'B%d' % at, 'after': 'A%d' %
                              (at + limit)}}
        if len(items) > at + limit:
            paging['next'] = 'https://graph.facebook.com/?access_token=x'
        return page, paging

    def listed(self, items, r, show):
        limit = int(r.q.get('limit', '25'))
        if limit > self.net.get('most', 100):
            self.error(500, 1, "Please reduce the amount of data you're asking "
                       'for, then retry your request')
        page, paging = self.page(items, limit, r.q.get('after'))
        return {'data': [show(p) for p in page], 'paging': paging}

    # --- requests ---------------------------------------------------------------

    def allow(self, r):
        proof = hmac.new(SECRET.encode(), TOKEN.encode(),
                         hashlib.sha256).hexdigest()
        if r.headers.get('Authorization') != 'Bearer ' + TOKEN or \
                self.net.get('dead'):
            self.error(400, 190, 'Error validating access token: The session '
                       'has been invalidated because the user changed their '
                       'password', 460)
        if r.q.pop('appsecret_proof', None) != proof:
            self.error(400, 100, 'Invalid appsecret_proof')
        if 'access_token' in r.raw:
            self.error(400, 100, 'the token belongs into the header')

        if self.net.get('throttle'):
            self.error(400, 80001, '(#80001) There have been too many calls to '
                       'this Page account. Wait a bit and try again.')

    def post(self, r):
        self.posted += 1
        if r.path == '/v26.0/%s/messages' % PAGE:
            b = r.json()
            up = [p for p in self.posts.values() if p['private'] and
                  self.person(p)['id'] == b['recipient']['id']]
            if not up or b['messaging_type'] != 'RESPONSE':
                self.error(400, 10, '(#10) outside of the allowed window')
            p = self.add(None, b['message']['text'], up[-1]['root'], True)
            return {'recipient_id': b['recipient']['id'],
                    'message_id': p['id']}
        m = re.fullmatch(r'/v26\.0/(\d+_\d+)/comments', r.path)
        if not m or m[1] not in self.posts:
            self.error(404, 100, 'Unsupported post request', 33)
        up = self.posts[m[1]]
        above = self.posts.get(up['to'])
        if above and above['id'] != above['root']:
            up = above                  # two floors, no more
        return {'id': self.add(None, r.form()['message'], up['id'])['id']}

    def serve(self, r):
        self.allow(r)
        if r.method == 'POST':
            return self.post(r)
        bad = r.only('fields', 'limit', 'after', 'filter', 'order', 'platform')
        if bad:
            self.error(400, 100, 'unknown parameter ' + bad)
        want = fields(r.q.get('fields', 'id'))
        m = re.fullmatch(r'/v26\.0/([^/]+)(/\w+)?', r.path)
        if not m:
            self.error(400, 2500, 'Unknown path components')
        i, edge = m[1], m[2]
        newest = sorted(self.posts.values(), key=lambda p: -p['serial'])
        roots = [p for p in newest if p['root'] == p['id'] and
                 not p['private']]
        if i == 'me':
            return self.cut({'id': PAGE, 'name': 'Blumen Becker', 'link':
                             'https://www.facebook.com/becker',
                             'category': 'Florist'}, want,
                            {'id', 'name', 'link', 'category'})
        if i == PAGE and edge == '/published_posts':
            return self.listed([p for p in roots if self.own(p)], r,
                               lambda p: self.show(p, want))
        if i == PAGE and edge in ('/visitor_posts', '/tagged'):
            return self.listed([p for p in roots if not self.own(p) and
                                ('@' in p['text']) == (edge == '/tagged')], r,
                               lambda p: self.show(p, want))
        if i == PAGE and edge == '/conversations':
            talks = {}
            for p in newest:
                if p['private']:
                    talks.setdefault(self.talk(p), []).append(p)
            inner = want['messages'][1]
            return self.listed(list(talks.items()), r, lambda x: self.cut(
                {'id': x[0], 'link': '/becker/inbox/' + x[0], 'updated_time':
                 stamp(x[1][0]['at']), 'messages': {'data': [self.show(
                     p, inner) for p in x[1][:20]]}}, want, TALK))
        if i.startswith('t_') and edge == '/messages':
            return {'data': [self.show(p, want) for p in newest
                             if p['private'] and self.talk(p) == i]}
        p = self.posts.get(i)
        if p is None:
            self.error(404, 100, 'Unsupported get request. Object with ID %s '
                       'does not exist' % i, 33)
        if edge == '/comments':
            return self.comments(i, r.q, want, r.q.get('after'))
        return self.show(p, want)


if __name__ == '__main__':
    main(Facebook())
