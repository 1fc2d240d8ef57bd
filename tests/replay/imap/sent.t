# Sent mails: their box is found once, and remembered.
option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
option addresses laden@baecker.example,info@baecker.example,chef@baecker.example
start POLL feed=sent since=2026-10-21T12:00:00Z
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 LIST \"\" \"*\"\r\n"
<= 0 "* LIST (\\HasNoChildren) \"/\" INBOX\r\n* LIST (\\HasNoChildren) \"/\" \"Gesendet\"\r\n* LIST (\\HasNoChildren \\Sent) \"/\" \"INBOX/Gesendete Objekte &APw-\"\r\nh1 OK done\r\n"
keep sent value="INBOX/Gesendete Objekte &APw-"
send 0 "h2 EXAMINE \"INBOX/Gesendete Objekte &APw-\"\r\n"
<= 0 "* OK [UIDVALIDITY 5] v\r\nh2 OK done\r\n"
send 0 "h3 UID SEARCH SINCE 21-Oct-2026\r\n"
<= 0 "* SEARCH 3\r\nh3 OK done\r\n"
send 0 "h4 UID FETCH 3 (UID INTERNALDATE BODY.PEEK[]<0.32768>)\r\n"
<m 0 3 @answer.eml
post d9bb624c6e4876048d8d48980d66ce4f own private thread=327f47b4c4174495eb933fdd2861a362 parent=327f47b4c4174495eb933fdd2861a362 author=laden@baecker.example handle=info@baecker.example name=Bäckerei created=2026-11-20T10:00:00.000Z uri=mid:a1%40baecker.example to=anna.krause@example.org text="Guten Tag Frau Krause,\n\ngerne, die beiden Brote liegen ab acht Uhr für Sie bereit, wie immer an der Theke."
<= 0 "h4 OK done\r\n"
cursor 5:3
done
# Before a mail about Anna's question leaves: was it answered?
start THREAD id=d00d
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX/Gesendete Objekte &APw-\"\r\n"
<= 0 "* OK [UIDVALIDITY 5] v\r\nh1 OK done\r\n"
send 0 "h2 UID SEARCH SINCE 17-Nov-2026\r\n"
<= 0 "* SEARCH 3\r\nh2 OK done\r\n"
send 0 "h3 UID FETCH 3 (UID INTERNALDATE BODY.PEEK[]<0.131072>)\r\n"
<m 0 3 @answer.eml
post d9bb624c6e4876048d8d48980d66ce4f own private thread=327f47b4c4174495eb933fdd2861a362 parent=327f47b4c4174495eb933fdd2861a362 author=laden@baecker.example handle=info@baecker.example name=Bäckerei created=2026-11-20T10:00:00.000Z uri=mid:a1%40baecker.example to=anna.krause@example.org text="Guten Tag Frau Krause,\n\ngerne, die beiden Brote liegen ab acht Uhr für Sie bereit, wie immer an der Theke."
<= 0 "h3 OK done\r\n"
done
