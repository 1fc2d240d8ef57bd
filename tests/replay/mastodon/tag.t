# a hashtag, without a token: the newest page each time
option server https://m.example
option tags grüße,brot
kept version 4.3.1
start POLL feed=tag argument=#grüße cursor=115581000000000041
> GET https://m.example/api/v1/timelines/tag/gr%C3%BC%C3%9Fe?limit=40 conditional
< 200 application/json [{"id": "115581000000000042", "uri": "https://chaos.example/users/lena/statuses/115581000000000042", "url": "https://chaos.example/@lena/115581000000000042", "created_at": "2026-11-20T08:14:02.113Z", "edited_at": null, "in_reply_to_id": null, "in_reply_to_account_id": null, "sensitive": false, "spoiler_text": "", "visibility": "public", "language": "de", "content": "<p>Wo gibt es <b>gutes</b> Brot? #grüße</p>", "reblog": null, "quote": null, "media_attachments": [], "mentions": [], "tags": [], "emojis": [], "card": null, "poll": null, "replies_count": 0, "favourited": false, "account": {"id": "9001", "username": "lena", "acct": "lena@chaos.example", "display_name": "Lena :cat:", "url": "https://chaos.example/@lena", "bot": false}}]
post 115581000000000042 found public author=9001 handle=@lena@chaos.example name="Lena :cat:" created=2026-11-20T08:14:02.113Z lang=de uri=https://chaos.example/users/lena/statuses/115581000000000042 url=https://chaos.example/@lena/115581000000000042 html="<p>Wo gibt es <b>gutes</b> Brot? #grüße</p>"
cursor 115581000000000042 115581000000000042 115581000000000041
> GET https://m.example/api/v1/timelines/tag/gr%C3%BC%C3%9Fe?max_id=115581000000000042&limit=40
< 200 application/json []
cursor 115581000000000042
done
