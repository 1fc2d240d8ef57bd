# X may say "post" for "tweet" one day: asked once more, and so from then on
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
start POLL feed=mentions now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 400 application/json {"errors":[{"parameters":{"tweet.fields":["author_id"]},"message":"The query parameter [tweet.fields] is not one of [id,max_results,post.fields]"}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.x.com/2/problems/invalid-request"}
keep word value=post
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&post.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_post_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_post%2Creferenced_posts&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 200 application/json {"data":[{"id":"1991402300000000000","text":"Geht das auch am Sonntag?","author_id":"884412003","created_at":"2026-11-20T08:16:30.000Z","conversation_id":"1991402218837459201","referenced_posts":[{"type":"replied_to","id":"1991402218837459201"}],"edit_history_post_ids":["1991402300000000000"],"note_post":{"text":"Geht das auch am Sonntag, und um wie viel Uhr?"}}],"meta":{"result_count":1}}
spent 0
spent 0.005 item=1991402300000000000
post 1991402300000000000 mention public thread=1991402218837459201 parent=1991402218837459201 author=884412003 created=2026-11-20T08:16:30.000Z url=https://x.com/i/status/1991402300000000000 html="Geht das auch am Sonntag, und um wie viel Uhr?"
cursor 1991402300000000000
keep late/mentions value=2026-11-20T10:00:02.000Z
done

start THREAD id=1991402300000000000 now=2026-11-20T10:00:00Z
> GET https://api.x.com/2/tweets?ids=1991402300000000000&post.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_post_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_post%2Creferenced_posts&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.015 quota=posts
< 400 application/json {"errors":[{"parameters":{"post.fields":["author_id"]},"message":"The query parameter [post.fields] is not one of [ids,tweet.fields]"}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid."}
keep word value=tweet
> GET https://api.x.com/2/tweets?ids=1991402300000000000&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.015 quota=posts
< 400 application/json {"errors":[{"parameters":{"tweet.fields":["author_id"]},"message":"The query parameter [tweet.fields] is not one of [ids,post.fields]"}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid."}
fail PROTOCOL status 400, "One or more parameters to your request was invalid."
