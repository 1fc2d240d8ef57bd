# The first run: the newest of a month, whatever they are.
option server imaps://mail.baecker.example
option user laden@baecker.example
option password mail-password
option addresses laden@baecker.example,info@baecker.example
option authserv-id mail.baecker.example
start POLL feed=inbox argument=INBOX since=2026-10-21T12:00:00Z
self id=laden@baecker.example handle=laden@baecker.example
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* FLAGS (\\Answered \\Seen)\r\n* 9 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 77] valid\r\n* OK [UIDNEXT 31] next\r\nh1 OK [READ-ONLY] Examine completed.\r\n"
send 0 "h2 UID SEARCH SINCE 21-Oct-2026\r\n"
<= 0 "* SEARCH 12 14 13 15 16 17 20 21 30 30\r\nh2 OK Search completed.\r\n"
send 0 "h3 UID FETCH 12,13,14,15,16,17,20,21,30 (UID INTERNALDATE BODY.PEEK[]<0.32768>)\r\n"
<m 0 12 @question.eml at="20-Nov-2026 10:05:03 +0100"
post 327f47b4c4174495eb933fdd2861a362 message private author=anna.krause@example.org handle=anna.krause@example.org name="Anna Krause" created=2026-11-20T09:05:00.000Z uri=mid:q1%40example.org to=laden@baecker.example text="Brot für Samstag\n\nHallo,\n\nkönnen Sie mir bis Samstag zwei Dinkelbrote zurücklegen?"
<m 0 13 @newsletter-reply.eml
post 97eeb1847338aefa2f5a7b5b6e4c36dc message private thread=bc7579aaabd9e393426fb410c775762e parent=bc7579aaabd9e393426fb410c775762e author=jens@web.example handle=jens@web.example name="Jens Meier" created=2026-11-20T10:00:00.000Z uri=mid:r2%40web.example to=laden@baecker.example text="Gibt es den auch ohne Rosinen?"
<m 0 14 @form.eml
post 5ecc768967f29c6a3353cf1ac5f8db69 message private author=lena@post.example handle=lena@post.example name="Lena Kofler" created=2026-11-20T10:00:00.000Z uri=mid:f1%40www.baecker.example to=laden@baecker.example text="Kontaktformular\n\nLiefern Sie auch nach Altona?"
<m 0 15 @picture.eml
post 6188924360aa7d4c688a990e21d199fe message private media_only author=tom@example.net handle=tom@example.net name=Tom created=2026-11-20T10:00:00.000Z uri=mid:p1%40example.net to=laden@baecker.example text=""
<= 0 "* 3 FETCH (FLAGS (\\Seen))\r\n"
<m 0 16 @bounce.eml
post 2706b16dac719df44fb2cbf059cd1ab2 message private automatic author=mailer-daemon@mx.example handle=mailer-daemon@mx.example created=2026-11-20T10:00:00.000Z uri=mid:b1%40mx.example to=laden@baecker.example text="Undelivered Mail Returned to Sender\n\nCould not be delivered. What now?"
<m 0 17 @absence.eml
post dec35d18cf87087502d0ccc3ef64017b message private automatic author=jens@web.example handle=jens@web.example name="Jens Meier" created=2026-11-20T10:00:00.000Z uri=mid:v1%40web.example to=laden@baecker.example text="Abwesend: Ihre Nachricht\n\nIch bin im Urlaub. Haben Sie ein dringendes Anliegen?"
<m 0 20 @list.eml
post 3d14e6b8ded7fbb23048352a525b99b8 message private automatic author=rundschreiben@innung.example handle=rundschreiben@innung.example name=Innung created=2026-11-20T10:00:00.000Z uri=mid:l1%40innung.example to=laden@baecker.example text="Wer kommt zur Versammlung?\n\nWer kommt zur Versammlung am Montag?"
<m 0 21 @shop.eml
post eb10bc44ead5cd3be5f325b39b50187c message private automatic author=no-reply@shop.example handle=no-reply@shop.example name=Versand created=2026-11-20T10:00:00.000Z uri=mid:s1%40shop.example to=laden@baecker.example text="Ihre Bestellung\n\nWar alles in Ordnung?"
<m 0 30 @outlook.eml at="20-Nov-2026 11:47:10 +0100"
post bf395feeb1d0691a239bb72f184f4b82 message private thread=4e88e87f3f5fcebe3652cf80b16b0d1a parent=c6925ac36eb5fb59583fce8debb7e478 author=petra@firma.example handle=petra@firma.example name="Petra Lang" created=2026-11-20T10:47:10.000Z to=laden@baecker.example text="Guten Tag,\n\ngeht das auch für 40 Personen?"
<= 0 "h3 OK Fetch completed.\r\n"
cursor 77:30
done
