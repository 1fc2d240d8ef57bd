# A server that tells of news: read at once, until the time is over.
option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
start POLL feed=inbox argument=INBOX cursor=77:12 wait=2h
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* 12 EXISTS\r\n* OK [UIDVALIDITY 77] v\r\n* OK [UIDNEXT 13] n\r\nh1 OK done\r\n"
timer 7200000
send 0 "h2 IDLE\r\n"
<= 0 "+ idling\r\n"
linger
<= 0 "* OK Still here\r\n"
<= 0 "* 13 EXISTS\r\n* 1 RECENT\r\n"
send 0 "DONE\r\n"
<= 0 "h2 OK Idle completed.\r\n"
send 0 "h3 UID SEARCH UID 13:*\r\n"
<= 0 "* SEARCH 13\r\n* 14 EXISTS\r\nh3 OK done\r\n"
send 0 "h4 UID FETCH 13 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<m 0 13 @question.eml
post 327f47b4c4174495eb933fdd2861a362 message private author=anna.krause@example.org handle=anna.krause@example.org name="Anna Krause" created=2026-11-20T09:05:00.000Z uri=mid:q1%40example.org to=laden@baecker.example text="Brot für Samstag\n\nHallo,\n\nkönnen Sie mir bis Samstag zwei Dinkelbrote zurücklegen?"
<= 0 "h4 OK done\r\n"
cursor 77:13
send 0 "h5 UID SEARCH UID 14:*\r\n"
# Another one came meanwhile.
<= 0 "* SEARCH 14\r\nh5 OK done\r\n"
send 0 "h6 UID FETCH 14 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<m 0 14 @picture.eml
post 6188924360aa7d4c688a990e21d199fe message private media_only author=tom@example.net handle=tom@example.net name=Tom created=2026-11-20T10:00:00.000Z uri=mid:p1%40example.net to=laden@baecker.example text=""
<= 0 "h6 OK done\r\n"
cursor 77:14
send 0 "h7 IDLE\r\n"
<= 0 "+ idling\r\n"
linger
<x 0
done
# One that cannot.
start POLL feed=inbox argument=INBOX cursor=77:14 wait=2h
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* OK [UIDVALIDITY 77] v\r\n* OK [UIDNEXT 15] n\r\nh1 OK done\r\n"
timer 7200000
send 0 "h2 IDLE\r\n"
<= 0 "h2 BAD Error in IMAP command IDLE: Unknown command.\r\n"
done
