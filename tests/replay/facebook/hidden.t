# seven are counted, none is shown: three times, then it is told
option token t
option app_secret s
kept id 10001
start POLL feed=posts now=2026-11-20T10:00:00Z cursor=,
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 200 application/json @hidden.json
post 10001_122103 own public thread=10001_122103 author=10001 name="Bäckerei Huber" created=2026-11-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103 text="Heute 20 % auf Stollen!"
want THREAD 10001_122103
keep hidden value=1
cursor ,d7888403.7,
done

start POLL feed=posts now=2026-11-20T10:00:00Z cursor=,
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 200 application/json @hidden.json
post 10001_122103 own public thread=10001_122103 author=10001 name="Bäckerei Huber" created=2026-11-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103 text="Heute 20 % auf Stollen!"
want THREAD 10001_122103
keep hidden value=2
cursor ,d7888403.7,
done

start POLL feed=posts now=2026-11-20T10:00:00Z cursor=,
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 200 application/json @hidden.json
post 10001_122103 own public thread=10001_122103 author=10001 name="Bäckerei Huber" created=2026-11-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103 text="Heute 20 % auf Stollen!"
want THREAD 10001_122103
keep hidden value=3
cursor ,d7888403.7,
fail HIDDEN Facebook counts 7 comments and shows none: the token lacks pages_read_user_content, or whoever made it lacks the task MODERATE

start POLL feed=posts now=2026-11-20T10:00:00Z cursor=,
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 200 application/json @hidden.json
post 10001_122103 own public thread=10001_122103 author=10001 name="Bäckerei Huber" created=2026-11-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103 text="Heute 20 % auf Stollen!"
want THREAD 10001_122103
cursor ,d7888403.7,
fail HIDDEN Facebook counts 7 comments and shows none: the token lacks pages_read_user_content, or whoever made it lacks the task MODERATE

# shown after all
start POLL feed=posts now=2026-11-20T10:00:00Z cursor=,
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 200 application/json @posts-2.json
post 10001_122000 own public thread=10001_122000 author=10001 name="Bäckerei Huber" created=2026-10-19T06:00:00.000Z url=https://www.facebook.com/10001/posts/122000 text="Wir haben neue Öffnungszeiten"
post c/122000_9 comment public thread=10001_122000 parent=10001_122000 author=7719001 name="Jana K." created=2026-10-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=9 to=10001 text="Danke"
want THREAD 10001_122000
keep hidden value=0
cursor ,571febc1.40,
done
