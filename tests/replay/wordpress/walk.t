# more than a page is new: everything since is walked over, oldest first
option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
start POLL feed=comments cursor=1795224000000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @head.json
<< X-WP-Total: 230
post 219 comment public thread=post/4 parent=post/4 author=guest/9256f9c3bb1c9d9d name=N219 created=2026-11-21T20:39:00.000Z to=1 html="<p>Q219?</p>"
post 218 comment public thread=post/4 parent=post/4 author=guest/9256f8c3bb1c9bea name=N218 created=2026-11-21T20:38:00.000Z to=1 html="<p>Q218?</p>"
post 217 comment public thread=post/4 parent=post/4 author=guest/9256ebc3bb1c85d3 name=N217 created=2026-11-21T20:37:00.000Z to=1 html="<p>Q217?</p>"
post 216 comment public thread=post/4 parent=post/4 author=guest/9256eac3bb1c8420 name=N216 created=2026-11-21T20:36:00.000Z to=1 html="<p>Q216?</p>"
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&after=2026-11-20T23%3A20%3A00.000Z&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @walk-1.json
<< X-WP-Total: 120
post 100 comment public thread=post/4 parent=post/4 author=guest/9b7091c3c063d546 name=N100 created=2026-11-21T18:00:00.000Z to=1 html="<p>Q100?</p>"
post 101 comment public thread=post/4 parent=post/4 author=guest/9b7092c3c063d6f9 name=N101 created=2026-11-21T18:01:00.000Z to=1 html="<p>Q101?</p>"
post 102 comment public thread=post/4 parent=post/4 author=guest/9b708fc3c063d1e0 name=N102 created=2026-11-21T18:02:00.000Z to=1 html="<p>Q102?</p>"
cursor 1795284120000
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&after=2026-11-20T23%3A20%3A00.000Z&orderby=date_gmt&order=asc&per_page=100&offset=90&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @walk-2.json
<< X-WP-Total: 120
post 214 comment public thread=post/4 parent=post/4 author=guest/9256ecc3bb1c8786 name=N214 created=2026-11-21T20:34:00.000Z to=1 html="<p>Q214?</p>"
post 215 comment public thread=post/4 parent=post/4 author=guest/9256edc3bb1c8939 name=N215 created=2026-11-21T20:35:00.000Z to=1 html="<p>Q215?</p>"
post 216 comment public thread=post/4 parent=post/4 author=guest/9256eac3bb1c8420 name=N216 created=2026-11-21T20:36:00.000Z to=1 html="<p>Q216?</p>"
post 217 comment public thread=post/4 parent=post/4 author=guest/9256ebc3bb1c85d3 name=N217 created=2026-11-21T20:37:00.000Z to=1 html="<p>Q217?</p>"
post 218 comment public thread=post/4 parent=post/4 author=guest/9256f8c3bb1c9bea name=N218 created=2026-11-21T20:38:00.000Z to=1 html="<p>Q218?</p>"
post 219 comment public thread=post/4 parent=post/4 author=guest/9256f9c3bb1c9d9d name=N219 created=2026-11-21T20:39:00.000Z to=1 html="<p>Q219?</p>"
post 220 comment public thread=post/4 parent=post/4 author=guest/92536ac3bb1974c9 name=N220 created=2026-11-21T20:40:00.000Z to=1 html="<p>Q220?</p>"
cursor 1795293600000
done

# the host goes down in between: what was committed stays
start POLL feed=comments cursor=1795224000000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @head.json
<< X-WP-Total: 230
post 219 comment public thread=post/4 parent=post/4 author=guest/9256f9c3bb1c9d9d name=N219 created=2026-11-21T20:39:00.000Z to=1 html="<p>Q219?</p>"
post 218 comment public thread=post/4 parent=post/4 author=guest/9256f8c3bb1c9bea name=N218 created=2026-11-21T20:38:00.000Z to=1 html="<p>Q218?</p>"
post 217 comment public thread=post/4 parent=post/4 author=guest/9256ebc3bb1c85d3 name=N217 created=2026-11-21T20:37:00.000Z to=1 html="<p>Q217?</p>"
post 216 comment public thread=post/4 parent=post/4 author=guest/9256eac3bb1c8420 name=N216 created=2026-11-21T20:36:00.000Z to=1 html="<p>Q216?</p>"
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&after=2026-11-20T23%3A20%3A00.000Z&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @walk-1.json
<< X-WP-Total: 120
post 100 comment public thread=post/4 parent=post/4 author=guest/9b7091c3c063d546 name=N100 created=2026-11-21T18:00:00.000Z to=1 html="<p>Q100?</p>"
post 101 comment public thread=post/4 parent=post/4 author=guest/9b7092c3c063d6f9 name=N101 created=2026-11-21T18:01:00.000Z to=1 html="<p>Q101?</p>"
post 102 comment public thread=post/4 parent=post/4 author=guest/9b708fc3c063d1e0 name=N102 created=2026-11-21T18:02:00.000Z to=1 html="<p>Q102?</p>"
cursor 1795284120000
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&after=2026-11-20T23%3A20%3A00.000Z&orderby=date_gmt&order=asc&per_page=100&offset=90&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
gives up
