# whose token it is, then two pages of posts with their comments
option token t
option app_secret s
start POLL feed=posts now=2026-11-20T10:00:00Z since=2026-10-21T10:00:00Z
> GET https://graph.facebook.com/v26.0/me?fields=id%2Cname%2Clink%2Ccategory quota=page
< 200 application/json @me.json
self id=10001 handle="Bäckerei Huber" url=https://www.facebook.com/baeckereihuber
keep id value=10001
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 200 application/json @posts-1.json
post 10001_122103 own public thread=10001_122103 author=10001 name="Bäckerei Huber" created=2026-11-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103 text="Heute 20 % auf Stollen!\nShop https://baecker.example/shop"
post c/122103_556700 comment public thread=10001_122103 parent=10001_122103 created=2026-11-20T09:10:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556700 to=10001 text="Und Torten?"
post c/122103_556701 comment public media_only thread=10001_122103 parent=10001_122103 author=7719001 name="Jana K." created=2026-11-20T09:11:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556701 to=10001
post c/122103_556702 deleted
post c/122103_556690 own public thread=10001_122103 parent=c/122103_556677 author=10001 name="Bäckerei Huber" created=2026-11-20T09:02:11.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556690 text="Ja, bis 12 Uhr!"
post c/122103_556677 comment public liked thread=10001_122103 parent=10001_122103 author=7719001 name="Jana K." created=2026-11-20T08:15:30.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556677 to=10001 text="Habt ihr am 24.12. offen?"
post 10001_122100 own public thread=10001_122100 author=10001 name="Bäckerei Huber" created=2026-11-19T06:00:00.000Z url=https://www.facebook.com/10001/posts/122100 text="Bäckerei Huber hat das Titelbild aktualisiert."
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25&after=B1 failures quota=page
< 200 application/json @posts-2.json
post 10001_122000 own public thread=10001_122000 author=10001 name="Bäckerei Huber" created=2026-10-19T06:00:00.000Z url=https://www.facebook.com/10001/posts/122000 text="Wir haben neue Öffnungszeiten"
post c/122000_9 comment public thread=10001_122000 parent=10001_122000 author=7719001 name="Jana K." created=2026-10-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=9 to=10001 text="Danke"
want THREAD 10001_122000
cursor ,571febc1.40,
done

# nothing has changed
start POLL feed=posts now=2026-11-20T10:00:00Z cursor=,571febc1.40,
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 200 application/json @posts-1.json
post 10001_122103 own public thread=10001_122103 author=10001 name="Bäckerei Huber" created=2026-11-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103 text="Heute 20 % auf Stollen!\nShop https://baecker.example/shop"
post c/122103_556700 comment public thread=10001_122103 parent=10001_122103 created=2026-11-20T09:10:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556700 to=10001 text="Und Torten?"
post c/122103_556701 comment public media_only thread=10001_122103 parent=10001_122103 author=7719001 name="Jana K." created=2026-11-20T09:11:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556701 to=10001
post c/122103_556702 deleted
post c/122103_556690 own public thread=10001_122103 parent=c/122103_556677 author=10001 name="Bäckerei Huber" created=2026-11-20T09:02:11.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556690 text="Ja, bis 12 Uhr!"
post c/122103_556677 comment public liked thread=10001_122103 parent=10001_122103 author=7719001 name="Jana K." created=2026-11-20T08:15:30.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=556677 to=10001 text="Habt ihr am 24.12. offen?"
post 10001_122100 own public thread=10001_122100 author=10001 name="Bäckerei Huber" created=2026-11-19T06:00:00.000Z url=https://www.facebook.com/10001/posts/122100 text="Bäckerei Huber hat das Titelbild aktualisiert."
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25&after=B1 failures quota=page
< 200 application/json @posts-2.json
post 10001_122000 own public thread=10001_122000 author=10001 name="Bäckerei Huber" created=2026-10-19T06:00:00.000Z url=https://www.facebook.com/10001/posts/122000 text="Wir haben neue Öffnungszeiten"
post c/122000_9 comment public thread=10001_122000 parent=10001_122000 author=7719001 name="Jana K." created=2026-10-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=9 to=10001 text="Danke"
done
