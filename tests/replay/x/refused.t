# the credit is used up
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
start POLL feed=mentions now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 402 application/json {"title":"CreditsDepleted","detail":"Your enrolled account does not have any credits to fulfill this request.","type":"https://api.twitter.com/2/problems/credits"}
fail SCOPE the credit at X is used up: buy some at console.x.com: status 402, "Your enrolled account does not have any credits to fulfill this request."

start POLL feed=mentions now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 401 application/json {"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}
fail AUTH the credentials are refused: status 401, "Unauthorized"

start POLL feed=mentions now=2026-11-20T10:00:00Z cursor=1991402218837459201
> GET https://api.x.com/2/users/55010203/mentions?max_results=20&since_id=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=mentions
< 403 application/json {"reason":"client-not-enrolled","title":"Client Forbidden","detail":"When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a Twitter developer App that is attached to a Project.","type":"https://api.twitter.com/2/problems/client-forbidden"}
fail SCOPE not allowed: status 403, "When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a Twitter developer App that is attached to a Project."
