#!/usr/bin/python3
"""A small server that speaks the YouTube Data API v3 for one channel.

A key reads, a token also answers and sees what is held.  See serve.py; more
of "net": "units": n (the project's rest for today, 403 at 0), "dead": true
(the consent is ended), "expire": true (the access token is no longer good).
A post with "to" is a comment, without a video of the channel; of "set":
"status": "heldForReview".
"""
import os, re, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from serve import Answer, Net, main

CHANNEL = 'UCbecker0000000000000000'
KEY = 'api-key'


def stamp(t):
    return time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(t))


class YouTube(Net):
    access, logins, spent = None, 0, 0

    def new_id(self, p):
        up = self.posts.get(p['to'])
        if up is None:
            return 'vid%08d' % p['serial']
        if up['id'] == up['root']:
            return 'Ugx%07d' % p['serial']
        return '%s.r%07d' % (up['id'].split('.')[0], p['serial'])

    def refusal(self, how):
        return {'error': {'code': int(how), 'message': 'told to fail',
                          'errors': [{'reason': 'backendError'}]}}

    def error(self, status, reason, message='The request is refused.'):
        raise Answer(status, {'error': {
            'code': status, 'message': message,
            'errors': [{'message': message, 'domain': 'youtube',
                        'reason': reason}]}})

    def login(self, r):
        f = r.form()
        if self.net.get('dead') or f != {
                'grant_type': 'refresh_token', 'client_id': 'client',
                'client_secret': 'clientsecret', 'refresh_token': 'consent'}:
            raise Answer(400, {'error': 'invalid_grant', 'error_description':
                               'Token has been expired or revoked.'})
        YouTube.logins += 1
        self.access = 'access-%d' % YouTube.logins
        return {'access_token': self.access, 'expires_in': 3599,
                'token_type': 'Bearer', 'scope': 'x'}

    def allow(self, r):
        if self.net.pop('expire', False):
            self.access = None
        auth = r.headers.get('Authorization')
        if auth is not None and auth != 'Bearer %s' % self.access:
            self.error(401, 'authError', 'Invalid Credentials')
        if auth is None and r.headers.get('X-Goog-Api-Key') != KEY:
            self.error(400, 'badRequest', 'API key not valid.')
        return auth is not None

    def cost(self, n):
        left = self.net.get('units')
        if left is not None and left < n:
            self.error(403, 'quotaExceeded', 'The request cannot be completed '
                       'because you have exceeded your quota.')
        if left is not None:
            self.net['units'] = left - n
        self.net['spent'] = self.net.get('spent', 0) + n

    # --- what is shown --------------------------------------------------------

    def snippet(self, p, r):
        name = '@becker' if self.own(p) else \
            '@' + re.sub(r'\W', '', p['who'].lower())
        plain = r.q.get('textFormat') == 'plainText' or r.method == 'POST'
        s = {'channelId': CHANNEL, 'videoId': p['root'],
             'textDisplay': p['text'] if plain else
             p['text'].replace('\n', '<br>'), 'authorDisplayName': name,
             'authorChannelId': {'value': CHANNEL if self.own(p) else
                                 'UC' + name[1:]},
             'likeCount': 0, 'publishedAt': stamp(p['at']),
             'updatedAt': stamp(p['edited'] or p['at'])}
        if '.' in p['id']:
            s['parentId'] = p['id'].split('.')[0]
        if p.get('status'):
            s['moderationStatus'] = p['status']
        return s

    def comment(self, p, r):
        return {'kind': 'youtube#comment', 'id': p['id'],
                'snippet': self.snippet(p, r)}

    def replies(self, p):
        return [x for x in self.posts.values()
                if x['id'].startswith(p['id'] + '.')]

    def thread(self, p, r):
        below = self.replies(p)
        o = {'kind': 'youtube#commentThread', 'id': p['id'], 'snippet': {
            'channelId': CHANNEL, 'videoId': p['root'], 'isPublic': True,
            'topLevelComment': self.comment(p, r),
            'totalReplyCount': len(below)}}
        if below and 'replies' in r.q['part']:
            o['replies'] = {'comments': [self.comment(x, r)
                                         for x in below[:5]]}
        return o

    def video(self, p, upload):
        s = {'channelId': CHANNEL, 'channelTitle': 'Blumen Becker',
             'title': p['text'], 'description': '',
             'publishedAt': stamp(p['at'])}
        if upload:
            s['resourceId'] = {'kind': 'youtube#video', 'videoId': p['id']}
        return {'id': 'PL' + p['id'] if upload else p['id'], 'snippet': s,
                'status': {'privacyStatus': 'public'}}

    def listed(self, r, items, most):
        n = int(r.q.get('maxResults', '20'))
        if n > most:
            self.error(400, 'invalidValue', 'maxResults')
        at = int(r.q.get('pageToken', 'P0')[1:])
        o = {'items': items[at:at + n], 'pageInfo': {'totalResults': len(items),
                                                     'resultsPerPage': n}}
        if len(items) > at + n:
            o['nextPageToken'] = 'P%d' % (at + n)
        return o

    # --- requests ---------------------------------------------------------------

    def post(self, r, path, ours):
        self.cost(50)
        if not ours:
            self.error(401, 'authError', 'API keys are not supported')
        s = r.json()['snippet']
        self.posted += 1
        if path == 'commentThreads':
            p = self.add(None, s['topLevelComment']['snippet']['textOriginal'],
                         s['videoId'])
            return self.thread(p, r)
        if s['parentId'] not in self.posts or '.' in s['parentId']:
            self.error(404, 'parentCommentNotFound')
        return self.comment(self.add(None, s['textOriginal'], s['parentId']), r)

    def serve(self, r):
        if r.path == '/token':
            return self.login(r)
        ours = self.allow(r)
        path = r.path.removeprefix('/youtube/v3/')
        if r.method == 'POST':
            return self.post(r, path, ours)
        self.cost(1)
        newest = sorted(self.posts.values(), key=lambda p: -p['serial'])
        videos = [p for p in newest if p['id'] == p['root']]
        q = r.q
        if path == 'channels':
            found = q.get('forHandle') == '@becker' or q.get('id') == CHANNEL
            return self.listed(r, [{'id': CHANNEL, 'snippet': {
                'title': 'Blumen Becker', 'customUrl': '@becker'}}]
                if found else [], 50)
        if path == 'playlistItems' and q['playlistId'] == 'UU' + CHANNEL[2:]:
            return self.listed(r, [self.video(p, True) for p in videos], 50)
        if path == 'videos':
            return self.listed(r, [self.video(p, False) for p in videos
                                   if p['id'] in q['id'].split(',')], 50)
        if path == 'comments' and 'parentId' in q:
            up = self.posts.get(q['parentId'])
            if up is None:
                self.error(404, 'commentNotFound')
            return self.listed(r, [self.comment(p, r)
                                   for p in self.replies(up)], 100)
        if path == 'comments':
            return self.listed(r, [self.comment(p, r) for p in newest
                                   if p['id'] in q['id'].split(',') and
                                   'status' not in p], 100)
        if path != 'commentThreads':
            self.error(404, 'notFound')
        tops = [p for p in newest if p['to'] and '.' not in p['id']]
        held = q.get('moderationStatus', 'published')
        if held != 'published' and not ours:
            self.error(403, 'forbidden')
        if 'id' in q:
            if held != 'published':
                self.error(400, 'operationNotSupported')
            tops = [p for p in tops if p['id'] in q['id'].split(',')]
        elif 'videoId' in q:
            if q['videoId'] not in self.posts:
                self.error(404, 'videoNotFound')
            tops = [p for p in tops if p['root'] == q['videoId']]
        elif q.get('allThreadsRelatedToChannelId') != CHANNEL:
            self.error(400, 'missingRequiredParameter')
        return self.listed(r, [self.thread(p, r) for p in tops
                               if p.get('status', 'published') == held], 100)


if __name__ == '__main__':
    main(YouTube())
