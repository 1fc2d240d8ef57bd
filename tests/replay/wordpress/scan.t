# a stranger's blog
option site http://other.example
start SCAN url=https://blog.example/ since=2026-11-01T00:00:00Z now=2026-11-21T21:00:00Z
> GET https://blog.example/wp-json/wp/v2/types/post?_fields=slug anon
< 200 application/json {"slug":"post"}
blind comments that wait for approval are not public
> GET https://blog.example/wp-json/wp/v2/posts?modified_after=2026-10-31T22%3A00%3A00.000Z&orderby=modified&order=asc&per_page=100&_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus anon
< 200 application/json @posts.json
<< X-WP-Total: 2
self id=7 handle=https://blog.example url=https://blog.example
post post/88 own public staff thread=post/88 author=7 created=2026-11-20T10:00:00.000Z edited=2026-11-21T11:00:00.000Z url=http://localhost:8003/roggen/ html="<p>Neu: Roggen &amp; Kruste</p>\n<p>Ab heute.</p>\n"
post post/89 own private staff thread=post/89 author=1 created=2026-11-21T10:00:00.000Z url=http://localhost:8003/geheim/ html="<p>Geschützt: Team</p>\n"
> GET https://blog.example/wp-json/wp/v2/comments?after=2026-10-31T22%3A00%3A00.000Z&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype anon
< 200 application/json @kinds.json
<< X-WP-Total: 13
post 30 comment private thread=post/4 parent=post/4 author=guest/f2735d26b2a2350f name=Lena created=2026-11-21T20:30:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-30 to=7 html="<p>Wann ist wieder auf?</p>\n"
post 27 deleted
post 26 deleted
post 25 deleted
post 24 own public thread=post/4 parent=23 author=7 name=Ed created=2026-11-21T20:24:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-24 html="<p>Comment 24?</p>\n"
post 23 comment public thread=post/4 parent=post/4 author=guest/f2735d26b2a2350f name="lena m." created=2026-11-21T20:23:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-23 to=7 html="<p>Comment 23?</p>\n"
post 22 comment public thread=post/4 parent=post/4 author=guest/d2503fc5dc4d6304 name=Lena created=2026-11-21T20:22:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-22 to=7 html="<p>Comment 22?</p>\n"
post 21 comment public thread=post/4 parent=post/4 created=2026-11-21T20:21:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-21 to=7 html="<p>Comment 21?</p>\n"
post 20 comment public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T20:20:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-20 to=7 html="<p>Comment 20?</p>\n"
post 19 comment unknown thread=post/4 parent=post/4 author=guest/f2735d26b2a2350f name=Lena created=2026-11-21T20:19:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-19 to=7 html="<p>Comment 19?</p>\n"
post 18 own public staff thread=post/4 parent=post/4 author=1 name=acme created=2099-01-01T00:00:00.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-18 html="<p>Comment 18?</p>\n"
done

# comments are not shown to everybody
start SCAN url=https://blog.example since=2026-11-01T00:00:00Z now=2026-11-21T21:00:00Z
> GET https://blog.example/wp-json/wp/v2/types/post?_fields=slug anon
< 200 application/json {"slug":"post"}
blind comments that wait for approval are not public
> GET https://blog.example/wp-json/wp/v2/posts?modified_after=2026-10-31T22%3A00%3A00.000Z&orderby=modified&order=asc&per_page=100&_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus anon
< 200 application/json @posts.json
<< X-WP-Total: 2
self id=7 handle=https://blog.example url=https://blog.example
post post/88 own public staff thread=post/88 author=7 created=2026-11-20T10:00:00.000Z edited=2026-11-21T11:00:00.000Z url=http://localhost:8003/roggen/ html="<p>Neu: Roggen &amp; Kruste</p>\n<p>Ab heute.</p>\n"
post post/89 own private staff thread=post/89 author=1 created=2026-11-21T10:00:00.000Z url=http://localhost:8003/geheim/ html="<p>Geschützt: Team</p>\n"
> GET https://blog.example/wp-json/wp/v2/comments?after=2026-10-31T22%3A00%3A00.000Z&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype anon
< 401 application/json {"code":"rest_cannot_read","message":"Sorry.","data":{"status":401}}
blind comments need a password here
done

start SCAN url=https://blog.example since=2026-11-01T00:00:00Z now=2026-11-21T21:00:00Z
> GET https://blog.example/wp-json/wp/v2/types/post?_fields=slug anon
< 404 text/html <html><body>Not Found</body></html>
> GET https://blog.example/?rest_route=/wp/v2/types/post&_fields=slug anon
< 404 text/html <html><body>Not Found</body></html>
fail GONE_ACCOUNT https://blog.example is no WordPress blog, or its REST interface is off
