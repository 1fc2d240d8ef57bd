# parents, replies, blocked and missing nodes, and more below
option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
start THREAD id=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=10&parentHeight=30
< 200 application/json @thread.json
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000043 own public thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000043 author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000043 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000043 text="Open all week"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000044 context public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000044 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000044 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000044 text="And on Sunday?"
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000045 own public liked thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000045 author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000045 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000045 text="From nine."
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000046 context public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000046 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000046 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000046 text="Thanks!"
want THREAD at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000046
done

start THREAD id=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=10&parentHeight=30
< 200 application/json @thread-after.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p context public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z lang=en uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm2d7y22p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test Hello, is the blue kettle back in stock? — Jané"
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm4ufn22p own public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p parent=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@acme-shop.test created=2026-11-21T19:30:20.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm4ufn22p url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm4ufn22p to=did:plc:p57wqqxaxih4o5vbqrlttec7 text="Yes, 12 arrived this morning."
done

start THREAD id=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=10&parentHeight=30
< 400 application/json {"error":"NotFound","message":"Post not found"}
missing at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p
done

start THREAD id=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=10&parentHeight=30
< 200 application/json {"thread":{"$type":"app.bsky.feed.defs#blockedPost","uri":"at://x","blocked":true}}
missing at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p
done
