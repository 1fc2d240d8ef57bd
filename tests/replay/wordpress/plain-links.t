# no pretty links: /wp-json is a page, the interface is elsewhere
option site http://localhost:8003
option user acme
option password app
start POLL feed=comments since=2026-11-21T19:37:00Z now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/users/me?context=edit&_fields=id%2Cname%2Clink
< 404 text/html <html><body>Not Found</body></html>
> GET http://localhost:8003/?rest_route=/wp/v2/users/me&context=edit&_fields=id%2Cname%2Clink
< 200 application/json @me.json
self id=1 handle=acme url=http://localhost:8003/author/acme/
keep id value=1
keep api value=/?rest_route=
> GET http://localhost:8003/?rest_route=/wp/v2/comments&context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @poll.json
<< X-WP-Total: 2
post 2 comment public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
cursor 1795289828000
done

start CHECK id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/?rest_route=/wp/v2/comments/2&context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
post 2 context public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
done
