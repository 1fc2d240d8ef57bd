# What is new since the cursor; a mail that is gone by then is no reason to stop.
option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
option addresses @baecker.example
option authserv-id mail.baecker.example
start POLL feed=inbox argument=Läden cursor=77:12
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"L&AOQ-den\"\r\n"
<= 0 "* OK [UIDVALIDITY 77] v\r\n* OK [UIDNEXT 15] n\r\nh1 OK done\r\n"
send 0 "h2 UID SEARCH UID 13:*\r\n"
<= 0 "* SEARCH 13 14\r\nh2 OK done\r\n"
send 0 "h3 UID FETCH 13,14 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<m 0 14 @forged.eml
post dfba0f1603f4e82107c9c1b96d6b1e40 message private automatic thread=327f47b4c4174495eb933fdd2861a362 parent=327f47b4c4174495eb933fdd2861a362 handle=laden@baecker.example name=Chef created=2026-11-20T10:00:00.000Z uri=mid:e1%40evil.example to=laden@baecker.example text="Alles erledigt."
<= 0 "h3 NO [EXPUNGEISSUED] some are gone\r\n"
cursor 77:14
done
# Nothing new: not even a search.
start POLL feed=inbox argument=INBOX cursor=77:14
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* OK [UIDVALIDITY 77] v\r\n* OK [UIDNEXT 15] n\r\nh1 OK done\r\n"
done
# The last one always comes.
start POLL feed=inbox argument=INBOX cursor=77:14
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* OK [UIDVALIDITY 77] v\r\nh1 OK done\r\n"
send 0 "h2 UID SEARCH UID 15:*\r\n"
<= 0 "* SEARCH 14\r\nh2 OK done\r\n"
cursor 77:14
done
