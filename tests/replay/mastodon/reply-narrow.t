# never wider than what it answers, whatever the ceiling says
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
parent id=115581000000000042 author=9001 handle=@lena@chaos.example visibility=private
start REPLY key=abc-1 visibility=public text="@lena@chaos.example Ja"
> POST https://m.example/api/v1/statuses idempotent
>> Idempotency-Key: abc-1
>> application/x-www-form-urlencoded "status=%40lena%40chaos.example%20Ja&in_reply_to_id=115581000000000042&visibility=direct"
< 200 application/json {"id": "115581000000000070", "uri": "https://chaos.example/users/lena/statuses/115581000000000070", "url": "https://chaos.example/@lena/115581000000000070", "created_at": "2026-11-20T08:14:02.113Z", "edited_at": null, "in_reply_to_id": "115581000000000042", "in_reply_to_account_id": null, "sensitive": false, "spoiler_text": "", "visibility": "public", "language": "de", "content": "<p>@lena Ja &amp; nein.</p>", "reblog": null, "quote": null, "media_attachments": [], "mentions": [{"id": "9001", "acct": "lena@chaos.example"}], "tags": [], "emojis": [], "card": null, "poll": null, "replies_count": 0, "favourited": false, "account": {"id": "14715", "username": "baecker", "acct": "baecker", "display_name": "Bäckerei", "url": "https://m.example/@baecker", "bot": false}}
posted 115581000000000070 own public parent=115581000000000042 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000070 url=https://chaos.example/@lena/115581000000000070 to=9001 html="<p>@lena Ja &amp; nein.</p>"
done

parent id=1 visibility=followers handle=@lena@chaos.example
start REPLY key=abc-2 visibility=public text="@lena@chaos.example.org sagt ja"
> POST https://m.example/api/v1/statuses idempotent
>> Idempotency-Key: abc-2
>> application/x-www-form-urlencoded "status=%40lena%40chaos.example%20%40lena%40chaos.example.org%20sagt%20ja&in_reply_to_id=1&visibility=private"
< 200 application/json {"id": "115581000000000070", "uri": "https://chaos.example/users/lena/statuses/115581000000000070", "url": "https://chaos.example/@lena/115581000000000070", "created_at": "2026-11-20T08:14:02.113Z", "edited_at": null, "in_reply_to_id": "115581000000000042", "in_reply_to_account_id": null, "sensitive": false, "spoiler_text": "", "visibility": "public", "language": "de", "content": "<p>@lena Ja &amp; nein.</p>", "reblog": null, "quote": null, "media_attachments": [], "mentions": [{"id": "9001", "acct": "lena@chaos.example"}], "tags": [], "emojis": [], "card": null, "poll": null, "replies_count": 0, "favourited": false, "account": {"id": "14715", "username": "baecker", "acct": "baecker", "display_name": "Bäckerei", "url": "https://m.example/@baecker", "bot": false}}
posted 115581000000000070 own public parent=115581000000000042 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000070 url=https://chaos.example/@lena/115581000000000070 to=9001 html="<p>@lena Ja &amp; nein.</p>"
done

parent id=1 visibility=unknown
start REPLY key=abc-3 visibility=public text=Ja
> POST https://m.example/api/v1/statuses idempotent
>> Idempotency-Key: abc-3
>> application/x-www-form-urlencoded "status=Ja&in_reply_to_id=1&visibility=direct"
< 200 application/json {"id": "115581000000000070", "uri": "https://chaos.example/users/lena/statuses/115581000000000070", "url": "https://chaos.example/@lena/115581000000000070", "created_at": "2026-11-20T08:14:02.113Z", "edited_at": null, "in_reply_to_id": "115581000000000042", "in_reply_to_account_id": null, "sensitive": false, "spoiler_text": "", "visibility": "public", "language": "de", "content": "<p>@lena Ja &amp; nein.</p>", "reblog": null, "quote": null, "media_attachments": [], "mentions": [{"id": "9001", "acct": "lena@chaos.example"}], "tags": [], "emojis": [], "card": null, "poll": null, "replies_count": 0, "favourited": false, "account": {"id": "14715", "username": "baecker", "acct": "baecker", "display_name": "Bäckerei", "url": "https://m.example/@baecker", "bot": false}}
posted 115581000000000070 own public parent=115581000000000042 author=14715 handle=@baecker@m.example name=Bäckerei created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000070 url=https://chaos.example/@lena/115581000000000070 to=9001 html="<p>@lena Ja &amp; nein.</p>"
done
