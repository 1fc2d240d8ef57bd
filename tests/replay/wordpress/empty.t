# a blog without comments
option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
start POLL feed=comments since=2026-10-22T00:00:00Z now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json []
<< X-WP-Total: 0
cursor 1795287600000
done

# and the next poll has nothing to write
start POLL feed=comments cursor=1795287600000 now=2026-11-21T22:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json []
<< X-WP-Total: 0
done

# a date in the next century is no reason to write at every poll either
start POLL feed=comments cursor=1795287600000 now=2026-11-21T22:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json [{"id":5,"post":1,"parent":0,"author":0,"author_name":"Lena","date_gmt":"2126-11-21T19:36:32","link":"http://localhost:8003/5","content":{"rendered":"<p>Hallo</p>"},"status":"approved","type":"comment"}]
<< X-WP-Total: 1
post 5 comment public thread=post/1 parent=post/1 author=guest/c9563ad6a6e78d4d name=Lena created=2126-11-21T19:36:32.000Z url=http://localhost:8003/5 to=1 html="<p>Hallo</p>"
done
