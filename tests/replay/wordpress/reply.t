# what it answers is read first, then it is sent, once
option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
parent id=2 author=2 visibility=public
start REPLY text="Yes, top rack & <5 minutes." key=k1 visibility=public now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
> POST http://localhost:8003/wp-json/wp/v2/comments
>> application/x-www-form-urlencoded "post=4&parent=2&content=Yes%2C%20top%20rack%20%26amp%3B%20%26lt%3B5%20minutes."
< 201 application/json @reply.json
posted 3 own public thread=post/4 parent=2 author=1 name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-3 html="<p>Yes, top rack.</p>\n"
done

# below the post itself
parent id=post/4 author=1 visibility=public
start REPLY text="Yes, top rack." key=k1 visibility=public now=2026-11-21T19:40:00Z
> POST http://localhost:8003/wp-json/wp/v2/comments
>> application/x-www-form-urlencoded "post=4&content=Yes%2C%20top%20rack."
< 201 application/json @reply.json
posted 3 own public thread=post/4 parent=2 author=1 name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-3 html="<p>Yes, top rack.</p>\n"
done

# out already, by an attempt whose end nobody saw
parent id=2 author=2 visibility=public
start REPLY text="Yes, top rack." key=k1 visibility=public now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
> POST http://localhost:8003/wp-json/wp/v2/comments
>> application/x-www-form-urlencoded "post=4&parent=2&content=Yes%2C%20top%20rack."
< 409 application/json {"code":"comment_duplicate","message":"Duplicate comment detected; it looks as though you&#8217;ve already said that!","data":{"status":409}}
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&post=4&parent=2&author=1&per_page=100
< 200 application/json [{"id":3,"post":4,"parent":2,"author":1,"author_name":"acme","date_gmt":"2026-11-21T19:37:10","content":{"rendered":"<p>Yes, top rack.</p>","raw":"Yes, top rack."},"link":"http://localhost:8003/x/#comment-3","status":"approved","type":"comment"},{"id":6,"post":4,"parent":2,"author":1,"author_name":"acme","date_gmt":"2026-11-21T19:37:10","content":{"rendered":"<p>Yes, top rack.</p>","raw":"Yes, top rack."},"link":"http://localhost:8003/x/#comment-6","status":"approved","type":"comment"}]
posted 3 own public thread=post/4 parent=2 author=1 name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/x/#comment-3 html="<p>Yes, top rack.</p>"
done
