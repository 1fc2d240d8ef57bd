# The box of sent mails was found once, and has another name now.
option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
kept sent Gesendet
start POLL feed=sent
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"Gesendet\"\r\n"
<= 0 "h1 NO no such mailbox\r\n"
keep sent
fail CONFIG there is no mailbox "Gesendet", or it cannot be opened: no such mailbox
