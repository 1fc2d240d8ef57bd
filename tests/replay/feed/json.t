option comments https://b.example/comments
option own https://b.example/feed.json
start POLL feed=own since=2026-11-01T00:00:00Z now=2026-11-21T20:00:00Z
> GET https://b.example/feed.json conditional
< 200 application/feed+json @feed.json
post 7 own public author=Bäckerei name=Bäckerei created=2026-11-20T06:00:00.000Z edited=2026-11-20T08:00:00.000Z lang=de url=https://b.example/7 html="<p>Neu &amp; gut</p>\n<p>Roggen</p>"
post 8 own public author=Lena name=Lena lang=en url=https://c.example/8 html="1 &lt; 2"
post https://b.example/9 own public author=Bäckerei name=Bäckerei lang=de url=https://b.example/9 html="kurz"
odd an item with neither id nor link
cursor ,320ca3f6.0,3d0cb547.0,bb22f0fc.0,
done

start POLL feed=own cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/feed.json conditional
< 200 application/json {"hello":"world"}
fail PROTOCOL JSON, but no feed
