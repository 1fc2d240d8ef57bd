# an old token is no wrong password, but the core renews in both cases
option server http://localhost:2583/
option user acme-shop.test
option password app
kept did did:plc:xfiyvdbzny3y7if3owjxobz3
start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 400 application/json {"error":"ExpiredToken","message":"Token has expired"}
fail AUTH user or app password are refused: status 400, ExpiredToken Token has expired

start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 400 application/json {"error":"InvalidToken","message":"Token could not be verified"}
fail AUTH user or app password are refused: status 400, InvalidToken Token could not be verified

start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 401 application/json {"error":"AuthMissing","message":"Authentication Required"}
fail AUTH user or app password are refused: status 401, AuthMissing Authentication Required

start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 403 application/json {"error":"Forbidden","message":"Bad token method"}
fail SCOPE not allowed: status 403, Forbidden Bad token method

start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 400 application/json {"error":"InvalidRequest","message":"Error: cursor"}
fail PROTOCOL status 400, InvalidRequest Error: cursor

start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 200 text/html <html>Wartung</html>
fail LATER a page instead of an answer; maintenance?

start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 404 text/html <html>Not Found</html>
fail CONFIG http://localhost:2583 is no Bluesky server: status 404,  

start POLL feed=mentions cursor=1795290000000 now=2026-11-21T21:00:00Z
> GET http://localhost:2583/xrpc/app.bsky.notification.listNotifications?reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100
< 400 application/json {"error":"AccountDeactivated","message":"Account is deactivated"}
fail GONE_ACCOUNT the account is closed: status 400, AccountDeactivated Account is deactivated
