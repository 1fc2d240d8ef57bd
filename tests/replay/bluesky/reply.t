# links and the asker's name become facets, counted in bytes
option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
parent id=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:p57wqqxaxih4o5vbqrlttec7 visibility=public
start REPLY text="Grüße @jane.test: \"ja\", siehe https://x.example/a_(b)." key=k1 created=2026-11-21T20:59:00Z visibility=public now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=0&parentHeight=0
< 200 application/json @thread-before.json
> POST http://localhost:2583/xrpc/com.atproto.repo.putRecord idempotent
>> application/json "{\"repo\":\"did:plc:xfiyvdbzny3y7if3owjxobz3\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"3n2tyknxg2qi4\",\"record\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"Grüße @jane.test: \\\"ja\\\", siehe https://x.example/a_(b).\",\"createdAt\":\"2026-11-21T20:59:00.000Z\",\"reply\":{\"root\":{\"uri\":\"at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p\",\"cid\":\"bafyreighuxl4ozmf5xf3r5ny37rtmyvhh7aboimn2thb7qqvavbgaqvqvi\"},\"parent\":{\"uri\":\"at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p\",\"cid\":\"bafyreighuxl4ozmf5xf3r5ny37rtmyvhh7aboimn2thb7qqvavbgaqvqvi\"}},\"facets\":[{\"index\":{\"byteStart\":32,\"byteEnd\":55},\"features\":[{\"$type\":\"app.bsky.richtext.facet#link\",\"uri\":\"https://x.example/a_(b)\"}]},{\"index\":{\"byteStart\":8,\"byteEnd\":18},\"features\":[{\"$type\":\"app.bsky.richtext.facet#mention\",\"did\":\"did:plc:p57wqqxaxih4o5vbqrlttec7\"}]}]}}"
< 200 application/json @answer.json
posted at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm4ufn22p own public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p parent=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:xfiyvdbzny3y7if3owjxobz3 created=2026-11-21T20:59:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm4ufn22p url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm4ufn22p text="Grüße @jane.test: \"ja\", siehe https://x.example/a_(b)."
done

# further down a thread: the root is another
start REPLY text="Ja." key=k1 created=2026-11-21T20:59:00Z visibility=public now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Ap57wqqxaxih4o5vbqrlttec7%2Fapp.bsky.feed.post%2F3n2ttm2d7y22p&depth=0&parentHeight=0
< 200 application/json {"thread":{"post":{"uri":"at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22q","cid":"c","author":{"did":"did:plc:x","handle":"x.test"},"record":{"reply":{"root":{"uri":"at://did:plc:y/app.bsky.feed.post/3n2ttm2d7y22r","cid":"r"},"parent":{"uri":"at://did:plc:z/app.bsky.feed.post/3n2ttm2d7y22s","cid":"p"}}}}}}
> POST http://localhost:2583/xrpc/com.atproto.repo.putRecord idempotent
>> application/json "{\"repo\":\"did:plc:xfiyvdbzny3y7if3owjxobz3\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"3n2tyknxg2qi4\",\"record\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"Ja.\",\"createdAt\":\"2026-11-21T20:59:00.000Z\",\"reply\":{\"root\":{\"uri\":\"at://did:plc:y/app.bsky.feed.post/3n2ttm2d7y22r\",\"cid\":\"r\"},\"parent\":{\"uri\":\"at://did:plc:x/app.bsky.feed.post/3n2ttm2d7y22q\",\"cid\":\"c\"}}}}"
< 200 application/json @answer.json
posted at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm4ufn22p own public thread=at://did:plc:y/app.bsky.feed.post/3n2ttm2d7y22r parent=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:xfiyvdbzny3y7if3owjxobz3 created=2026-11-21T20:59:00.000Z uri=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm4ufn22p url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3/post/3n2ttm4ufn22p text="Ja."
done
