"""A RealHouse whose network is a real snac2 (snac2.sh): acme is the business,
jane and bob are customers.  Everybody writes as people do: through the API of
their app, or the web page where snac2's API has nothing.
"""
import base64, json, os, urllib.error, urllib.parse, urllib.request

from scene import REAL, RealHouse, tool

URL = 'https://social.test'
# snac2 works off a queue, and repeats what timed out half a minute later.
SLOW = 90


class Social(RealHouse):
    def __init__(self, name):
        super().__init__(name)
        with open(os.path.join(REAL, 'snac2/acme.token')) as f:
            self.secret('token', f.read())

    def config(self, client='', account='interval = "3s"', **kw):
        self.write_config('''mastodon "acme" {
		server = "%s"
		token = "token"
		allow-private = yes
		%s
	}''' % (URL, account), client, **kw)

    def request(self, path, form=None, method=None, **headers):
        """The body of a good answer."""
        data = urllib.parse.urlencode(form).encode() if form else None
        rq = urllib.request.Request(URL + path, data, headers, method=method)
        with urllib.request.urlopen(rq, timeout=30) as r:
            return r.read()

    def call(self, user, path, form=None, method=None):
        """The API, as one of the users."""
        with open(os.path.join(REAL, 'snac2/%s.token' % user)) as f:
            return json.loads(self.request(
                path, form, method, Authorization='Bearer ' + f.read()))

    def post(self, user, text, to=None, visibility='public'):
        """The new status."""
        form = dict(status=text, visibility=visibility)
        if to is not None:
            form['in_reply_to_id'] = to['id']
        return self.call(user, '/api/v1/statuses', form)

    def edit(self, user, status, text):
        return self.call(user, '/api/v1/statuses/' + status['id'],
                         dict(status=text), 'PUT')

    def delete(self, user, status):
        """By the button on the web page: the API has no DELETE."""
        with open(os.path.join(REAL, 'snac2/%s.password' % user)) as f:
            login = base64.b64encode(('%s:%s' % (user, f.read())).encode())
        self.request('/%s/admin/action' % user, dict(
            id=status['uri'], actor='', action='Delete'),
            Authorization='Basic ' + login.decode())

    def exists(self, user, status):
        """Does the server still show it?"""
        try:
            self.call(user, '/api/v1/statuses/' + status['id'])
        except urllib.error.HTTPError as e:
            if e.code in (404, 410):
                return False
            raise
        return True

    def written(self, user):
        """The last statuses of a user, as they see them."""
        me = self.call(user, '/api/v1/accounts/verify_credentials')['id']
        return self.call(user, '/api/v1/accounts/%s/statuses' % me)

    def notified(self, user, text):
        """Does the server tell `user' of a post with this text?"""
        return text in tool('snac2.sh', 'get', user, 'notifications')
