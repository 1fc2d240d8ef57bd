# a full page is followed by a look below it, then by the next
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=mentions cursor=105
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=105&limit=40
< 200 application/json @page-120-106.json
post 115581000000000120 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000120 to=14715 html="<p>Frage 120?</p>"
post 115581000000000119 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000119 to=14715 html="<p>Frage 119?</p>"
post 115581000000000118 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000118 to=14715 html="<p>Frage 118?</p>"
post 115581000000000117 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000117 to=14715 html="<p>Frage 117?</p>"
post 115581000000000116 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000116 to=14715 html="<p>Frage 116?</p>"
post 115581000000000115 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000115 to=14715 html="<p>Frage 115?</p>"
post 115581000000000114 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000114 to=14715 html="<p>Frage 114?</p>"
post 115581000000000113 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000113 to=14715 html="<p>Frage 113?</p>"
post 115581000000000112 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000112 to=14715 html="<p>Frage 112?</p>"
post 115581000000000111 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000111 to=14715 html="<p>Frage 111?</p>"
post 115581000000000110 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000110 to=14715 html="<p>Frage 110?</p>"
post 115581000000000109 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000109 to=14715 html="<p>Frage 109?</p>"
post 115581000000000108 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000108 to=14715 html="<p>Frage 108?</p>"
post 115581000000000107 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000107 to=14715 html="<p>Frage 107?</p>"
post 115581000000000106 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000106 to=14715 html="<p>Frage 106?</p>"
cursor 120 106 105
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=105&max_id=106&limit=40
< 200 application/json []
cursor 120
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=120&limit=40
< 200 application/json @page-122-121.json
post 115581000000000122 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000122 to=14715 html="<p>Frage 122?</p>"
post 115581000000000121 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000121 to=14715 html="<p>Frage 121?</p>"
cursor 122
done
