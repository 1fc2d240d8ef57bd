# no more pages allowed: the gap is remembered
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
option pages 1
start POLL feed=mentions cursor=105
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=105&limit=40
< 200 application/json @page-145-131.json
post 115581000000000145 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000145 to=14715 html="<p>Frage 145?</p>"
post 115581000000000144 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000144 to=14715 html="<p>Frage 144?</p>"
post 115581000000000143 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000143 to=14715 html="<p>Frage 143?</p>"
post 115581000000000142 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000142 to=14715 html="<p>Frage 142?</p>"
post 115581000000000141 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000141 to=14715 html="<p>Frage 141?</p>"
post 115581000000000140 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000140 to=14715 html="<p>Frage 140?</p>"
post 115581000000000139 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000139 to=14715 html="<p>Frage 139?</p>"
post 115581000000000138 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000138 to=14715 html="<p>Frage 138?</p>"
post 115581000000000137 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000137 to=14715 html="<p>Frage 137?</p>"
post 115581000000000136 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000136 to=14715 html="<p>Frage 136?</p>"
post 115581000000000135 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000135 to=14715 html="<p>Frage 135?</p>"
post 115581000000000134 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000134 to=14715 html="<p>Frage 134?</p>"
post 115581000000000133 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000133 to=14715 html="<p>Frage 133?</p>"
post 115581000000000132 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000132 to=14715 html="<p>Frage 132?</p>"
post 115581000000000131 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000131 to=14715 html="<p>Frage 131?</p>"
cursor 145 131 105
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=105&max_id=131&limit=40
< 200 application/json @page-130-116.json
post 115581000000000130 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000130 to=14715 html="<p>Frage 130?</p>"
post 115581000000000129 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000129 to=14715 html="<p>Frage 129?</p>"
post 115581000000000128 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000128 to=14715 html="<p>Frage 128?</p>"
post 115581000000000127 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000127 to=14715 html="<p>Frage 127?</p>"
post 115581000000000126 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000126 to=14715 html="<p>Frage 126?</p>"
post 115581000000000125 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000125 to=14715 html="<p>Frage 125?</p>"
post 115581000000000124 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000124 to=14715 html="<p>Frage 124?</p>"
post 115581000000000123 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000123 to=14715 html="<p>Frage 123?</p>"
post 115581000000000122 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000122 to=14715 html="<p>Frage 122?</p>"
post 115581000000000121 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000121 to=14715 html="<p>Frage 121?</p>"
post 115581000000000120 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000120 to=14715 html="<p>Frage 120?</p>"
post 115581000000000119 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000119 to=14715 html="<p>Frage 119?</p>"
post 115581000000000118 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000118 to=14715 html="<p>Frage 118?</p>"
post 115581000000000117 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000117 to=14715 html="<p>Frage 117?</p>"
post 115581000000000116 mention public author=9001 handle=@lena@chaos.example created=2026-11-20T08:14:02.113Z url=https://chaos.example/@lena/115581000000000116 to=14715 html="<p>Frage 116?</p>"
cursor 145 116 105
done

start POLL feed=mentions cursor="145 116 105"
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=145&limit=40
< 200 application/json []
done
