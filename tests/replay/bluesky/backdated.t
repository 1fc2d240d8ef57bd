# dated 2020 by its author: far down, and seen all the same
option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
kept deep 1795294000000
start POLL feed=mentions cursor=1795291000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 application/json @backdated.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3w3jhk2p mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3w3jhk2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:57:03.946Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3w3jhk2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2tv3w3jhk2p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test q4?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vxx7c2p mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vxx7c2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:57:03.666Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vxx7c2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2tv3vxx7c2p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test q3?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vlhs22p mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vlhs22p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:57:03.443Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vlhs22p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2tv3vlhs22p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test q2?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vk3ts2p mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vk3ts2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:57:03.396Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv3vk3ts2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2tv3vk3ts2p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test q1?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p mention public quote thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm37l7c2p text="Look at this"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2zzhs2p comment public thread=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p parent=at://did:plc:xfiyvdbzny3y7if3owjxobz3/app.bsky.feed.post/3n2ttm2okbs2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2zzhs2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm2zzhs2p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="Are you open on Sunday too?"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z lang=en uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm2d7y22p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm2d7y22p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test Hello, is the blue kettle back in stock? — Jané"
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv44asws2p mention public thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv44asws2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2020-01-01T00:00:00.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2tv44asws2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2tv44asws2p to=did:plc:xfiyvdbzny3y7if3owjxobz3 text="@acme-shop.test q9?"
cursor 1795291023946
done

# filters are applied after cutting: a short page says nothing
start POLL feed=mentions cursor=1795280000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 application/json @filtered.json
post at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p mention public quote thread=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p author=did:plc:p57wqqxaxih4o5vbqrlttec7 handle=@jane.test created=2026-11-21T19:30:17.000Z uri=at://did:plc:p57wqqxaxih4o5vbqrlttec7/app.bsky.feed.post/3n2ttm37l7c2p url=https://bsky.app/profile/did:plc:p57wqqxaxih4o5vbqrlttec7/post/3n2ttm37l7c2p text="Look at this"
cursor 1795289417000,1795279400000,2026-11-21T19:30:17.000Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100&cursor=2026-11-21T19%3A30%3A17.001Z
< 200 application/json {"notifications":[],"cursor":"2026-11-21T13:00:00.000Z"}
cursor 1795289417000
done
