# own posts: a reply is addressed, a boost has another's words
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=own cursor=115581000000000047
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&min_id=115581000000000047&limit=40
< 200 application/json @own.json
post 115581000000000050 own public author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000050 url=https://chaos.example/@lena/115581000000000050 html="<p>Ab Montag neue Öffnungszeiten.</p>"
post 115581000000000049 own public parent=115581000000000042 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000049 url=https://chaos.example/@lena/115581000000000049 to=9001 html="<p>@lena Ja, bis 18 Uhr.</p>"
post 115581000000000048 own public repost author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000048 url=https://chaos.example/@lena/115581000000000033 html="<p>Das beste Brot der Stadt</p>"
cursor 115581000000000050
done
