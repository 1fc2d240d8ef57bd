# everything a notification may be; odd ones are counted and passed over
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=mentions cursor=34975870
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&min_id=34975870&limit=40
< 200 application/json @kinds.json
post 115581000000000042 mention public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000042 url=https://chaos.example/@lena/115581000000000042 to=14715 html="<p><span class=\"h-card\"><a href=\"https://m.example/@baecker\" class=\"u-url mention\">@<span>baecker</span></a></span> Habt ihr am Montag offen?</p>"
post 115581000000000041 message private author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000041 url=https://chaos.example/@lena/115581000000000041 to=14715 html="<p><span class=\"h-card\"><a href=\"https://m.example/@baecker\" class=\"u-url mention\">@<span>baecker</span></a></span> Ist das privat?</p>"
post 115581000000000040 comment unlisted parent=115580990000000007 author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z edited=2026-11-20T09:00:00.000Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000040 url=https://chaos.example/@lena/115581000000000040 to=14715 html="<p><span class=\"h-card\"><a href=\"https://m.example/@baecker\" class=\"u-url mention\">@<span>baecker</span></a></span> Gibt es die Semmeln noch?</p>"
post 115581000000000039 mention followers media_only author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000039 url=https://chaos.example/@lena/115581000000000039 to=14715 html="<p><span class=\"h-card\"><a href=\"https://m.example/@baecker\" class=\"u-url mention\">@<span>baecker</span></a></span> </p><p>Ein &lt;leeres&gt; Regal</p>"
post 115581000000000038 mention public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000038 url=https://chaos.example/@lena/115581000000000038 to=14715 html="<p>Essen &amp; Trinken</p>\n<p>@baecker Was meint ihr?</p><p>Brot</p><p>Semmeln &lt;3</p>"
post 115581000000000037 mention public quote author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000037 url=https://chaos.example/@lena/115581000000000037 to=14715 html="<p>Stimmt das noch?</p>"
post 115581000000000036 context public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z edited=2026-11-20T08:30:00.000Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000036 url=https://chaos.example/@lena/115581000000000036 to=14715 html="<p>Geändert.</p>"
post 115581000000000035 mention public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000035 url=https://chaos.example/@lena/115581000000000035 to=14715 html="<p>Darf ich?</p>"
post 115581000000000034 message unknown automatic liked author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000034 url=https://chaos.example/@lena/115581000000000034 to=14715 html="<p><span class=\"h-card\"><a href=\"https://m.example/@baecker\" class=\"u-url mention\">@<span>baecker</span></a></span> schon beantwortet</p>"
odd a status without id
odd notification 34975878 has no type
odd item 13 has no id
cursor 34975890
done
