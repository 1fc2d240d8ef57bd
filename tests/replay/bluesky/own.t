option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
start POLL feed=own since=2026-10-21T00:00:00Z now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getAuthorFeed?actor=did%3Aplc%3Axfiyvdbzny3y7if3owjxobz3&filter=posts_with_replies&limit=100
< 200 application/json @own.json
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm4ufn22p own public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p parent=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@acme-shop.test created=2026-11-21T19:30:20.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm4ufn22p url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm4ufn22p to=did:plc:p57wqqxaxih4o5vbqrlttec7 text="Yes, 12 arrived this morning."
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p own public thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@acme-shop.test created=2026-11-21T19:30:17.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm2okbs2p text="New opening hours from Monday."
cursor 1795294200000
done

# reposts are not our words
start POLL feed=own cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getAuthorFeed?actor=did%3Aplc%3Axfiyvdbzny3y7if3owjxobz3&filter=posts_with_replies&limit=100
< 200 application/json @profile-feed.json
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000053 own public thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000053 author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000053 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000053 text="Neu: Roggen"
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000055 own public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2okbs2p parent=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2okbs2p author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-11-21T19:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000055 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000055 to=did:plc:p57wqqxaxih4o5vbqrlttec7 text="Ja."
post at://did:plc:shy/app.bsky.feed.post/3n2ttm0000056 own public thread=at://did:plc:shy/app.bsky.feed.post/3n2ttm0000056 author=did:plc:shy handle=@shy.test created=2026-11-21T20:00:00.000Z uri=at://did:plc:shy/app.bsky.feed.post/3n2ttm0000056 url=https://bsky.app/profile/did:plc:shy/post/3n2ttm0000056 text="psst"
post at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000057 own public thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000057 author=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@h4.test created=2026-10-01T00:00:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm0000057 url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm0000057 text="Alt"
cursor 1795291201000
done
