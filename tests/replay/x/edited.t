# an edited post has a new id and is known by its first
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
start POLL feed=mentions now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json @edited.json
spent 0
spent 0.005 item=1991402300000000000
spent 0.01 item=@884412003
post 1991402218837459201 mention public thread=1991402218837459201 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:16:30.000Z edited=2026-11-20T08:16:30.000Z lang=de url=https://x.com/jana_k/status/1991402300000000000 to=55010203 html="@baeckereihuber habt ihr am Samstag und Sonntag offen?"
cursor 1991402300000000000
keep late/mentions value=2026-11-20T10:00:01.000Z
done
