# Pleroma: flake ids, its own types and visibilities
option server https://p.example
option token t
kept id 9v5bmRalQvjOy0ECcA
kept version 2.7.2 (compatible; Pleroma 2.6.0)
start POLL feed=mentions cursor=5
> GET https://p.example/api/v1/notifications?types[]=mention&min_id=5&limit=40
< 200 application/json @flakes.json
post 9vFVnS3RrqbWq3lTXM message unknown author=9v5bmRalQvjOy0ECcC handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/9vFVnS3RrqbWq3lTXM url=https://chaos.example/@lena/9vFVnS3RrqbWq3lTXM to=9v5bmRalQvjOy0ECcA html="<p>@acme offen?</p>"
cursor 7
done

parent id=9vFVnS3RrqbWq3lTXM handle=@lena@chaos.example visibility=unlisted
start REPLY key=k text=Ja
> POST https://p.example/api/v1/statuses
>> Idempotency-Key: k
>> application/x-www-form-urlencoded "status=%40lena%40chaos.example%20Ja&in_reply_to_id=9vFVnS3RrqbWq3lTXM&visibility=unlisted"
< 200 application/json {"id":"9vFVnS3RrqbWq3lTXN","account":{"id":"9v5bmRalQvjOy0ECcA","acct":"acme","url":"https://p.example/acme"},"content":"Ja","visibility":"unlisted"}
posted 9vFVnS3RrqbWq3lTXN own unlisted author=9v5bmRalQvjOy0ECcA handle=@acme@p.example html="Ja"
done
