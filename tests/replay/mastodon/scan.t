# a public profile: posts, then the threads that have replies
start SCAN url=https://m.example/@baecker since=2026-11-01T00:00:00Z
> GET https://m.example/api/v1/accounts/lookup?acct=baecker anon
< 200 application/json {"id": "14715", "username": "baecker", "acct": "baecker", "display_name": "Bäckerei", "url": "https://m.example/@baecker", "bot": false}
<< X-RateLimit-Remaining: 299
<< X-RateLimit-Reset: 2026-11-20T12:05:00.000Z
quota 299 until=2026-11-20T12:05:00.000Z
self id=14715 handle=@baecker@m.example url=https://m.example/@baecker
blind what others write to the account outside its own threads needs a token
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40 anon
< 200 application/json @own.json
post 115581000000000050 own public author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000050 url=https://chaos.example/@lena/115581000000000050 html="<p>Ab Montag neue Öffnungszeiten.</p>"
post 115581000000000049 own public parent=115581000000000042 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000049 url=https://chaos.example/@lena/115581000000000049 to=9001 html="<p>@lena Ja, bis 18 Uhr.</p>"
post 115581000000000048 own public repost author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000048 url=https://chaos.example/@lena/115581000000000033 html="<p>Das beste Brot der Stadt</p>"
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&max_id=115581000000000048&limit=40 anon
< 200 application/json []
> GET https://m.example/api/v1/statuses/115581000000000050/context anon
< 200 application/json @context.json
post 115580990000000007 own public thread=115580990000000007 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115580990000000007 url=https://chaos.example/@lena/115580990000000007 html="<p>Unser Beitrag</p>"
post 115581000000000060 own public thread=115580990000000007 parent=115581000000000042 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000060 url=https://chaos.example/@lena/115581000000000060 to=14715 html="<p>Ja, bis 18 Uhr.</p>"
post 115581000000000061 context public thread=115580990000000007 parent=115580990000000007 author=9002 handle=@tom@x.example name=Tom created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000061 url=https://chaos.example/@lena/115581000000000061 to=14715 html="<p>Ich frage mich das auch</p>"
> GET https://m.example/api/v1/statuses/115581000000000049/context anon
< 404 application/json {"error":"Record not found"}
done
