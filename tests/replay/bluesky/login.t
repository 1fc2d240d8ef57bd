# an app password, later the token that renews
option server http://localhost:2583/
option user acme-shop.test
option password app
start LOGIN now=2026-11-21T21:00:00Z
> POST http://localhost:2583/xrpc/com.atproto.server.createSession
>> application/json "{\"identifier\":\"{user}\",\"password\":\"{password}\"}"
< 200 application/json @session.json
self id=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@acme-shop.test url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3
keep did value=did:plc:xfiyvdbzny3y7if3owjxobz3
token access=accessJwt refresh=refreshJwt
done

start LOGIN argument=refresh now=2026-11-21T21:00:00Z
> POST http://localhost:2583/xrpc/com.atproto.server.refreshSession
>> Authorization: Bearer {refresh}
< 200 application/json @refreshed.json
self id=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@acme-shop.test url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3
token access=accessJwt refresh=refreshJwt
done

# which is too old
start LOGIN argument=refresh now=2026-11-21T21:00:00Z
> POST http://localhost:2583/xrpc/com.atproto.server.refreshSession
>> Authorization: Bearer {refresh}
< 400 application/json {"error":"ExpiredToken","message":"Token has expired"}
> POST http://localhost:2583/xrpc/com.atproto.server.createSession
>> application/json "{\"identifier\":\"{user}\",\"password\":\"{password}\"}"
< 200 application/json @session.json
self id=did:plc:xfiyvdbzny3y7if3owjxobz3 handle=@acme-shop.test url=https://bsky.app/profile/did:plc:xfiyvdbzny3y7if3owjxobz3
token access=accessJwt refresh=refreshJwt
done

start LOGIN now=2026-11-21T21:00:00Z
> POST http://localhost:2583/xrpc/com.atproto.server.createSession
>> application/json "{\"identifier\":\"{user}\",\"password\":\"{password}\"}"
< 401 application/json {"error":"AuthenticationRequired","message":"Invalid identifier or password"}
fail AUTH user or app password are refused: status 401, AuthenticationRequired Invalid identifier or password

start LOGIN now=2026-11-21T21:00:00Z
> POST http://localhost:2583/xrpc/com.atproto.server.createSession
>> application/json "{\"identifier\":\"{user}\",\"password\":\"{password}\"}"
< 200 application/json {"did":"did:plc:x","handle":"x.test","active":false,"status":"takendown"}
fail GONE_ACCOUNT the account is takendown
