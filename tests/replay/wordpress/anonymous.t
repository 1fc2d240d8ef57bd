# without a password: approved comments
option site http://localhost:8003
start POLL feed=comments since=2026-11-21T19:00:00Z now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/types/post?_fields=slug
< 200 application/json {"slug":"post"}
keep api value=/wp-json
> GET http://localhost:8003/wp-json/wp/v2/comments?orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @anon.json
<< X-WP-Total: 2
post 1 comment public thread=post/1 parent=post/1 author=guest/8812fd8a757edf3b name="A WordPress Commenter" created=2026-11-21T19:36:32.000Z url=http://localhost:8003/2026/11/21/hello-world/#comment-1 html="<p>Hi, this is a comment.<br />\nTo get started with moderating, editing, and deleting comments, please visit the Comments screen in the dashboard.<br />\nCommenter avatars come from <a href=\"https://en.gravatar.com/\">Gravatar</a>.</p>\n"
post 2 comment public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 html="<p>Is the lid dishwasher safe? Jané</p>\n"
cursor 1795289828000
done
