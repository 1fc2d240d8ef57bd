# a day is the most that is looked back; each search has its own hour
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
option keywords Tulpen
kept id 55010203
kept late/search/Tulpen 2026-11-10T09:01:00.000Z
kept late/own 2026-11-20T11:01:00.000Z
start POLL feed=search argument=Tulpen now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/tweets/search/recent?query=Tulpen%20-is%3Aretweet%20-from%3A55010203&max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=search
< 200 application/json {"meta":{"result_count":0}}
spent 0
> GET https://api.x.com/2/tweets/search/recent?query=Tulpen%20-is%3Aretweet%20-from%3A55010203&max_results=20&start_time=2026-11-19T09%3A58%3A01Z&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=search
< 200 application/json @found.json
spent 0
spent 0.005 item=1991401000000000001
spent 0.01 item=@884412003
post 1991401000000000001 found public thread=1991401000000000001 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:10:00.000Z lang=de url=https://x.com/jana_k/status/1991401000000000001 html="Die \"Bäckerei Huber\" ist toll"
keep late/search/Tulpen value=2026-11-20T10:00:02.000Z
done

# the clock was set back
start POLL feed=own now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/tweets?max_results=20&since_id=1991402218837459201&exclude=retweets&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets cost=0.1 quota=own
< 200 application/json {"meta":{"result_count":0}}
spent 0
keep late/own value=2026-11-20T10:00:01.000Z
done
