# Pixelfed: ids may be numbers, threads come one floor at a time
option server https://px.example
option token t
kept id 14715
kept version 3.5.3 (compatible; Pixelfed 0.11.4)
start THREAD id=810000000000000001
> GET https://px.example/api/v1/statuses/810000000000000001/context
< 200 application/json @pixelfed-context.json
post 810000000000000002 context public thread=810000000000000001 parent=810000000000000001 author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/810000000000000002 url=https://chaos.example/@lena/810000000000000002 html="<p>Wo ist das?</p>"
want THREAD 810000000000000002
post 810000000000000003 context public thread=810000000000000001 parent=810000000000000001 author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/810000000000000003 url=https://chaos.example/@lena/810000000000000003 html="<p>Schön</p>"
> GET https://px.example/api/v1/statuses/810000000000000001
< 200 application/json {"id":810000000000000001,"account":{"id":14715,"acct":"acme","url":"https://px.example/acme"},"content":"","visibility":"public","media_attachments":[{"description":null}]}
post 810000000000000001 own public media_only thread=810000000000000001 author=14715 handle=@acme@px.example html=""
done
