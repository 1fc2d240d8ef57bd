# who we are, then one page of the last day
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
start POLL feed=mentions now=2026-11-20T10:00:00Z since=2026-10-21T10:00:00Z
> GET https://api.x.com/2/users/me?user.fields=name%2Cusername cost=0.01 quota=me
< 200 application/json @me.json
spent 0.01
self id=55010203 handle=@baeckereihuber url=https://x.com/baeckereihuber
keep id value=55010203
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&start_time=2026-11-19T10%3A00%3A01Z&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json @mentions.json
spent 0
spent 0.005 item=1991402218837459201
spent 0.005 item=1991400000000000001
spent 0.005 item=1991395000000000001
spent 0.005 item=1991390000000000001
spent 0.01 item=@884412003
spent 0.01 item=@990000001
post 1991402218837459201 mention public thread=1991402218837459201 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:15:30.000Z lang=de url=https://x.com/jana_k/status/1991402218837459201 to=55010203 html="@baeckereihuber habt ihr am Samstag offen? &amp; wie lange https://baecker.example/zeiten"
post 1991400000000000001 comment followers thread=1991300000000000001 parent=1991300000000000001 author=990000001 handle=@tom_b name=Tom created=2026-11-20T08:00:00.000Z lang=de url=https://x.com/tom_b/status/1991400000000000001 to=55010203 to=55010203 html="@baeckereihuber Und Torten?"
post 1991395000000000001 mention public quote thread=1991395000000000001 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T07:40:00.000Z lang=de url=https://x.com/jana_k/status/1991395000000000001 to=55010203 html="Kann ich bestätigen! Das ganze lange Lob. @baeckereihuber"
cursor 1991402218837459201
keep late/mentions value=2026-11-20T10:00:02.000Z
done

# nothing new costs nothing
start POLL feed=mentions now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json {"meta":{"result_count":0}}
spent 0
keep late/mentions value=2026-11-20T10:00:01.000Z
done
