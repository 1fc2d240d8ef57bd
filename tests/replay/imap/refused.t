option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
option folders INBOX,Anfragen
start POLL feed=inbox argument=Anfragen
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"Anfragen\"\r\n"
<= 0 "h1 NO [NONEXISTENT] Mailbox doesn't exist\r\n"
fail CONFIG there is no mailbox "Anfragen", or it cannot be opened: Mailbox doesn't exist
option user laden@baecker.example
option password mail-password
option folders INBOX,Anfragen
start POLL feed=inbox argument=Anfragen
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"Anfragen\"\r\n"
<= 0 "h1 NO [NONEXISTENT] Mailbox doesn't exist\r\n"
fail CONFIG there is no mailbox "Anfragen", or it cannot be opened: Mailbox doesn't exist
start POLL feed=sent
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 LIST \"\" \"*\"\r\n"
<= 0 "* LIST () \".\" INBOX\r\nh1 OK done\r\n"
fail CONFIG no mailbox for sent mails is found: name it with sent = "..."
start POLL feed=inbox argument=INBOX
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* BYE [UNAVAILABLE] going down\r\n"
fail LATER the mail server hangs up: going down
start POLL feed=inbox argument=INBOX
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "h1 OK done\r\n"
fail PROTOCOL the server tells no UIDVALIDITY
start POLL feed=inbox argument=INBOX
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "HTTP/1.1 400 Bad Request\r\n\r\n"
fail LATER the mail server hangs up
start POLL feed=inbox argument=INBOX
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<x 0
fail LATER the mail server hangs up
