# a person's token would read empty lists
option token t
option app_secret s
start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/me?fields=id%2Cname%2Clink%2Ccategory quota=page
< 400 application/json {"error":{"message":"(#100) Tried accessing nonexisting field (category) on node type (User)","type":"OAuthException","code":100,"fbtrace_id":"A"}}
fail AUTH the token is a person's, not the Page's: Facebook would answer it with empty lists

start POLL feed=posts now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/me?fields=id%2Cname%2Clink%2Ccategory quota=page
< 200 application/json {"id":"7","name":"Anna"}
fail AUTH the token is a person's, not the Page's: Facebook would answer it with empty lists
