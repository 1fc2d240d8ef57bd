# three pages are new; the host goes down after the first
option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
kept deep 1795294000000
start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 application/json @page-1.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000002 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000002 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:30:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000002 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000002 text="Frage 2?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:20:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000003 text="Frage 3?"
cursor 1795293000000,1795289400000,2026-11-21T20:20:00.000Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100&cursor=2026-11-21T20%3A20%3A00.001Z

gives up
start POLL feed=mentions cursor=1795293000000,1795289400000,2026-11-21T20:20:00.000Z now=2026-11-21T21:10:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 application/json {"notifications":[],"cursor":"2026-11-21T20:19:00.000Z"}
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100&cursor=2026-11-21T20%3A20%3A00.001Z
< 200 application/json @page-2.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:20:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000003 text="Frage 3?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000004 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000004 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:10:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000004 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000004 text="Frage 4?"
cursor 1795293000000,1795289400000,2026-11-21T20:10:00.000Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100&cursor=2026-11-21T20%3A10%3A00.001Z
< 200 application/json @page-3.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:00:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000005 text="Frage 5?"
cursor 1795293000000
done

# all at one go
start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 application/json @page-1.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000002 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000002 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:30:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000002 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000002 text="Frage 2?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:20:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000003 text="Frage 3?"
cursor 1795293000000,1795289400000,2026-11-21T20:20:00.000Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100&cursor=2026-11-21T20%3A20%3A00.001Z
< 200 application/json @page-2.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:20:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000003 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000003 text="Frage 3?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000004 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000004 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:10:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000004 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000004 text="Frage 4?"
cursor 1795293000000,1795289400000,2026-11-21T20:10:00.000Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100&cursor=2026-11-21T20%3A10%3A00.001Z
< 200 application/json @page-3.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:00:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000005 text="Frage 5?"
cursor 1795293000000
done
