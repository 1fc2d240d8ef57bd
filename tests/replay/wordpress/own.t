# posts of the blog, by several authors, one behind a password
option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
start POLL feed=own cursor=1795220000000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/posts?orderby=modified&order=desc&per_page=10&_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json @posts.json
<< X-WP-Total: 2
post post/88 own public staff thread=post/88 author=7 created=2026-11-20T10:00:00.000Z edited=2026-11-21T11:00:00.000Z url=http://localhost:8003/roggen/ html="<p>Neu: Roggen &amp; Kruste</p>\n<p>Ab heute.</p>\n"
keep closed value=,89,
post post/89 own private staff thread=post/89 author=1 created=2026-11-21T10:00:00.000Z url=http://localhost:8003/geheim/ html="<p>Geschützt: Team</p>\n"
keep authors value=,7,1,
cursor 1795258800000
done

start POLL feed=own cursor=1795260000000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/posts?orderby=modified&order=desc&per_page=10&_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json @posts.json
<< X-WP-Total: 2
post post/88 own public staff thread=post/88 author=7 created=2026-11-20T10:00:00.000Z edited=2026-11-21T11:00:00.000Z url=http://localhost:8003/roggen/ html="<p>Neu: Roggen &amp; Kruste</p>\n<p>Ab heute.</p>\n"
post post/89 own private staff thread=post/89 author=1 created=2026-11-21T10:00:00.000Z url=http://localhost:8003/geheim/ html="<p>Geschützt: Team</p>\n"
done
