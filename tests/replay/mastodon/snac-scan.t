# real snac2: threads need a token
start SCAN url=https://localhost/@acme since=2026-11-01T00:00:00Z
> GET https://localhost/api/v1/accounts/lookup?acct=acme anon
< 200 application/json @snac-verify.json
self id=ae914e918f12ec2dbd01790439896033 handle=@acme@localhost url=https://localhost/acme
blind what others write to the account outside its own threads needs a token
> GET https://localhost/api/v1/accounts/ae914e918f12ec2dbd01790439896033/statuses?exclude_reblogs=true&limit=40 anon
< 200 application/json [{"id":"17952896938bc8c2ed2cc3a8066cbe23fad638126f","uri":"https://localhost/acme/p/1795289693.553633","account":{"id":"ae914e918f12ec2dbd01790439896033","acct":"acme@localhost"},"visibility":"public","content":"New opening hours from Monday.<br>","replies_count":1,"created_at":"2026-11-21T19:34:53.000Z"}]
post 00000000008bc8c2ed2cc3a8066cbe23fad638126f own public author=ae914e918f12ec2dbd01790439896033 handle=@acme@localhost created=2026-11-21T19:34:53.000Z uri=https://localhost/acme/p/1795289693.553633 url=https://localhost/acme/p/1795289693.553633 html="New opening hours from Monday.<br>"
> GET https://localhost/api/v1/accounts/ae914e918f12ec2dbd01790439896033/statuses?exclude_reblogs=true&max_id=17952896938bc8c2ed2cc3a8066cbe23fad638126f&limit=40 anon
< 200 application/json []
> GET https://localhost/api/v1/statuses/00000000008bc8c2ed2cc3a8066cbe23fad638126f/context anon
< 401 text/html
blind replies need a token here
done
