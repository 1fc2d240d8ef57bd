# a profile and what stands below its posts, as anybody sees it
option user x
option password y
option appview https://public.example
start SCAN url=https://bsky.app/profile/acme-shop.test since=2026-11-01T00:00:00Z now=2026-11-21T21:00:00Z
> GET https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor=acme-shop.test anon
< 200 application/json {"did":"did:plc:xfiyvdbzny3y7if3owjxobz3","handle":"acme-shop.test"}
self id=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@acme-shop.test url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3
blind mentions outside the account's own threads need an account
> GET https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=acme-shop.test&filter=posts_with_replies&limit=100 anon
< 200 application/json @profile-feed.json
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000053 own public thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000053 author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000053 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000053 text="Neu: Roggen"
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000055 own public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2okbs2p parent=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2okbs2p author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-11-21T19:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000055 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000055 to=did:plc:p57wqqxaxih4o5vbqrlttec7 text="Ja."
blind some people show their posts to users only
> GET https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Axfiyvdbzny3y7if3owjxobz3%2Fapp.bsky.feed.post%2F3n2ttm0000053&depth=10&parentHeight=30 anon
< 200 application/json @thread.json
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000043 own public thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000043 author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000043 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000043 text="Open all week"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000044 context public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000044 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000044 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000044 text="And on Sunday?"
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000045 own public liked thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000045 author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000045 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000045 text="From nine."
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000046 context public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000046 author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm0000046 url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm0000046 text="Thanks!"
> GET https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Axfiyvdbzny3y7if3owjxobz3%2Fapp.bsky.feed.post%2F3n2ttm0000055&depth=10&parentHeight=30 anon
< 400 application/json {"error":"NotFound","message":"Post not found"}
done

# another network's own view
start SCAN url=https://appview.example/profile/did:plc:x/ since=2026-11-01T00:00:00Z now=2026-11-21T21:00:00Z
> GET https://appview.example/xrpc/app.bsky.actor.getProfile?actor=did%3Aplc%3Ax anon
< 400 application/json {"error":"InvalidRequest","message":"Profile not found"}
fail GONE_ACCOUNT nobody of that name there: status 400, InvalidRequest Profile not found

start SCAN url=https://bsky.app/profile/acme-shop.test since=2026-11-01T00:00:00Z now=2026-11-21T21:00:00Z
> GET https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor=acme-shop.test anon
< 200 application/json {"did":"did:plc:x","handle":"x.test","labels":[{"val":"!no-unauthenticated"}]}
blind this profile is shown to users only
done
