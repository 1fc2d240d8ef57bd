# real GoToSocial: a short page above the cursor ends the poll
option server https://localhost:8444
option token acme
kept id 01PMGWYHSESY7SESPD7438AJWB
kept version 0.20.0-local
start POLL feed=mentions cursor=01M7ZTPTSSQ8ZH5SMG7MT41DZ7
> GET https://localhost:8444/api/v1/notifications?types[]=mention&types[]=pending.reply&min_id=01M7ZTPTSSQ8ZH5SMG7MT41DZ7&limit=40
< 200 application/json @gts-min-id.json
post 01M7ZTPTTC0W4HNYFKS2M62VM3 message private author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost name=jane created=2026-11-21T19:53:06.638Z lang=en uri=https://localhost:8444/users/jane/statuses/01M7ZTPTTC0W4HNYFKS2M62VM3 url=https://localhost:8444/@jane/statuses/01M7ZTPTTC0W4HNYFKS2M62VM3 to=01PMGWYHSESY7SESPD7438AJWB html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@acme\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>acme</span></a></span> my order number is 1234, where is it?</p>"
post 01M7ZTPTSDM33665Z4P66DXCCP mention public author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost name=jane created=2026-11-21T19:53:06.610Z lang=en uri=https://localhost:8444/users/jane/statuses/01M7ZTPTSDM33665Z4P66DXCCP url=https://localhost:8444/@jane/statuses/01M7ZTPTSDM33665Z4P66DXCCP to=01PMGWYHSESY7SESPD7438AJWB html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@acme\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>acme</span></a></span> Hello, is the blue kettle back in stock? Jané</p>"
cursor 01M7ZTPTTKHCTCPWJZ4VBW3GV7
done
