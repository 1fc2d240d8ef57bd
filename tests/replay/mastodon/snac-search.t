# real snac2 searches what it knows
option server https://localhost
option token acme
kept id ae914e918f12ec2dbd01790439896033
kept version 4.0.0 (not true; really snac/2.75)
start POLL feed=search argument=kettle
> GET https://localhost/api/v2/search?q=kettle&type=statuses&limit=40 conditional
< 200 application/json @snac-search.json
post 0000000000ebfcf672b35184bb2435c3ab80734c52 found public author=872a7491ff5337c2bbf12ae05fb5632b handle=@jane@localhost name=jane created=2026-11-21T19:34:53.000Z lang=en uri=https://localhost/jane/p/1795289693.483957 url=https://localhost/jane/p/1795289693.483957 html="<span class=\"h-card\"><a href=\"https://localhost/acme\" class=\"u-url mention\">@acme@localhost</a></span> Hello, is the blue kettle back in stock? Jané<br>"
cursor 1795289693ebfcf672b35184bb2435c3ab80734c52
done
