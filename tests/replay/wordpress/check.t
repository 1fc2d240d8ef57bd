# there, gone, in the bin; and a post
option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
start CHECK id=2 id=3 id=5 id=post/4 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
post 2 context public thread=post/4 parent=post/4 author=2 name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 to=1 html="<p>Is the lid dishwasher safe? Jané</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/comments/3?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 404 application/json {"code":"rest_comment_invalid_id","message":"Invalid comment ID.","data":{"status":404}}
missing 3
> GET http://localhost:8003/wp-json/wp/v2/comments/5?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json {"id":5,"post":4,"status":"trash","type":"comment"}
post 5 deleted
> GET http://localhost:8003/wp-json/wp/v2/posts/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json @post.json
post post/4 own public staff thread=post/4 author=1 created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/ html="<p>New kettles</p>\n<p>The blue kettle is here.</p>\n"
done

# the interface is switched off: that deletes nothing
start CHECK id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 404 application/json {"code":"rest_no_route","message":"No route was found matching the URL and request method.","data":{"status":404}}
fail CONFIG http://localhost:8003 does not have it: status 404, "No route was found matching the URL and request method."; is it a WordPress blog, and is its REST interface on?

start CHECK id=2 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 404 text/html <html><body>Not Found</body></html>
fail CONFIG http://localhost:8003 does not have it: status 404; is it a WordPress blog, and is its REST interface on?

# what is no post may be a page
start CHECK id=post/4 id=post/9 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/posts/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 404 application/json {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
> GET http://localhost:8003/wp-json/wp/v2/pages/4?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 200 application/json @post.json
post post/4 own public staff thread=post/4 author=1 created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/ html="<p>New kettles</p>\n<p>The blue kettle is here.</p>\n"
> GET http://localhost:8003/wp-json/wp/v2/posts/9?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 404 application/json {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
> GET http://localhost:8003/wp-json/wp/v2/pages/9?_fields=id%2Cauthor%2Cdate_gmt%2Cmodified_gmt%2Clink%2Ctitle%2Ccontent%2Cstatus
< 404 application/json {"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}
missing post/9
done
