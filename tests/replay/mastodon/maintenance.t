# a page for people where an answer should be; an address that is none
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=mentions cursor=1
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=1&limit=40
< 200 text/html <html><h1>Wartung</h1></html>
fail LATER a page instead of an answer; maintenance?

start POLL feed=mentions cursor=1
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=1&limit=40
< 404 text/html
fail CONFIG https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=1&limit=40 is not there: status 404; is it the address of a mastodon server?

start POLL feed=mentions cursor=1
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=1&limit=40
< 200 application/json {"error":"x"}
fail PROTOCOL expected a list of posts

start POLL feed=own cursor=1
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&min_id=1&limit=40
< 410 application/json
fail GONE_ACCOUNT gone: status 410

start POLL feed=own cursor=1
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&min_id=1&limit=40
< 200 application/json [{"id":
fail PROTOCOL the answer: not JSON at byte 7 (its end): expected a value
