# The server counts anew: the last month once more, under the same ids.
option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
start POLL feed=inbox argument=INBOX cursor=77:30
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* OK [UIDVALIDITY 78] v\r\n* OK [UIDNEXT 2] n\r\nh1 OK done\r\n"
send 0 "h2 UID SEARCH SINCE 21-Oct-2026\r\n"
<= 0 "* SEARCH 1\r\nh2 OK done\r\n"
send 0 "h3 UID FETCH 1 (UID INTERNALDATE BODY.PEEK[]<0.32768>)\r\n"
<m 0 1 @question.eml at="20-Nov-2026 12:00:00 +0000"
post 327f47b4c4174495eb933fdd2861a362 message private author=anna.krause@example.org handle=anna.krause@example.org name="Anna Krause" created=2026-11-20T09:05:00.000Z uri=mid:q1%40example.org to=laden@baecker.example text="Brot für Samstag\n\nHallo,\n\nkönnen Sie mir bis Samstag zwei Dinkelbrote zurücklegen?"
<= 0 "h3 OK done\r\n"
cursor 78:1
done
