# real GoToSocial: a question and our answer
option server https://localhost:8444
option token acme
kept id 01PMGWYHSESY7SESPD7438AJWB
kept version 0.20.0-local
start THREAD id=01M7ZTPTRHJ4BNVPQ50V0PZYSG
> GET https://localhost:8444/api/v1/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG/context
< 200 application/json @gts-context.json
post 01M7ZTPV79MYFZFXNVYF4JJEVA own public thread=01M7ZTPTRHJ4BNVPQ50V0PZYSG parent=01M7ZTPTRHJ4BNVPQ50V0PZYSG author=01PMGWYHSESY7SESPD7438AJWB handle=@acme@localhost name=acme created=2026-11-21T19:53:07.051Z lang=en uri=https://localhost:8444/users/acme/statuses/01M7ZTPV79MYFZFXNVYF4JJEVA url=https://localhost:8444/@acme/statuses/01M7ZTPV79MYFZFXNVYF4JJEVA to=01HDQ6YYZHV8QTYMDHX3F9VN9T html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@jane\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>jane</span></a></span> Yes, 12 arrived this morning.</p>"
> GET https://localhost:8444/api/v1/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG
< 200 application/json @gts-status.json
post 01M7ZTPTRHJ4BNVPQ50V0PZYSG context public thread=01M7ZTPTRHJ4BNVPQ50V0PZYSG author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost name=jane created=2026-11-21T19:53:06.579Z lang=en uri=https://localhost:8444/users/jane/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG url=https://localhost:8444/@jane/statuses/01M7ZTPTRHJ4BNVPQ50V0PZYSG to=01PMGWYHSESY7SESPD7438AJWB html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@acme\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>acme</span></a></span> Hello, is the blue kettle back in stock? Jané</p>"
done
