# nothing new: everything on the page was seen before, the cursor stays
option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
start POLL feed=comments cursor=1795289828000 now=2026-11-21T20:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @poll.json
<< X-WP-Total: 2
post 1 comment public thread=post/1 parent=post/1 author=guest/ec19c6b4caac6e24 name="A WordPress Commenter" created=2026-11-21T19:36:32.000Z url=http://localhost:8003/2026/11/21/hello-world/#comment-1 to=1 html="<p>Hi, this is a comment.<br />\nTo get started with moderating, editing, and deleting comments, please visit the Comments screen in the dashboard.<br />\nCommenter avatars come from <a href=\"https://en.gravatar.com/\">Gravatar</a>.</p>\n"
post 2 comment public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
done
