# below a reply: beside it
option token t
option app_secret s
kept id 10001
parent id=c/122103_556695 parent=c/122103_556677 thread=10001_122103 author=7719001 visibility=public
start REPLY text="Ja, bis 12 Uhr!" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/122103_556677/comments quota=page
>> application/x-www-form-urlencoded "message=Ja%2C%20bis%2012%20Uhr%21"
< 200 application/json {"id":"122103_556800"}
posted c/122103_556800 own public thread=10001_122103 parent=c/122103_556695 author=10001 created=2026-11-20T10:00:01.000Z text="Ja, bis 12 Uhr!"
done

# below a topmost comment
parent id=c/122103_556677 parent=10001_122103 thread=10001_122103 author=7719001 visibility=public
start REPLY text="Ja & gern" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/122103_556677/comments quota=page
>> application/x-www-form-urlencoded "message=Ja%20%26%20gern"
< 200 application/json {"id":"556801"}
posted c/122103_556801 own public thread=10001_122103 parent=c/122103_556677 author=10001 created=2026-11-20T10:00:01.000Z text="Ja & gern"
done

# Facebook has changed the comment instead
start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/122103_556677/comments quota=page
>> application/x-www-form-urlencoded "message=Ja"
< 200 application/json {"id":"122103_556677"}
fail PROTOCOL Facebook took the reply for a change of what it answers; look there

start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/122103_556677/comments quota=page
>> application/x-www-form-urlencoded "message=Ja"
< 200 application/json {"success":true}
fail PROTOCOL sent, but not shown

# twice, gone, forbidden
start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/122103_556677/comments quota=page
>> application/x-www-form-urlencoded "message=Ja"
< 400 application/json {"error":{"message":"Duplicate status message","type":"OAuthException","code":506,"fbtrace_id":"A"}}
fail PROTOCOL Facebook has that reply already: status 400, "Duplicate status message"

start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/122103_556677/comments quota=page
>> application/x-www-form-urlencoded "message=Ja"
< 400 application/json {"error":{"message":"Unsupported post request","type":"OAuthException","code":100,"fbtrace_id":"A"}}
fail GONE_POST what is to be answered is gone: status 400, "Unsupported post request"

start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/122103_556677/comments quota=page
>> application/x-www-form-urlencoded "message=Ja"
< 403 application/json {"error":{"message":"(#200) Permissions error","type":"OAuthException","code":200,"fbtrace_id":"A"}}
fail SCOPE a permission is missing: status 403, "(#200) Permissions error"

# what is not public
parent id=c/122103_556702 thread=10001_122103 visibility=private
start REPLY text="Ja" key=k1 visibility=private now=2026-11-20T10:00:00Z
fail CONFIG a reply on Facebook is public, but what it answers is not: answer in the Page's inbox

# a message, and one that is too old
parent id=m/t_1/m_1 thread=m/t_1 author=PS1 visibility=private
start REPLY text="Gern!" key=k1 visibility=private now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/10001/messages quota=page
>> application/json "{\"recipient\":{\"id\":\"PS1\"},\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":\"Gern!\"}}"
< 200 application/json {"recipient_id":"PS1","message_id":"m_9"}
posted m/t_1/m_9 own private thread=m/t_1 author=10001 created=2026-11-20T10:00:01.000Z text="Gern!"
done

start REPLY text="Gern!" key=k1 visibility=private now=2026-11-20T10:00:00Z
> POST https://graph.facebook.com/v26.0/10001/messages quota=page
>> application/json "{\"recipient\":{\"id\":\"PS1\"},\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":\"Gern!\"}}"
< 400 application/json {"error":{"message":"(#10) This message is sent outside of allowed window.","type":"OAuthException","code":10,"error_subcode":2018278}}
fail SCOPE messages can be answered within 24 hours only, or the permission is missing: status 400, "(#10) This message is sent outside of allowed window."
