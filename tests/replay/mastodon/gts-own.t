# real GoToSocial: own posts
option server https://localhost:8444
option token acme
kept id 01PMGWYHSESY7SESPD7438AJWB
kept version 0.20.0-local
start POLL feed=own cursor=01M7ZTPTV5NQNJSA724ZW5G8VY
> GET https://localhost:8444/api/v1/accounts/01PMGWYHSESY7SESPD7438AJWB/statuses?exclude_reblogs=true&min_id=01M7ZTPTV5NQNJSA724ZW5G8VY&limit=40
< 200 application/json @gts-own.json
post 01M7ZTPV79MYFZFXNVYF4JJEVA own public parent=01M7ZTPTRHJ4BNVPQ50V0PZYSG author=01PMGWYHSESY7SESPD7438AJWB handle=@acme@localhost name=acme created=2026-11-21T19:53:07.051Z lang=en uri=https://localhost:8444/users/acme/statuses/01M7ZTPV79MYFZFXNVYF4JJEVA url=https://localhost:8444/@acme/statuses/01M7ZTPV79MYFZFXNVYF4JJEVA to=01HDQ6YYZHV8QTYMDHX3F9VN9T html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@jane\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>jane</span></a></span> Yes, 12 arrived this morning.</p>"
post 01M7ZTPTV5NQNJSA724ZW5G8VZ own public author=01PMGWYHSESY7SESPD7438AJWB handle=@acme@localhost name=acme created=2026-11-21T19:53:06.661Z lang=en uri=https://localhost:8444/users/acme/statuses/01M7ZTPTV5NQNJSA724ZW5G8VZ url=https://localhost:8444/@acme/statuses/01M7ZTPTV5NQNJSA724ZW5G8VZ html="<p>New opening hours from Monday.</p>"
cursor 01M7ZTPV79MYFZFXNVYF4JJEVA
done
