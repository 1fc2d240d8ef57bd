option site http://localhost:8003
option user acme
option password app
kept api /wp-json
kept id 1
# not approved yet: an answer would be wider than the question
parent id=2 author=2 visibility=private
start REPLY text="Yes." key=k1 visibility=private now=2026-11-21T19:40:00Z
fail CONFIG an answer on a blog is public, but what it answers is not: approve that first

parent id=2 author=2 visibility=public
start REPLY text="Yes." key=k1 visibility=public now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json {"id":2,"post":4,"status":"hold"}
fail GONE_POST the comment to answer is not public any more

start REPLY text="Yes." key=k1 visibility=public now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 404 application/json {"code":"rest_comment_invalid_id","message":"Invalid comment ID.","data":{"status":404}}
fail GONE_POST the comment to answer is gone

start REPLY text="Yes." key=k1 visibility=public now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
> POST http://localhost:8003/wp-json/wp/v2/comments
>> application/x-www-form-urlencoded "post=4&parent=2&content=Yes."
< 403 application/json {"code":"rest_comment_closed","message":"Sorry, comments are closed for this item.","data":{"status":403}}
fail CONFIG comments are closed there

start REPLY text="Yes." key=k1 visibility=public now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
> POST http://localhost:8003/wp-json/wp/v2/comments
>> application/x-www-form-urlencoded "post=4&parent=2&content=Yes."
< 400 application/json {"code":"rest_comment_content_invalid","message":"Invalid comment content.","data":{"status":400}}
fail CONFIG the answer is refused: status 400, rest_comment_content_invalid

start REPLY text="Yes." key=k1 visibility=public now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
> POST http://localhost:8003/wp-json/wp/v2/comments
>> application/x-www-form-urlencoded "post=4&parent=2&content=Yes."
< 409 application/json {"code":"comment_duplicate","message":"Duplicate","data":{"status":409}}
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&post=4&parent=2&author=1&per_page=100
< 200 application/json []
fail PROTOCOL WordPress knows this answer already, but does not show it

# a user who does not moderate has to wait, and WordPress says so with 400
start REPLY text="Yes." key=k1 visibility=public now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments/2?context=edit&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @jane.json
> POST http://localhost:8003/wp-json/wp/v2/comments
>> application/x-www-form-urlencoded "post=4&parent=2&content=Yes."
< 400 application/json {"code":"comment_flood","message":"You are posting comments too quickly. Slow down.","data":{"status":400}}
fail LATER WordPress wants 15 seconds between two comments of one user
