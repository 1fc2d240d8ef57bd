# a picture and our name, or a film alone
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
start POLL feed=mentions now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json {"data":[{"id":"1991402300000000001","text":"@baeckereihuber https://t.co/a1","author_id":"884412003","created_at":"2026-11-20T08:16:30.000Z","conversation_id":"1991402300000000001","entities":{"mentions":[{"username":"baeckereihuber","id":"55010203"}],"urls":[{"url":"https://t.co/a1","expanded_url":"https://x.com/jana_k/status/1991402300000000001/photo/1"}]}},{"id":"1991402300000000002","text":"https://t.co/a2","author_id":"884412003","created_at":"2026-11-20T08:17:30.000Z","conversation_id":"1991402300000000001","in_reply_to_user_id":"55010203","entities":{"urls":[{"url":"https://t.co/a2","expanded_url":"https://x.com/jana_k/status/1991402300000000002/video/1"}]}},{"id":"1991402300000000003","text":"@baeckereihuber so trocken! https://t.co/a3","author_id":"884412003","created_at":"2026-11-20T08:18:30.000Z","conversation_id":"1991402300000000001","entities":{"urls":[{"url":"https://t.co/a3","expanded_url":"https://x.com/jana_k/status/1991402300000000003/photo/1"}]}},{"id":"1991402300000000004","text":"@baeckereihuber https://t.co/a4","author_id":"884412003","created_at":"2026-11-20T08:19:30.000Z","conversation_id":"1991402300000000001","entities":{"urls":[{"url":"https://t.co/a4","expanded_url":"https://baecker.example/photo/1"}]}}],"meta":{"result_count":4}}
spent 0
spent 0.005 item=1991402300000000001
spent 0.005 item=1991402300000000002
spent 0.005 item=1991402300000000003
spent 0.005 item=1991402300000000004
post 1991402300000000001 mention public media_only thread=1991402300000000001 author=884412003 created=2026-11-20T08:16:30.000Z url=https://x.com/i/status/1991402300000000001 to=55010203 html="@baeckereihuber https://x.com/jana_k/status/1991402300000000001/photo/1"
post 1991402300000000002 comment public media_only thread=1991402300000000001 author=884412003 created=2026-11-20T08:17:30.000Z url=https://x.com/i/status/1991402300000000002 to=55010203 html="https://x.com/jana_k/status/1991402300000000002/video/1"
post 1991402300000000003 mention public thread=1991402300000000001 author=884412003 created=2026-11-20T08:18:30.000Z url=https://x.com/i/status/1991402300000000003 html="@baeckereihuber so trocken! https://x.com/jana_k/status/1991402300000000003/photo/1"
post 1991402300000000004 mention public thread=1991402300000000001 author=884412003 created=2026-11-20T08:19:30.000Z url=https://x.com/i/status/1991402300000000004 html="@baeckereihuber https://baecker.example/photo/1"
cursor 1991402300000000004
keep late/mentions value=2026-11-20T10:00:01.000Z
done
