# no way to ask for what is new: the newest page, and down to the cursor
option consumer_key ck
option consumer_secret cs
option token t
option token_secret ts
kept id 55010203
option messages yes
start POLL feed=messages now=2026-11-20T10:00:00Z cursor=1991365012345678901
> GET https://api.x.com/2/dm_events?max_results=10&event_types=MessageCreate&dm_event.fields=id%2Ctext%2Cevent_type%2Ccreated_at%2Cdm_conversation_id%2Csender_id&expansions=sender_id&user.fields=name%2Cusername cost=0.2 quota=messages
< 200 application/json @messages.json
spent 0
spent 0.01 item=1991388812345678901
spent 0.01 item=1991380012345678901
spent 0.01 item=1991370012345678901
spent 0.01 item=@884412003
spent 0.01 item=@55010203
post dm/55010203-884412003/1991388812345678901 message private thread=dm/55010203-884412003 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T07:22:14.000Z url=https://x.com/messages/55010203-884412003 html="Kann ich eine Torte bestellen?"
post dm/55010203-884412003/1991380012345678901 own private thread=dm/55010203-884412003 author=55010203 handle=@baeckereihuber name="Bäckerei Huber" created=2026-11-20T07:00:00.000Z url=https://x.com/messages/55010203-884412003 html="Guten Tag"
post dm/55010203-884412003/1991370012345678901 message private media_only thread=dm/55010203-884412003 author=884412003 handle=@jana_k name="Jana K." created=2026-11-20T06:30:00.000Z url=https://x.com/messages/55010203-884412003
cursor 1991388812345678901 18LAA5 1991365012345678901
> GET https://api.x.com/2/dm_events?max_results=10&event_types=MessageCreate&dm_event.fields=id%2Ctext%2Cevent_type%2Ccreated_at%2Cdm_conversation_id%2Csender_id&expansions=sender_id&user.fields=name%2Cusername&pagination_token=18LAA5 cost=0.2 quota=messages
< 200 application/json @messages-2.json
spent 0
spent 0.01 item=1991360012345678901
spent 0.01 item=@884412003
post dm/55010203-884412003/1991360012345678901 message private thread=dm/55010203-884412003 author=884412003 handle=@jana_k name="Jana K." created=2026-11-18T06:30:00.000Z url=https://x.com/messages/55010203-884412003 html="Hallo"
cursor 1991388812345678901
done

# the page below is no longer there
start POLL feed=messages now=2026-11-20T10:00:00Z cursor="1991388812345678901 OLD 1991365012345678901"
> GET https://api.x.com/2/dm_events?max_results=10&event_types=MessageCreate&dm_event.fields=id%2Ctext%2Cevent_type%2Ccreated_at%2Cdm_conversation_id%2Csender_id&expansions=sender_id&user.fields=name%2Cusername cost=0.2 quota=messages
< 200 application/json {"meta":{"result_count":0}}
spent 0
> GET https://api.x.com/2/dm_events?max_results=10&event_types=MessageCreate&dm_event.fields=id%2Ctext%2Cevent_type%2Ccreated_at%2Cdm_conversation_id%2Csender_id&expansions=sender_id&user.fields=name%2Cusername&pagination_token=OLD cost=0.2 quota=messages
< 400 application/json {"title":"Invalid Request","detail":"The 'pagination_token' query parameter value [OLD] is not valid","type":"https://api.twitter.com/2/problems/invalid-request"}
cursor 1991388812345678901
done
