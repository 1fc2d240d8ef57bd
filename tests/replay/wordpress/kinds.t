# held, spam, trash, notes of editors, pingbacks, reviews, guests, other authors
option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
kept authors ,1,7,
start POLL feed=comments cursor=1795289828000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @kinds.json
<< X-WP-Total: 13
post 30 comment private thread=post/4 parent=post/4 author=guest/e03008bb6e37adb4 name=Lena created=2026-11-21T20:30:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-30 to=1 html="<p>Wann ist wieder auf?</p>\n"
post 27 deleted
post 26 deleted
post 25 deleted
post 24 own public staff thread=post/4 parent=23 author=7 name=Ed created=2026-11-21T20:24:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-24 html="<p>Comment 24?</p>\n"
post 23 comment public thread=post/4 parent=post/4 author=guest/e03008bb6e37adb4 name="lena m." created=2026-11-21T20:23:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-23 to=1 html="<p>Comment 23?</p>\n"
post 22 comment public thread=post/4 parent=post/4 author=guest/c9563ad6a6e78d4d name=Lena created=2026-11-21T20:22:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-22 to=1 html="<p>Comment 22?</p>\n"
post 21 comment public thread=post/4 parent=post/4 created=2026-11-21T20:21:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-21 to=1 html="<p>Comment 21?</p>\n"
post 20 comment public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T20:20:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-20 to=1 html="<p>Comment 20?</p>\n"
post 19 comment unknown thread=post/4 parent=post/4 author=guest/e03008bb6e37adb4 name=Lena created=2026-11-21T20:19:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-19 to=1 html="<p>Comment 19?</p>\n"
post 18 own public thread=post/4 parent=post/4 author=1 name=acme created=2099-01-01T00:00:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-18 html="<p>Comment 18?</p>\n"
cursor 1795293000000
done
