option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
parent id=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:p57wqqxaxih4o5vbqrlttec7 visibility=public
start REPLY text="Ja." key=k1 created=2026-11-21T20:59:00Z visibility=public now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=0&parentHeight=0
< 200 application/json {"thread":{"$type":"app.bsky.feed.defs#blockedPost","blocked":true}}
fail GONE_POST the post to answer is gone, or its author has blocked us

start REPLY text="Ja." key=k1 created=2026-11-21T20:59:00Z visibility=public now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=0&parentHeight=0
< 200 application/json {"thread":{"post":{"uri":"at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22q","cid":"c","viewer":{"replyDisabled":true}}}}
fail CONFIG its author lets only some people answer

start REPLY text="Ja." key=k1 created=2026-11-21T20:59:00Z visibility=public now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=0&parentHeight=0
< 200 application/json @thread-before.json
> POST http://localhost:2583/xrpc/com.atproto.repo.putRecord idempotent
>> application/json "{\"repo\":\"did:plc:xfiyvdbzny3y7if3owjxobz3\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"3n2tyknxg2qi4\",\"record\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"Ja.\",\"createdAt\":\"2026-11-21T20:59:00.000Z\",\"reply\":{\"root\":{\"uri\":\"at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p\",\"cid\":\"bafyreighuxl4ozmf5xf3r5ny37rtmyvhh7aboimn2thb7qqvavbgaqvqvi\"},\"parent\":{\"uri\":\"at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p\",\"cid\":\"bafyreighuxl4ozmf5xf3r5ny37rtmyvhh7aboimn2thb7qqvavbgaqvqvi\"}}}}"
< 400 application/json {"error":"InvalidRequest","message":"Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes"}
fail CONFIG the reply is refused: status 400, InvalidRequest Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes

start REPLY text="Ja." key=k1 created=2026-11-21T20:59:00Z visibility=private now=2026-11-21T21:00:00Z
fail CONFIG a reply on Bluesky is public, and this must not be

start REPLY text="Ja." key=k1 created=2026-11-21T20:59:00Z visibility=public now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=0&parentHeight=0
< 400 application/json {"error":"NotFound","message":"Post not found"}
fail GONE_POST the post to answer is gone, or its author has blocked us
