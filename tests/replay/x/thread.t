# the post, then what is around it
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
start THREAD id=1991402218837459201 now=2026-11-20T10:00:00Z
> GET https://api.x.com/2/tweets?ids=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.015 quota=posts
< 200 application/json @post.json
spent 0
spent 0.005 item=1991402218837459201
spent 0.01 item=@884412003
post 1991402218837459201 context public thread=1991402218837459201 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:15:30.000Z lang=de url=https://x.com/jana_k/status/1991402218837459201 to=55010203 html="@baeckereihuber habt ihr am Samstag offen? &amp; wie lange https://baecker.example/zeiten"
> GET https://api.x.com/2/tweets/search/recent?query=conversation_id%3A1991402218837459201&max_results=20&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=thread
< 200 application/json @around.json
spent 0
spent 0.005 item=1991402500000000000
spent 0.005 item=1991402218837459201
spent 0.01 item=@884412003
spent 0.01 item=@55010203
post 1991402500000000000 own public thread=1991402218837459201 parent=1991402218837459201 author=55010203 handle=@baeckereihuber name="Bäckerei Huber" created=2026-11-20T09:00:00.000Z lang=de url=https://x.com/baeckereihuber/status/1991402500000000000 to=884412003 to=884412003 html="@jana_k Ja, bis 12 Uhr!"
post 1991402218837459201 context public thread=1991402218837459201 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:15:30.000Z lang=de url=https://x.com/jana_k/status/1991402218837459201 to=55010203 html="@baeckereihuber habt ihr am Samstag offen? &amp; wie lange https://baecker.example/zeiten"
done

# deleted
start THREAD id=1991402218837459201 now=2026-11-20T10:00:00Z
> GET https://api.x.com/2/tweets?ids=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.015 quota=posts
< 200 application/json @gone.json
spent 0
missing 1991402218837459201
done

# a conversation
start THREAD id=dm/55010203-884412003/1991388812345678901 now=2026-11-20T10:00:00Z
> GET https://api.x.com/2/dm_conversations/55010203-884412003/dm_events?max_results=10&event_types=MessageCreate&dm_event.fields=id%2Ctext%2Cevent_type%2Ccreated_at%2Cdm_conversation_id%2Csender_id&expansions=sender_id&user.fields=name%2Cusername cost=0.2 quota=messages
< 200 application/json @talk.json
spent 0
spent 0.01 item=1991389912345678901
spent 0.01 item=1991388812345678901
spent 0.01 item=@884412003
spent 0.01 item=@55010203
post dm/55010203-884412003/1991389912345678901 own private thread=dm/55010203-884412003 author=55010203 handle=@baeckereihuber name="Bäckerei Huber" created=2026-11-20T08:22:14.000Z url=https://x.com/messages/55010203-884412003 html="Ja, gern. Welche?"
post dm/55010203-884412003/1991388812345678901 message private thread=dm/55010203-884412003 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T07:22:14.000Z url=https://x.com/messages/55010203-884412003 html="Kann ich eine Torte bestellen?"
done

# by its first id X shows the first version: the last one counts
start THREAD id=1991402218837459201 now=2026-11-20T10:00:00Z
> GET https://api.x.com/2/tweets?ids=1991402218837459201&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.015 quota=posts
< 200 application/json {"data":[{"id":"1991402218837459201","text":"@baeckereihuber habt ihr offen?","author_id":"884412003","created_at":"2026-11-20T08:15:30.000Z","conversation_id":"1991402218837459201","edit_history_tweet_ids":["1991402218837459201","1991402300000000000"]}]}
spent 0
spent 0.005 item=1991402218837459201
> GET https://api.x.com/2/tweets?ids=1991402300000000000&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.015 quota=posts
< 200 application/json @edited.json
spent 0
spent 0.005 item=1991402300000000000
spent 0.01 item=@884412003
post 1991402218837459201 context public thread=1991402218837459201 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T08:16:30.000Z edited=2026-11-20T08:16:30.000Z lang=de url=https://x.com/jana_k/status/1991402300000000000 to=55010203 html="@baeckereihuber habt ihr am Samstag und Sonntag offen?"
> GET https://api.x.com/2/tweets/search/recent?query=conversation_id%3A1991402218837459201&max_results=20&tweet.fields=author_id%2Cconversation_id%2Ccreated_at%2Cedit_history_tweet_ids%2Centities%2Cin_reply_to_user_id%2Clang%2Cnote_tweet%2Creferenced_tweets&expansions=author_id&user.fields=name%2Cprotected%2Cusername cost=0.3 quota=thread
< 200 application/json {"meta":{"result_count":0}}
spent 0
done
