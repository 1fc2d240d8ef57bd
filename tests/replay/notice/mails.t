# A proved layout, one that is not proved, forgeries, and mails of people.
option server imaps://mail.baecker.example
option user social@baecker.example
option password mail-password
option authserv-id mail.baecker.example
option notices tests/replay/notice/google.conf,tests/replay/notice/linkedin.conf
start POLL feed=notices argument=INBOX since=2026-10-21T12:00:00Z
open 0 imaps://mail.baecker.example
send 0 "h1 EXAMINE \"INBOX\"\r\n"
<= 0 "* OK [UIDVALIDITY 7] v\r\n* OK [UIDNEXT 9] n\r\nh1 OK done\r\n"
send 0 "h2 UID SEARCH SINCE 21-Oct-2026\r\n"
<= 0 "* SEARCH 1 2 3 4 5 6 7\r\nh2 OK done\r\n"
send 0 "h3 UID FETCH 1,2,3,4,5,6,7 (UID INTERNALDATE BODY.PEEK[]<0.32768>)\r\n"
<m 0 1 @review.eml
post b7965d6e98713243d25b424c4b836b14 review public name="Lena Kofler" created=2026-11-20T09:05:00.000Z url=https://business.google.com/n/123/review rating=2 text="Lange Schlange, aber gutes Brot. Warum ist nur eine Kasse offen?"
<m 0 2 @forged.eml
odd a mail says that it is from Google, which your mail server does not confirm
post 5c5fd7ba97b9bd11455e8e49a33baf11 message private automatic author=notice/5c5fd7ba97b9bd11455e8e49a33baf11 name=Google created=2026-11-20T09:05:00.000Z text="Lena K left a review for Bäckerei Muster"
<m 0 3 @above.eml
odd a mail says that it is from Google, which your mail server does not confirm
post 1ea1f709886f45ed0a8e6e46b0587c86 message private automatic author=notice/1ea1f709886f45ed0a8e6e46b0587c86 name=Google created=2026-11-20T09:05:00.000Z text="Lena K left a review for Bäckerei Muster"
<m 0 4 @stars.eml
post 90ce5be52b562d35b60147fb95c6c7db review public name=Tom created=2026-11-20T10:00:00.000Z url=https://www.google.com/maps/reviews/77 rating=5 text=""
<m 0 5 @linkedin.eml
post 8eb838830af9e7acb4fb8be67b7a6373 message private media_only author=notice/8eb838830af9e7acb4fb8be67b7a6373 name=LinkedIn created=2026-11-20T10:00:00.000Z url=https://www.linkedin.com/comm/messaging/thread/2-abc/ text="Anna sent you a message"
<m 0 6 @jobs.eml
<m 0 7 @customer.eml
<= 0 "h3 OK done\r\n"
cursor 7:7
done
