# the thread around a question; the root is the first of the ancestors
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start THREAD id=115581000000000042
> GET https://m.example/api/v1/statuses/115581000000000042/context
< 200 application/json @context.json
post 115580990000000007 own public thread=115580990000000007 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115580990000000007 url=https://chaos.example/@lena/115580990000000007 html="<p>Unser Beitrag</p>"
post 115581000000000060 own public thread=115580990000000007 parent=115581000000000042 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000060 url=https://chaos.example/@lena/115581000000000060 to=14715 html="<p>Ja, bis 18 Uhr.</p>"
post 115581000000000061 context public thread=115580990000000007 parent=115580990000000007 author=9002 handle=@tom@x.example name=Tom created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000061 url=https://chaos.example/@lena/115581000000000061 to=14715 html="<p>Ich frage mich das auch</p>"
> GET https://m.example/api/v1/statuses/115581000000000042
< 200 application/json @status.json
post 115581000000000042 context public thread=115580990000000007 parent=115580990000000007 author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000042 url=https://chaos.example/@lena/115581000000000042 to=14715 html="<p><span class=\"h-card\"><a href=\"https://m.example/@baecker\" class=\"u-url mention\">@<span>baecker</span></a></span> Habt ihr am Montag offen?</p>"
done
