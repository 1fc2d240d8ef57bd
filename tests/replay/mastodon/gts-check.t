# one is there, one is not, and one is forbidden
option server https://localhost:8444
option token acme
kept id 01PMGWYHSESY7SESPD7438AJWB
kept version 0.20.0-local
start CHECK id=01M7ZTPTRHJ4BNVPQ50V0PZYSG id=01NOTHERE id=01LAST
> GET https://localhost:8444/api/v1/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG
< 200 application/json @gts-status.json
post 01M7ZTPTRHJ4BNVPQ50V0PZYSG context public author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost name=jane created=2026-11-21T19:53:06.579Z lang=en uri=https://localhost:8444/users/jane/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG url=https://localhost:8444/@jane/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG to=01PMGWYHSESY7SESPD7438AJWB html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@acme\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>acme</span></a></span> Hello, is the blue kettle back in stock? Jané</p>"
> GET https://localhost:8444/api/v1/statuses/01NOTHERE
< 404 application/json {"error":"Not Found: target status not found"}
missing 01NOTHERE
> GET https://localhost:8444/api/v1/statuses/01LAST
< 410 application/json {"error":"Gone"}
missing 01LAST
done
