# once an hour what was indexed late is looked for by time, in pages
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
kept late/mentions 2026-11-20T08:55:00.000Z
start POLL feed=mentions now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json {"meta":{"result_count":0}}
spent 0
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&start_time=2026-11-20T08%3A53%3A00Z&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json @late.json
spent 0
spent 0.005 item=1991402218837459201
spent 0.01 item=@884412003
post 1991402218837459201 mention public thread=1991402218837459201 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:15:30.000Z lang=de url=https://x.com/jana_k/status/1991402218837459201 to=55010203 html="@baeckereihuber habt ihr am Samstag offen? &amp; wie lange https://baecker.example/zeiten"
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&start_time=2026-11-20T08%3A53%3A00Z&pagination_token=7140dibdnow9&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json @mentions-2.json
spent 0
spent 0.005 item=1991400000000000001
spent 0.01 item=@990000001
post 1991400000000000001 comment followers thread=1991300000000000001 parent=1991300000000000001 author=990000001 handle=@tom_b name=Tom created=2026-11-20T08:00:00.000Z lang=de url=https://x.com/tom_b/status/1991400000000000001 to=55010203 to=55010203 html="@baeckereihuber Und Torten?"
keep late/mentions value=2026-11-20T10:00:03.000Z
done

# it is not an hour yet
start POLL feed=mentions now=2026-11-20T10:59:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json {"meta":{"result_count":0}}
spent 0
done

# what cannot be read is looked for at the next poll
start POLL feed=mentions now=2026-11-20T11:05:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json {"meta":{"result_count":0}}
spent 0
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&start_time=2026-11-20T09%3A58%3A03Z&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 403 application/json {"title":"Forbidden","detail":"not now","status":403}
fail SCOPE not allowed: status 403, "not now"

start POLL feed=mentions now=2026-11-20T11:10:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json {"meta":{"result_count":0}}
spent 0
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&start_time=2026-11-20T09%3A58%3A03Z&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json {"meta":{"result_count":0}}
spent 0
keep late/mentions value=2026-11-20T11:10:02.000Z
done
