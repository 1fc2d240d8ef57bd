option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
parent id=1991402218837459201 thread=1991402218837459201 author=884412003 handle=@jana_k visibility=public
start REPLY text="Ja, bis 12 \"Uhr\"!" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/tweets cost=0.015 quota=replies
>> application/json "{\"text\":\"Ja, bis 12 \\\"Uhr\\\"!\",\"reply\":{\"in_reply_to_tweet_id\":\"1991402218837459201\"}}"
< 201 application/json {"data":{"id":"1991402500000000000","text":"@jana_k Ja, bis 12 \"Uhr\"!"}}
posted 1991402500000000000 own public thread=1991402218837459201 parent=1991402218837459201 author=55010203 created=2026-11-20T10:00:01.000Z url=https://x.com/i/status/1991402500000000000 text="Ja, bis 12 \"Uhr\"!"
done

# with an address it costs more
start REPLY text="Siehe https://baecker.example" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/tweets cost=0.2 quota=replies
>> application/json "{\"text\":\"Siehe https://baecker.example\",\"reply\":{\"in_reply_to_tweet_id\":\"1991402218837459201\"}}"
< 201 application/json {"data":{"id":"1991402500000000000","text":"x"}}
posted 1991402500000000000 own public thread=1991402218837459201 parent=1991402218837459201 author=55010203 created=2026-11-20T10:00:01.000Z url=https://x.com/i/status/1991402500000000000 text="Siehe https://baecker.example"
done

# and so it does without https://
start REPLY text="Siehe www.baecker.example, ca. 10.30 Uhr" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/tweets cost=0.2 quota=replies
>> application/json "{\"text\":\"Siehe www.baecker.example, ca. 10.30 Uhr\",\"reply\":{\"in_reply_to_tweet_id\":\"1991402218837459201\"}}"
< 201 application/json {"data":{"id":"1991402500000000000","text":"x"}}
posted 1991402500000000000 own public thread=1991402218837459201 parent=1991402218837459201 author=55010203 created=2026-11-20T10:00:01.000Z url=https://x.com/i/status/1991402500000000000 text="Siehe www.baecker.example, ca. 10.30 Uhr"
done

start REPLY text="Am Fr. ab 10.30 Uhr, z.B. heute..." key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/tweets cost=0.015 quota=replies
>> application/json "{\"text\":\"Am Fr. ab 10.30 Uhr, z.B. heute...\",\"reply\":{\"in_reply_to_tweet_id\":\"1991402218837459201\"}}"
< 201 application/json {"data":{"id":"1991402500000000000","text":"x"}}
posted 1991402500000000000 own public thread=1991402218837459201 parent=1991402218837459201 author=55010203 created=2026-11-20T10:00:01.000Z url=https://x.com/i/status/1991402500000000000 text="Am Fr. ab 10.30 Uhr, z.B. heute..."
done

# X does not let programs
start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/tweets cost=0.015 quota=replies
>> application/json "{\"text\":\"Ja\",\"reply\":{\"in_reply_to_tweet_id\":\"1991402218837459201\"}}"
< 403 application/json {"title":"Forbidden","detail":"Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.","type":"about:blank","status":403}
fail SCOPE X does not let programs answer this, but only where somebody calls on the account: answer in the app: status 403, "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to."

# out already
start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/tweets cost=0.015 quota=replies
>> application/json "{\"text\":\"Ja\",\"reply\":{\"in_reply_to_tweet_id\":\"1991402218837459201\"}}"
< 403 application/json {"title":"Forbidden","detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank","status":403}
fail CONFIG X has that reply already: status 403, "You are not allowed to create a Tweet with duplicate content."

# in a conversation
parent id=dm/55010203-884412003/1991388812345678901 thread=dm/55010203-884412003 author=884412003 visibility=private
start REPLY text="Ja, gern." key=k1 visibility=private now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/dm_conversations/55010203-884412003/messages cost=0.015 quota=replies
>> application/json "{\"text\":\"Ja, gern.\"}"
< 201 application/json {"data":{"dm_conversation_id":"55010203-884412003","dm_event_id":"1991389912345678901"}}
posted dm/55010203-884412003/1991389912345678901 own private thread=dm/55010203-884412003 author=55010203 created=2026-11-20T10:00:01.000Z text="Ja, gern."
done

# of somebody who is only for followers
parent id=1991400000000000001 author=990000001 visibility=followers
start REPLY text="Ja" key=k1 visibility=followers now=2026-11-20T10:00:00Z
fail CONFIG a reply on X is public, and this must not be
