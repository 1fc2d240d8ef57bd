# real snac2: no order by type, no Link, mentions without names
option server https://localhost
option token acme
start POLL feed=mentions since=2026-11-14T12:00:00Z now=2026-11-21T20:00:00Z
> GET https://localhost/api/v1/accounts/verify_credentials
< 200 application/json @snac-verify.json
self id=ae914e918f12ec2dbd01790439896033 handle=@acme@localhost url=https://localhost/acme
keep id value=ae914e918f12ec2dbd01790439896033
> GET https://localhost/api/v1/instance
< 200 application/json @snac-instance.json
keep version value="4.0.0 (not true; really snac/2.75)"
> GET https://localhost/api/v1/notifications?types[]=mention&limit=40 conditional
< 200 application/json @snac-notifications.json
post 0000000000ebfcf672b35184bb2435c3ab80734c52 mention public author=872a7491ff5337c2bbf12ae05fb5632b handle=@jane@localhost name=jane created=2026-11-21T19:34:53.000Z lang=en uri=https://localhost/jane/p/1795289693.483957 url=https://localhost/jane/p/1795289693.483957 to=ae914e918f12ec2dbd01790439896033 html="<span class=\"h-card\"><a href=\"https://localhost/acme\" class=\"u-url mention\">@acme@localhost</a></span> Hello, is the blue kettle back in stock? Jané<br>"
post 0000000000f2c7c0bbeb74467993d15965bc4bf194 comment public parent=00000000008bc8c2ed2cc3a8066cbe23fad638126f author=872a7491ff5337c2bbf12ae05fb5632b handle=@jane@localhost name=jane created=2026-11-21T19:34:53.000Z lang=en uri=https://localhost/jane/p/1795289693.644134 url=https://localhost/jane/p/1795289693.644134 html="Are you open on Sunday too?<br>"
cursor 1795289706682248 1795289706680341 @1794657600000
> GET https://localhost/api/v1/notifications?types[]=mention&max_id=1795289706680341&limit=40
< 200 application/json []
cursor 1795289706682248
done
