# real snac2: the handle is there already; private stays direct
option server https://localhost
option token acme
kept id ae914e918f12ec2dbd01790439896033
kept version 4.0.0 (not true; really snac/2.75)
parent id=1795289693ebfcf672b35184bb2435c3ab80734c52 author=872a7491ff5337c2bbf12ae05fb5632b handle=@jane@localhost visibility=private
start REPLY key=k2 visibility=public text="@Jane@localhost Yes, 12 arrived this morning."
> POST https://localhost/api/v1/statuses
>> Idempotency-Key: k2
>> application/x-www-form-urlencoded "status=%40Jane%40localhost%20Yes%2C%2012%20arrived%20this%20morning.&in_reply_to_id=1795289693ebfcf672b35184bb2435c3ab80734c52&visibility=direct"
< 200 application/json @snac-reply.json
posted 0000000000403fd6465eadbe0a70c285bf9a45f45c own public parent=0000000000f2c7c0bbeb74467993d15965bc4bf194 author=ae914e918f12ec2dbd01790439896033 handle=@acme@localhost name=acme created=2026-11-21T19:35:07.000Z lang=en uri=https://localhost/acme/p/1795289707.927726 url=https://localhost/acme/p/1795289707.927726 to=@jane@localhost to=@jane@localhost html="<span class=\"h-card\"><a href=\"https://localhost/jane\" class=\"u-url mention\">@jane@localhost</a></span> Yes, 12 arrived this morning.<br>"
done
