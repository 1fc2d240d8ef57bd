# what others write: on the Page, and elsewhere about it
option token t
option app_secret s
kept id 10001
start POLL feed=visitors now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/visitor_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.summary%28true%29.limit%280%29&limit=25 failures quota=page
< 200 application/json @visitors.json
post 10001_122050 mention public thread=10001_122050 author=7719002 name="Tom B." created=2026-11-20T07:00:00.000Z url=https://www.facebook.com/10001/posts/122050 to=10001 text="Habt ihr noch Stollen?"
post 10001_900777 mention public media_only thread=10001_900777 author=7719002 name="Tom B." created=2026-11-20T07:20:00.000Z url=https://www.facebook.com/10001/posts/122050 to=10001 text="\n https://www.facebook.com/photo/?fbid=1"
cursor ,
done

start POLL feed=tagged now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/tagged?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.summary%28true%29.limit%280%29&limit=25 failures quota=page
< 200 application/json @tagged.json
post 88001_5 mention public thread=88001_5 author=88001 name="Café Kurz" created=2026-11-20T07:30:00.000Z url=https://www.facebook.com/88001/posts/5 to=10001 text="Bei @Bäckerei Huber gefrühstückt"
want THREAD 88001_5
cursor ,f1f43194.2,
done
