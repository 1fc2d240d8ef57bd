# real GoToSocial: nothing new
option server https://localhost:8444
option token acme
kept id 01PMGWYHSESY7SESPD7438AJWB
kept version 0.20.0-local
start POLL feed=mentions cursor=01M7ZTPTXDZ0724YM5N6JJMPPQ
> GET https://localhost:8444/api/v1/notifications?types[]=mention&types[]=pending.reply&min_id=01M7ZTPTXDZ0724YM5N6JJMPPQ&limit=40
< 200 application/json []
done
