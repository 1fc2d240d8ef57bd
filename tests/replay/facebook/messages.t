option token t
option app_secret s
kept id 10001
option messages yes
start POLL feed=messages now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/10001/conversations?platform=messenger&fields=id%2Cupdated_time%2Clink%2Cmessages.limit%2820%29%7Bid%2Ccreated_time%2Cfrom%2Cmessage%7D&limit=25 failures quota=page
< 200 application/json @messages.json
post m/t_1/m_2 own private thread=m/t_1 author=10001 name="Bäckerei Huber" created=2026-11-20T08:00:00.000Z url=https://www.facebook.com/10001/inbox/1/ text="Gern!"
post m/t_1/m_1 message private thread=m/t_1 author=PS1 name="Jana K." created=2026-11-20T07:50:00.000Z url=https://www.facebook.com/10001/inbox/1/ text="Kann ich eine Torte bestellen?"
post m/t_1/m_0 message private media_only thread=m/t_1 author=PS1 name="Jana K." created=2026-11-20T07:49:00.000Z url=https://www.facebook.com/10001/inbox/1/
cursor ,
done

start THREAD id=m/t_1/m_1 now=2026-11-20T10:00:00Z
> GET https://graph.facebook.com/v26.0/t_1/messages?fields=id%2Ccreated_time%2Cfrom%2Cmessage&limit=20 quota=page
< 200 application/json @talk.json
post m/t_1/m_2 own private thread=m/t_1 author=10001 name="Bäckerei Huber" created=2026-11-20T08:00:00.000Z text="Gern!"
post m/t_1/m_1 message private thread=m/t_1 author=PS1 name="Jana K." created=2026-11-20T07:50:00.000Z text="Kann ich eine Torte bestellen?"
done
