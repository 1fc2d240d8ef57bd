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
