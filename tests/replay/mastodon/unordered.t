# ids without order: times, with an overlap
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=mentions cursor=@1795000000000
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&limit=40 conditional
< 200 application/json @unordered.json
post x-2 mention public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/x-2 url=https://chaos.example/@lena/x-2 to=14715 html="<p>zwei?</p>"
post x-1 mention public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/x-1 url=https://chaos.example/@lena/x-1 to=14715 html="<p>eins?</p>"
cursor @1795168800000 aaa-1 @1795000000000
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&max_id=aaa-1&limit=40
< 200 application/json @unordered.json
post x-2 mention public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/x-2 url=https://chaos.example/@lena/x-2 to=14715 html="<p>zwei?</p>"
post x-1 mention public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/x-1 url=https://chaos.example/@lena/x-1 to=14715 html="<p>eins?</p>"
cursor @1795168800000
done
