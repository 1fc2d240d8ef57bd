# real snac2: min_id is not honoured here, the whole page comes again
option server https://localhost
option token acme
kept id ae914e918f12ec2dbd01790439896033
kept version 4.0.0 (not true; really snac/2.75)
start POLL feed=own cursor=17952896938bc8c2ed2cc3a8066cbe23fad638126f
> GET https://localhost/api/v1/accounts/ae914e918f12ec2dbd01790439896033/statuses?exclude_reblogs=true&min_id=17952896938bc8c2ed2cc3a8066cbe23fad638126f&limit=40
< 200 application/json [{"id":"17952896938bc8c2ed2cc3a8066cbe23fad638126f","account":{"id":"ae914e918f12ec2dbd01790439896033","acct":"acme@localhost"},"visibility":"public","content":"New opening hours from Monday.<br>","created_at":"2026-11-21T19:34:53.000Z"}]
post 00000000008bc8c2ed2cc3a8066cbe23fad638126f own public author=ae914e918f12ec2dbd01790439896033 handle=@acme@localhost created=2026-11-21T19:34:53.000Z html="New opening hours from Monday.<br>"
done
