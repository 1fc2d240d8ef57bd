# from a comment up to the post and down again
option token t
option app_secret s
kept id 10001
start THREAD id=c/122103_556677 now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/122103_556677?fields=id%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%2Cobject%7Bid%7D quota=page
< 200 application/json @comment.json
post c/122103_556677 context public liked thread=10001_122103 parent=10001_122103 author=7719001 name="Jana K." created=2026-11-20T08:15:30.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556677 to=10001 text="Habt ihr am 24.12. offen?"
> GET https://graph.facebook.com/v26.0/10001_122103/comments?filter=stream&order=reverse_chronological&fields=id%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes&limit=50 failures quota=page
< 200 application/json @below-1.json
post c/122103_556700 context public thread=10001_122103 parent=10001_122103 created=2026-11-20T09:10:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556700 to=10001 text="Und Torten?"
post c/122103_556690 own public thread=10001_122103 parent=c/122103_556677 author=10001 name="Bäckerei Huber" created=2026-11-20T09:02:11.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556690 text="Ja, bis 12 Uhr!"
> GET https://graph.facebook.com/v26.0/10001_122103/comments?filter=stream&order=reverse_chronological&fields=id%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes&limit=50&after=C1 failures quota=page
< 200 application/json @below-2.json
post c/122103_556677 context public liked thread=10001_122103 parent=10001_122103 author=7719001 name="Jana K." created=2026-11-20T08:15:30.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556677 to=10001 text="Habt ihr am 24.12. offen?"
done

start THREAD id=10001_122103 now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001_122103?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published quota=page
< 200 application/json @post.json
post 10001_122103 own public thread=10001_122103 author=10001 name="Bäckerei Huber" created=2026-11-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103 text="Heute 20 % auf Stollen!"
> GET https://graph.facebook.com/v26.0/10001_122103/comments?filter=stream&order=reverse_chronological&fields=id%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes&limit=50 failures quota=page
< 200 application/json @below-2.json
post c/122103_556677 context public liked thread=10001_122103 parent=10001_122103 author=7719001 name="Jana K." created=2026-11-20T08:15:30.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556677 to=10001 text="Habt ihr am 24.12. offen?"
done

start THREAD id=c/122103_556677 now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/122103_556677?fields=id%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%2Cobject%7Bid%7D quota=page
< 400 application/json {"error":{"message":"Unsupported get request. Object with ID '122103_556677' does not exist","type":"GraphMethodException","code":100,"error_subcode":33}}
missing c/122103_556677
done
