# below a post that few may read nothing is public: known once its thread is read
option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
start THREAD id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
post 2 context public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/posts/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json @private.json
keep closed value=,4,
post post/4 own private staff thread=post/4 author=1 created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/ html="<p>New kettles</p>\n<p>The blue kettle is here.</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&post=4&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @below.json
post 3 own private thread=post/4 parent=2 author=1 name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-3 html="<p>Yes, top rack.</p>\n"
done

start CHECK id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
post 2 context private thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
done

# and published after all
start CHECK id=post/4 id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/posts/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json @post.json
keep closed value=,
post post/4 own public staff thread=post/4 author=1 created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/ html="<p>New kettles</p>\n<p>The blue kettle is here.</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
post 2 context public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
done

# those with a password are in the list of posts
start POLL feed=own now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/posts?orderby=modified&order=desc&per_page=10&_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json [{"id":4,"author":1,"date_gmt":"2026-11-21T19:37:08","modified_gmt":"2026-11-21T19:37:08","link":"http://localhost:8003/x","title":{"rendered":"Geschützt: Kessel"},"content":{"rendered":"","protected":true},"status":"publish"}]
keep closed value=,4,
post post/4 own private staff thread=post/4 author=1 created=2026-11-21T19:37:08.000Z url=http://localhost:8003/x html="<p>Geschützt: Kessel</p>\n"
keep authors value=,1,
cursor 1795289828000
done
