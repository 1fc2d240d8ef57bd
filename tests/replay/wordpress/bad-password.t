# WordPress answers as if there was no password, unless asked for "edit"
option site http://localhost:8003
option user acme
option password app
start POLL feed=comments since=2026-10-22T00:00:00Z now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/users/me?context=edit&_fields=id%2Cname%2Clink
< 401 application/json {"code":"rest_not_logged_in","message":"You are not currently logged in.","data":{"status":401}}
fail AUTH user or application password are refused, or the web server drops them: status 401, "You are not currently logged in."

# revoked later: known by the same sign
start POLL feed=comments cursor=1795289828000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/users/me?context=edit&_fields=id%2Cname%2Clink
< 200 application/json @me.json
self id=1 handle=acme url=http://localhost:8003/author/acme/
keep id value=1
keep api value=/wp-json
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 401 application/json {"code":"rest_forbidden_context","message":"Sorry, you are not allowed to edit comments.","data":{"status":401}}
fail AUTH user or application password are refused, or the web server drops them: status 401, "Sorry, you are not allowed to edit comments."

# a user who may not moderate
start POLL feed=comments cursor=1795289828000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 403 application/json {"code":"rest_forbidden_context","message":"Sorry, you are not allowed to edit comments.","data":{"status":403}}
fail SCOPE the user may not moderate comments; it needs the role Editor: status 403, "Sorry, you are not allowed to edit comments."

# a firewall
start POLL feed=comments cursor=1795289828000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?context=edit&status=all&orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 403 text/html <html><body>Blocked</body></html>
fail SCOPE not allowed: status 403
