# a security plugin hides the users; comments are heard all the same
option site http://localhost:8003
option user acme
option password app
start POLL feed=comments since=2026-11-21T19:37:00Z now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/users/me?context=edit&_fields=id%2Cname%2Clink
< 404 application/json {"code":"rest_no_route","message":"No route was found matching the URL and request method.","data":{"status":404}}
keep api value=/wp-json
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @poll.json
<< X-WP-Total: 2
post 2 comment public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 html="<p>Is the lid dishwasher safe? Jané</p>\n"
cursor 1795289828000
done
