option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
start CHECK id=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p id=at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22q id=at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22r id=at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22s now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=0&parentHeight=0
< 200 application/json @thread-before.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p context public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z lang=en uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm2d7y22p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test Hello, is the blue kettle back in stock? — Jané"
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ax%2Fapp.bsky.feed.post%2F3n2ttm2d7y22q&depth=0&parentHeight=0
< 400 application/json {"error":"NotFound","message":"Post not found"}
missing at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22q
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ax%2Fapp.bsky.feed.post%2F3n2ttm2d7y22r&depth=0&parentHeight=0
< 200 application/json {"thread":{"$type":"app.bsky.feed.defs#notFoundPost","uri":"at://x","notFound":true}}
missing at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22r
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ax%2Fapp.bsky.feed.post%2F3n2ttm2d7y22s&depth=0&parentHeight=0
< 200 application/json {"thread":{"$type":"app.bsky.feed.defs#blockedPost","uri":"at://x","blocked":true}}
missing at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22s
done
