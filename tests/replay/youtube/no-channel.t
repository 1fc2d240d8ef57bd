option channel @baeckereihuber
option key k
start POLL feed=comments now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/channels?part=id%2Csnippet&forHandle=%40baeckereihuber cost=1
< 200 application/json {"items":[]}
fail GONE_ACCOUNT there is no such channel
