option comments https://b.example/comments
start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments conditional
< 401 text/html no
fail AUTH the feed wants user and password

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments conditional
< 403 text/html no
fail SCOPE the feed is not shown to us

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments conditional
< 404 text/html no
fail CONFIG there is no feed at https://b.example/comments

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments conditional
< 410 text/html no
fail GONE_ACCOUNT the feed is gone for good

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments conditional
< 200 text/html <html><body>A page</body></html>
fail CONFIG https://b.example/comments is a page, not a feed

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments conditional
< 200 text/xml <!DOCTYPE x [<!ENTITY a "b">]><rss><channel><item><guid>&a;</guid></item></channel></rss>
fail PROTOCOL the answer is not XML: it declares entities

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments conditional
< 200 text/xml <opml/>
fail PROTOCOL XML, but no feed: <opml>

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments conditional
< 200 text/plain hello
fail PROTOCOL the answer is not XML: not XML
