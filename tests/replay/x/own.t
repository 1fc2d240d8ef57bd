option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
start POLL feed=own now=2026-11-20T10:00:00Z
> GET https://api.x.com/2/users/55010203/tweets?max_results=20&start_time=2026-11-13T10%3A00%3A00Z&exclude=retweets&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets cost=0.1 quota=own
< 200 application/json @own.json
spent 0
spent 0.005 item=1991402500000000000
spent 0.005 item=1991300000000000001
spent 0.01 item=@55010203
post 1991402500000000000 own public thread=1991402218837459201 parent=1991402218837459201 author=55010203 handle=@baeckereihuber name="Bäckerei Huber" created=2026-11-20T09:00:00.000Z lang=de url=https://x.com/baeckereihuber/status/1991402500000000000 to=884412003 to=884412003 html="@jana_k Ja, bis 12 Uhr!"
post 1991300000000000001 own public thread=1991300000000000001 author=55010203 handle=@baeckereihuber name="Bäckerei Huber" created=2026-11-20T06:00:00.000Z lang=de url=https://x.com/baeckereihuber/status/1991300000000000001 html="Heute 20 % auf Stollen!"
cursor 1991402500000000000
keep late/own value=2026-11-20T10:00:01.000Z
done
