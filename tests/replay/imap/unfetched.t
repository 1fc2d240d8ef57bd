# A server that does not show mails now loses none of them.
option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
option addresses @baecker.example
start POLL feed=inbox argument=INBOX cursor=77:12
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* OK [UIDVALIDITY 77] v\r\n* OK [UIDNEXT 15] n\r\nh1 OK done\r\n"
send 0 "h2 UID SEARCH UID 13:*\r\n"
<= 0 "* SEARCH 13 14\r\nh2 OK done\r\n"
send 0 "h3 UID FETCH 13,14 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<= 0 "h3 NO [UNAVAILABLE] storage is away\r\n"
send 0 "h4 UID FETCH 13 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<= 0 "h4 NO [UNAVAILABLE] storage is away\r\n"
keep stuck/INBOX value=77:13@2026-11-20T12:00:00.000Z
fail LATER the mail server does not show mail 13 in INBOX: storage is away
# Only one of them cannot be read: the others are.
start POLL feed=inbox argument=INBOX cursor=77:12
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* OK [UIDVALIDITY 77] v\r\n* OK [UIDNEXT 15] n\r\nh1 OK done\r\n"
send 0 "h2 UID SEARCH UID 13:*\r\n"
<= 0 "* SEARCH 13 14\r\nh2 OK done\r\n"
send 0 "h3 UID FETCH 13,14 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<= 0 "h3 NO [SERVERBUG] corrupt\r\n"
send 0 "h4 UID FETCH 13 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<m 0 13 @question.eml
post 327f47b4c4174495eb933fdd2861a362 message private author=anna.krause@example.org handle=anna.krause@example.org name="Anna Krause" created=2026-11-20T09:05:00.000Z uri=mid:q1%40example.org to=laden@baecker.example text="Brot für Samstag\n\nHallo,\n\nkönnen Sie mir bis Samstag zwei Dinkelbrote zurücklegen?"
<= 0 "h4 OK done\r\n"
cursor 77:13
send 0 "h5 UID FETCH 14 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<= 0 "h5 NO [SERVERBUG] corrupt\r\n"
keep stuck/INBOX value=77:14@2026-11-20T12:00:00.000Z
fail LATER the mail server does not show mail 14 in INBOX: corrupt
# A mailbox that cannot be opened now is there all the same.
start POLL feed=inbox argument=INBOX cursor=77:13
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "h1 NO [UNAVAILABLE] backend is down\r\n"
fail LATER the mail server refuses: backend is down
