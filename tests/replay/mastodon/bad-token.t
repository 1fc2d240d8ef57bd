# GoToSocial says so in JSON, snac in an empty page
option server https://localhost:8444
option token acme
kept id 01PMGWYHSESY7SESPD7438AJWB
kept version 0.20.0-local
start POLL feed=mentions cursor=01M7ZTPTXDZ0724YM5N6JJMPPQ
> GET https://localhost:8444/api/v1/notifications?types[]=mention&types[]=pending.reply&min_id=01M7ZTPTXDZ0724YM5N6JJMPPQ&limit=40
< 401 application/json {"error":"Unauthorized: token not supplied"}
fail AUTH the credentials are refused: status 401, "Unauthorized: token not supplied"

start POLL feed=mentions cursor=01M7ZTPTXDZ0724YM5N6JJMPPQ
> GET https://localhost:8444/api/v1/notifications?types[]=mention&types[]=pending.reply&min_id=01M7ZTPTXDZ0724YM5N6JJMPPQ&limit=40
< 401 text/html
fail AUTH the credentials are refused: status 401

start POLL feed=own cursor=01M7ZTPTXDZ0724YM5N6JJMPPQ
> GET https://localhost:8444/api/v1/accounts/01PMGWYHSESY7SESPD7438AJWB/statuses?exclude_reblogs=true&min_id=01M7ZTPTXDZ0724YM5N6JJMPPQ&limit=40
< 422 application/json {"error":"This method requires an authenticated user"}
fail AUTH the token is no user's: status 422, "This method requires an authenticated user"
