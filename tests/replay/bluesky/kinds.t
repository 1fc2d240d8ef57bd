# links by bytes, pictures, cards, quotes, machines, notices of other kinds
option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
kept deep 1795294000000
start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 application/json @kinds.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000011 mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000011 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T20:00:00.000Z lang=de uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000011 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000011 to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="Grüße! Siehe https://x.example/a?b=1 danke @acme-shop.test"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000012 comment public media_only thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p parent=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:59:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000012 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000012 to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="A cracked loaf\n"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000013 mention public automatic quote thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000013 author=did:plc:bot name=Bot created=2026-11-21T19:58:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000013 url=https://bsky.app/profile/did:plc:bot/post/3n2ttm0000013 text="Seht\nhttps://card.example/"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/odd mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/odd author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:55:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/odd url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/odd text=""
cursor 1795291200000
done
