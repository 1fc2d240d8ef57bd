# an id from elsewhere fetches the oldest page: start from the newest
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=mentions cursor=121
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=121&limit=40
< 200 application/json @page-3-1.json
post 115581000000000003 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000003 to=14715 html="<p>Frage 3?</p>"
post 115581000000000002 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000002 to=14715 html="<p>Frage 2?</p>"
post 115581000000000001 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000001 to=14715 html="<p>Frage 1?</p>"
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&limit=40 conditional
< 200 application/json @page-122-121.json
post 115581000000000122 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000122 to=14715 html="<p>Frage 122?</p>"
post 115581000000000121 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000121 to=14715 html="<p>Frage 121?</p>"
cursor 122
done
