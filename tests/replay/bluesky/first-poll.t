# who are we, then the first page; likes and the like are not for us
option server http://localhost:2583/
option user acme-shop.test
option password app
start POLL feed=mentions since=2026-10-21T00:00:00Z now=2026-11-21T19:31:00Z
> GET http://localhost:2583/xrpc/com.atproto.server.getSession
< 200 application/json @session.json
<< RateLimit-Remaining: 2999
<< RateLimit-Reset: 1795291133
quota 2999 until=2026-11-21T19:58:53.000Z
self id=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@acme-shop.test url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3
keep did value=did:plc:xfiyvdbzny3y7if3owjxobz3
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 application/json @notifications.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p mention public quote thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm37l7c2p text="Look at this"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2zzhs2p comment public thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p parent=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2zzhs2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm2zzhs2p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="Are you open on Sunday too?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z lang=en uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm2d7y22p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test Hello, is the blue kettle back in stock? — Jané"
cursor 1795289417000
done
