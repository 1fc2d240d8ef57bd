# too many calls: not again for an hour
option token t
option app_secret s
kept id 10001
start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 403 application/json {"error":{"message":"(#80001) There have been too many calls to this Page account. Wait a bit and try again.","type":"OAuthException","code":80001,"fbtrace_id":"A"}}
quota 0 until=2026-11-20T11:00:01.000Z
fail LATER too many calls: status 403, "(#80001) There have been too many calls to this Page account. Wait a bit and try again."

# too much at once: less
start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 400 application/json {"error":{"message":"Please reduce the amount of data you're asking for, then retry your request","type":"OAuthException","code":1,"fbtrace_id":"A"}}
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=12 failures quota=page
< 200 application/json @posts-2.json
post 10001_122000 own public thread=10001_122000 author=10001 name="Bäckerei Huber" created=2026-10-19T06:00:00.000Z url=https://www.facebook.com/10001/posts/122000 text="Wir haben neue Öffnungszeiten"
post c/122000_9 comment public thread=10001_122000 parent=10001_122000 author=7719001 name="Jana K." created=2026-10-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=9 to=10001 text="Danke"
want THREAD 10001_122000
cursor ,571febc1.40,
done

# the same as Facebook says it today
start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 500 application/json {"error":{"message":"Please reduce the amount of data you're asking for, then retry your request","type":"OAuthException","code":1,"fbtrace_id":"A"}}
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=12 failures quota=page
< 200 application/json @posts-2.json
post 10001_122000 own public thread=10001_122000 author=10001 name="Bäckerei Huber" created=2026-10-19T06:00:00.000Z url=https://www.facebook.com/10001/posts/122000 text="Wir haben neue Öffnungszeiten"
post c/122000_9 comment public thread=10001_122000 parent=10001_122000 author=7719001 name="Jana K." created=2026-10-20T06:00:00.000Z url=https://www.facebook.com/10001/posts/122103?comment_id=9 to=10001 text="Danke"
want THREAD 10001_122000
cursor ,571febc1.40,
done

# out of order: twice more, then later
start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 500 application/json {"error":{"message":"An unexpected error has occurred. Please retry your request later.","type":"OAuthException","is_transient":true,"code":2,"fbtrace_id":"A"}}
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 500 application/json {"error":{"message":"An unexpected error has occurred. Please retry your request later.","type":"OAuthException","is_transient":true,"code":2,"fbtrace_id":"A"}}
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 500 application/json {"error":{"message":"An unexpected error has occurred. Please retry your request later.","type":"OAuthException","is_transient":true,"code":2,"fbtrace_id":"A"}}
fail LATER status 500, "An unexpected error has occurred. Please retry your request later."

start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 400 application/json {"error":{"message":"Error validating access token: The session has been invalidated because the user changed their password","type":"OAuthException","code":190,"fbtrace_id":"A"}}
fail AUTH the Page's token is dead: status 400, "Error validating access token: The session has been invalidated because the user changed their password"

start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 403 application/json {"error":{"message":"(#10) This endpoint requires the 'pages_read_engagement' permission","type":"OAuthException","code":10,"fbtrace_id":"A"}}
fail SCOPE a permission is missing, or has lapsed after 90 days: status 403, "(#10) This endpoint requires the 'pages_read_engagement' permission"

start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 400 application/json {"error":{"message":"Unsupported get request. Object with ID '10001' does not exist, cannot be loaded due to missing permissions, or does not support this operation","type":"GraphMethodException","code":100,"error_subcode":33,"fbtrace_id":"A"}}
fail GONE_ACCOUNT the Page is not there: status 400, "Unsupported get request. Object with ID '10001' does not exist, cannot be loaded due to missing permissions, or does not support this operation"

# A field that this version does not have: nothing is gone for that reason.
start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/published_posts?fields=id%2Cmessage%2Cstory%2Ccreated_time%2Cpermalink_url%2Cstatus_type%2Cfrom%7Bid%2Cname%7D%2Cattachments%7Btitle%2Cunshimmed_url%7D%2Cis_published%2Ccomments.filter%28stream%29.order%28reverse_chronological%29.summary%28true%29.limit%2825%29%7Bid%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%7D&limit=25 failures quota=page
< 400 application/json {"error":{"message":"(#100) Tried accessing nonexisting field (status_type) on node type (Post)","type":"OAuthException","code":100,"fbtrace_id":"A"}}
fail CONFIG Facebook does not understand, or it is not there: status 400, "(#100) Tried accessing nonexisting field (status_type) on node type (Post)"

start CHECK id=c/122103_556677 id=10001_122103 now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/122103_556677?fields=id%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%2Cobject%7Bid%7D quota=page
< 400 application/json {"error":{"message":"(#100) Tried accessing nonexisting field (is_private) on node type (Comment)","type":"OAuthException","code":100,"fbtrace_id":"A"}}
fail CONFIG Facebook does not understand, or it is not there: status 400, "(#100) Tried accessing nonexisting field (is_private) on node type (Comment)"

start THREAD id=c/122103_556677 now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/122103_556677?fields=id%2Cmessage%2Ccreated_time%2Cfrom%7Bid%2Cname%7D%2Cparent%7Bid%7D%2Cpermalink_url%2Cis_hidden%2Cis_private%2Cmessage_tags%2Cattachment%7Btype%7D%2Cuser_likes%2Cobject%7Bid%7D quota=page
< 400 application/json {"error":{"message":"(#100) Tried accessing nonexisting field (is_private) on node type (Comment)","type":"OAuthException","code":100,"fbtrace_id":"A"}}
fail CONFIG Facebook does not understand, or it is not there: status 400, "(#100) Tried accessing nonexisting field (is_private) on node type (Comment)"
