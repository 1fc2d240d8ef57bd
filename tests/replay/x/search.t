option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
option keywords "Bäckerei Huber"
start POLL feed=search argument="\"Bäckerei Huber\" lang:de" now=2026-11-20T10:00:00Z
> GET https://api.x.com/2/tweets/search/recent?query=%22B%C3%A4ckerei%20Huber%22%20lang%3Ade%20-is%3Aretweet%20-from%3A55010203&max_results=20&start_time=2026-11-19T10%3A00%3A00Z&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=search
< 200 application/json @found.json
spent 0
spent 0.005 item=1991401000000000001
spent 0.01 item=@884412003
post 1991401000000000001 found public thread=1991401000000000001 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:10:00.000Z lang=de url=https://x.com/jana_k/status/1991401000000000001 html="Die \"Bäckerei Huber\" ist toll"
cursor 1991401000000000001
keep late/search/"Bäckerei Huber" lang:de value=2026-11-20T10:00:01.000Z
done

# older than X remembers
start POLL feed=search argument="\"Bäckerei Huber\" lang:de" now=2026-11-20T10:00:00Z cursor=1981401000000000001
> GET https://api.x.com/2/tweets/search/recent?query=%22B%C3%A4ckerei%20Huber%22%20lang%3Ade%20-is%3Aretweet%20-from%3A55010203&max_results=20&since_id=1981401000000000001&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=search
< 400 application/json {"errors":[{"parameters":{"since_id":["1981401000000000001"]},"message":"'since_id' must be a tweet id created after [2026-11-13T10:00Z]."}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.twitter.com/2/problems/invalid-request"}
> GET https://api.x.com/2/tweets/search/recent?query=%22B%C3%A4ckerei%20Huber%22%20lang%3Ade%20-is%3Aretweet%20-from%3A55010203&max_results=20&start_time=2026-11-14T10%3A00%3A01Z&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=search
< 200 application/json @found.json
spent 0
spent 0.005 item=1991401000000000001
spent 0.01 item=@884412003
post 1991401000000000001 found public thread=1991401000000000001 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:10:00.000Z lang=de url=https://x.com/jana_k/status/1991401000000000001 html="Die \"Bäckerei Huber\" ist toll"
cursor 1991401000000000001
done
