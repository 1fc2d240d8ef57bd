# real snac2: min_id is honoured
option server https://localhost
option token acme
kept id ae914e918f12ec2dbd01790439896033
kept version 4.0.0 (not true; really snac/2.75)
start POLL feed=mentions cursor=1795289693890000
> GET https://localhost/api/v1/notifications?types[]=mention&min_id=1795289693890000&limit=40
< 200 application/json @snac-min-id.json
post 0000000000ebfcf672b35184bb2435c3ab80734c52 mention public author=872a7491ff5337c2bbf12ae05fb5632b handle=@jane@localhost name=jane created=2026-11-21T19:34:53.000Z lang=en uri=https://localhost/jane/p/1795289693.483957 url=https://localhost/jane/p/1795289693.483957 to=ae914e918f12ec2dbd01790439896033 html="<span class=\"h-card\"><a href=\"https://localhost/acme\" class=\"u-url mention\">@acme@localhost</a></span> Hello, is the blue kettle back in stock? Jané<br>"
cursor 1795289706682248
done
