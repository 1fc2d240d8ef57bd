#!/usr/bin/python3
"""Speaks to the Bluesky network of bluesky.sh as one of its users.

usage: bluesky.py accounts DIR
       bluesky.py post DIR USER TEXT [URI]
       bluesky.py edit DIR USER URI TEXT
       bluesky.py delete DIR USER URI
       bluesky.py get DIR USER METHOD?PARAMETERS

`accounts` makes them all and writes an app password for each to
DIR/USER.password (mode 0600).  `post` prints the URI of the new post, which
answers URI if there is one; each @handle in TEXT becomes a mention.  `edit`
writes another text into the record, which few apps can.  `get` prints the
answer of e.g. app.bsky.notification.listNotifications?limit=100.
"""
import datetime
import json
import os
import re
import secrets
import sys
import urllib.error
import urllib.parse
import urllib.request

PDS = 'http://localhost:2583/xrpc/'
HANDLES = {
    'acme': 'acme-shop.test',
    'baker': 'baker-shop.test',
    'jane': 'jane.test',
    'bob': 'bob.test',
    'carla': 'carla.test',
    'dora': 'dora.test',
}


def call(method, token=None, body=None):
    """One request: a POST if there is a body, else a GET."""
    request = urllib.request.Request(PDS + method)
    if token:
        request.add_header('Authorization', 'Bearer ' + token)
    if body is not None:
        request.add_header('Content-Type', 'application/json')
        request.data = json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as e:
        sys.exit(f'{method}: {e.code} {e.read().decode(errors="replace")}')


def accounts(folder):
    for user, handle in HANDLES.items():
        session = call('com.atproto.server.createAccount', body={
            'handle': handle,
            'email': f'{user}@customer.test',
            'password': secrets.token_hex(16),
        })
        made = call('com.atproto.server.createAppPassword',
                    session['accessJwt'], {'name': 'tests'})
        path = os.path.join(folder, user + '.password')
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, flags, 0o600), 'w') as f:
            f.write(made['password'])


def login(folder, user):
    """A session, kept in a file: the server allows few logins."""
    path = os.path.join(folder, user + '.session')
    if os.path.exists(path):
        with open(path, encoding='ascii') as f:
            return json.load(f)
    with open(os.path.join(folder, user + '.password'), encoding='ascii') as f:
        session = call('com.atproto.server.createSession', body={
            'identifier': HANDLES[user], 'password': f.read()})
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(path, flags, 0o600), 'w') as f:
        json.dump(session, f)
    return session


def mentions(text, token):
    """The facets of a text; they count in bytes of UTF-8."""
    facets = []
    for m in re.finditer(rb'@([a-z0-9-]+\.test)', text.encode()):
        did = call('com.atproto.identity.resolveHandle?handle=' +
                   m[1].decode(), token)['did']
        facets.append({
            'index': {'byteStart': m.start(), 'byteEnd': m.end()},
            'features': [{'$type': 'app.bsky.richtext.facet#mention',
                          'did': did}],
        })
    return facets


def record_of(uri, token):
    repo, collection, rkey = uri.removeprefix('at://').split('/')
    return call('com.atproto.repo.getRecord?' + urllib.parse.urlencode(
        {'repo': repo, 'collection': collection, 'rkey': rkey}), token)


def post(folder, user, text, parent=None):
    session = login(folder, user)
    token = session['accessJwt']
    now = datetime.datetime.now(datetime.timezone.utc)
    record = {
        '$type': 'app.bsky.feed.post',
        'text': text,
        'createdAt': now.strftime('%Y-%m-%dT%H:%M:%S.') +
                     f'{now.microsecond // 1000:03}Z',
        'langs': ['en'],
        'facets': mentions(text, token),
    }
    if parent:
        above = record_of(parent, token)
        link = {'uri': above['uri'], 'cid': above['cid']}
        root = above['value'].get('reply', {}).get('root', link)
        record['reply'] = {'root': root, 'parent': link}
    made = call('com.atproto.repo.createRecord', token, {
        'repo': session['did'],
        'collection': 'app.bsky.feed.post',
        'record': record,
    })
    print(made['uri'])


def change(folder, user, uri, text=None):
    """Another text; without one the post is deleted."""
    session = login(folder, user)
    token = session['accessJwt']
    repo, collection, rkey = uri.removeprefix('at://').split('/')
    body = {'repo': repo, 'collection': collection, 'rkey': rkey}
    if text is None:
        call('com.atproto.repo.deleteRecord', token, body)
    else:
        value = record_of(uri, token)['value']
        value.update(text=text, facets=mentions(text, token))
        call('com.atproto.repo.putRecord', token, dict(body, record=value))


def get(folder, user, method):
    token = login(folder, user)['accessJwt']
    print(json.dumps(call(method, token), indent=1, ensure_ascii=False))


def main():
    verbs = {'accounts': accounts, 'post': post, 'edit': change,
             'delete': change, 'get': get}
    if len(sys.argv) < 3 or sys.argv[1] not in verbs:
        sys.exit(__doc__)
    verbs[sys.argv[1]](*sys.argv[2:])


if __name__ == '__main__':
    main()
