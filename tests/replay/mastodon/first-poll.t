# a new account: who it is, what the server is, then back to `since'
option server https://localhost:8444
option token acme
start POLL feed=mentions since=2026-11-14T12:00:00Z now=2026-11-21T20:00:00Z
> GET https://localhost:8444/api/v1/accounts/verify_credentials
< 200 application/json @gts-verify.json
<< X-Ratelimit-Remaining: 285
<< x-ratelimit-reset: 2026-11-21T19:57:18.000Z
quota 285 until=2026-11-21T19:57:18.000Z
self id=01PMGWYHSESY7SESPD7438AJWB handle=@acme@localhost url=https://localhost:8444/@acme
keep id value=01PMGWYHSESY7SESPD7438AJWB
> GET https://localhost:8444/api/v1/instance
< 200 application/json @gts-instance.json
keep version value=0.20.0-local
> GET https://localhost:8444/api/v1/notifications?types[]=mention&types[]=pending.reply&limit=40 conditional
< 200 application/json @gts-notifications.json
post 01M7ZTPTWMD8AVCW6WPBTF549R comment public parent=01M7ZTPTV5NQNJSA724ZW5G8VZ author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost name=jane created=2026-11-21T19:53:06.710Z lang=en uri=https://localhost:8444/users/jane/statuses/01M7ZTPTWMD8AVCW6WPBTF549R url=https://localhost:8444/@jane/statuses/01M7ZTPTWMD8AVCW6WPBTF549R to=01PMGWYHSESY7SESPD7438AJWB html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@acme\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>acme</span></a></span> Are you open on Sunday too?</p>"
post 01M7ZTPTTC0W4HNYFKS2M62VM3 message private author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost name=jane created=2026-11-21T19:53:06.638Z lang=en uri=https://localhost:8444/users/jane/statuses/01M7ZTPTTC0W4HNYFKS2M62VM3 url=https://localhost:8444/@jane/statuses/01M7ZTPTTC0W4HNYFKS2M62VM3 to=01PMGWYHSESY7SESPD7438AJWB html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@acme\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>acme</span></a></span> my order number is 1234, where is it?</p>"
post 01M7ZTPTSDM33665Z4P66DXCCP mention public author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost name=jane created=2026-11-21T19:53:06.610Z lang=en uri=https://localhost:8444/users/jane/statuses/01M7ZTPTSDM33665Z4P66DXCCP url=https://localhost:8444/@jane/statuses/01M7ZTPTSDM33665Z4P66DXCCP to=01PMGWYHSESY7SESPD7438AJWB html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@acme\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>acme</span></a></span> Hello, is the blue kettle back in stock? Jané</p>"
post 01M7ZTPTRHJ4BNVPQ50V0PZYSG mention public author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost name=jane created=2026-11-21T19:53:06.579Z lang=en uri=https://localhost:8444/users/jane/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG url=https://localhost:8444/@jane/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG to=01PMGWYHSESY7SESPD7438AJWB html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@acme\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>acme</span></a></span> Hello, is the blue kettle back in stock? Jané</p>"
cursor 01M7ZTPTXDZ0724YM5N6JJMPPQ 01M7ZTPTSSQ8ZH5SMG7MT41DZ7 @1794657600000
> GET https://localhost:8444/api/v1/notifications?types[]=mention&types[]=pending.reply&max_id=01M7ZTPTSSQ8ZH5SMG7MT41DZ7&limit=40
< 200 application/json []
cursor 01M7ZTPTXDZ0724YM5N6JJMPPQ
done
