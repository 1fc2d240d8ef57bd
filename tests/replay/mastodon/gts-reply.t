# real GoToSocial: it reads the Idempotency-Key and forgets it
option server https://localhost:8444
option token acme
kept id 01PMGWYHSESY7SESPD7438AJWB
kept version 0.20.0-local
parent id=01M7ZTPTRHJ4BNVPQ50V0PZYSG author=01HDQ6YYZHV8QTYMDHX3F9VN9T handle=@jane@localhost visibility=public
start REPLY key=k1 visibility=public text="Yes, 12 arrived this morning."
> POST https://localhost:8444/api/v1/statuses
>> Idempotency-Key: k1
>> application/x-www-form-urlencoded "status=%40jane%40localhost%20Yes%2C%2012%20arrived%20this%20morning.&in_reply_to_id=01M7ZTPTRHJ4BNVPQ50V0PZYSG&visibility=public"
< 200 application/json @gts-reply.json
posted 01M7ZTPV79MYFZFXNVYF4JJEVA own public parent=01M7ZTPTRHJ4BNVPQ50V0PZYSG author=01PMGWYHSESY7SESPD7438AJWB handle=@acme@localhost name=acme created=2026-11-21T19:53:07.051Z lang=en uri=https://localhost:8444/users/acme/statuses/01M7ZTPV79MYFZFXNVYF4JJEVA url=https://localhost:8444/@acme/statuses/01M7ZTPV79MYFZFXNVYF4JJEVA to=01HDQ6YYZHV8QTYMDHX3F9VN9T html="<p><span class=\"h-card\"><a href=\"https://localhost:8444/@jane\" class=\"u-url mention\" rel=\"nofollow noreferrer noopener\" target=\"_blank\">@<span>jane</span></a></span> Yes, 12 arrived this morning.</p>"
done
