# around a comment: itself, its post, all that stands below the post
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
< 200 application/json @post.json
post post/4 own public staff thread=post/4 author=1 created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/ html="<p>New kettles</p>\n<p>The blue kettle is here.</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&post=4&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @below.json
<< X-WP-Total: 1
post 3 own public thread=post/4 parent=2 author=1 name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-3 html="<p>Yes, top rack.</p>\n"
done

# around a post
start THREAD id=post/4 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/posts/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json @post.json
post post/4 own public staff thread=post/4 author=1 created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/ html="<p>New kettles</p>\n<p>The blue kettle is here.</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&post=4&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @below.json
post 3 own public thread=post/4 parent=2 author=1 name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-3 html="<p>Yes, top rack.</p>\n"
done

# below a page, which is no post
start THREAD id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
post 2 context public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/posts/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 404 application/json {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
> GET http://localhost:8003/wp-json/wp/v2/pages/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json @post.json
post post/4 own public staff thread=post/4 author=1 created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/ html="<p>New kettles</p>\n<p>The blue kettle is here.</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&post=4&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @below.json
post 3 own public thread=post/4 parent=2 author=1 name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-3 html="<p>Yes, top rack.</p>\n"
done

# below a product, of which nothing is known
start THREAD id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
post 2 context public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/posts/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 404 application/json {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
> GET http://localhost:8003/wp-json/wp/v2/pages/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 404 application/json {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&post=4&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @below.json
post 3 own public thread=post/4 parent=2 author=1 name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-3 html="<p>Yes, top rack.</p>\n"
done

start THREAD id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 404 application/json {"code":"rest_comment_invalid_id","message":"Invalid comment ID.","data":{"status":404}}
missing 2
done

start THREAD id=post/4 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/posts/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 404 application/json {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
> GET http://localhost:8003/wp-json/wp/v2/pages/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 404 application/json {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
missing post/4
done
