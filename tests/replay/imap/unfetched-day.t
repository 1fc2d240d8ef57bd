# After a day it is told, and passed over; whatever stands behind it is read.
option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
option addresses @baecker.example
kept stuck/INBOX 77:14@2026-11-19T10:00:00.000Z
start POLL feed=inbox argument=INBOX cursor=77:13
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* OK [UIDVALIDITY 77] v\r\n* OK [UIDNEXT 16] n\r\nh1 OK done\r\n"
send 0 "h2 UID SEARCH UID 14:*\r\n"
<= 0 "* SEARCH 14 15\r\nh2 OK done\r\n"
send 0 "h3 UID FETCH 14,15 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<= 0 "h3 NO [SERVERBUG] corrupt\r\n"
send 0 "h4 UID FETCH 14 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<= 0 "h4 NO [SERVERBUG] corrupt\r\n"
keep stuck/INBOX
odd mail 14 in INBOX cannot be read: corrupt
cursor 77:14
send 0 "h5 UID FETCH 15 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<m 0 15 @question.eml
post 327f47b4c4174495eb933fdd2861a362 message private author=anna.krause@example.org handle=anna.krause@example.org name="Anna Krause" created=2026-11-20T09:05:00.000Z uri=mid:q1%40example.org to=laden@baecker.example text="Brot für Samstag\n\nHallo,\n\nkönnen Sie mir bis Samstag zwei Dinkelbrote zurücklegen?"
<= 0 "h5 OK done\r\n"
cursor 77:15
done
