# once a day some pages more, whatever is known
option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 application/json @page-3.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:00:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000005 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000005 text="Frage 5?"
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100&cursor=2026-11-21T19%3A00%3A00.001Z
< 200 application/json {"notifications":[],"cursor":"2026-11-20T13:00:00.000Z"}
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100&cursor=2026-11-20T13%3A00%3A00.001Z
< 200 application/json {"notifications":[]}
keep deep value=1795294800000
done
