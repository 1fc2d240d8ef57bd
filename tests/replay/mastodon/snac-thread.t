# real snac2: a question and our answer
option server https://localhost
option token acme
kept id ae914e918f12ec2dbd01790439896033
kept version 4.0.0 (not true; really snac/2.75)
start THREAD id=0000000000ebfcf672b35184bb2435c3ab80734c52
> GET https://localhost/api/v1/statuses/0000000000ebfcf672b35184bb2435c3ab80734c52/context
< 200 application/json @snac-context.json
post 00000000008bc8c2ed2cc3a8066cbe23fad638126f own public thread=00000000008bc8c2ed2cc3a8066cbe23fad638126f author=ae914e918f12ec2dbd01790439896033 handle=@acme@localhost name=acme created=2026-11-21T19:34:53.000Z lang=en uri=https://localhost/acme/p/1795289693.553633 url=https://localhost/acme/p/1795289693.553633 html="New opening hours from Monday.<br>"
post 0000000000403fd6465eadbe0a70c285bf9a45f45c own public thread=00000000008bc8c2ed2cc3a8066cbe23fad638126f parent=0000000000f2c7c0bbeb74467993d15965bc4bf194 author=ae914e918f12ec2dbd01790439896033 handle=@acme@localhost name=acme created=2026-11-21T19:35:07.000Z lang=en uri=https://localhost/acme/p/1795289707.927726 url=https://localhost/acme/p/1795289707.927726 to=@jane@localhost to=@jane@localhost html="<span class=\"h-card\"><a href=\"https://localhost/jane\" class=\"u-url mention\">@jane@localhost</a></span> Yes, 12 arrived this morning.<br>"
> GET https://localhost/api/v1/statuses/0000000000ebfcf672b35184bb2435c3ab80734c52
< 200 application/json @snac-status.json
post 0000000000f2c7c0bbeb74467993d15965bc4bf194 context public thread=00000000008bc8c2ed2cc3a8066cbe23fad638126f parent=00000000008bc8c2ed2cc3a8066cbe23fad638126f author=872a7491ff5337c2bbf12ae05fb5632b handle=@jane@localhost name=jane created=2026-11-21T19:34:53.000Z lang=en uri=https://localhost/jane/p/1795289693.644134 url=https://localhost/jane/p/1795289693.644134 html="Are you open on Sunday too?<br>"
done
