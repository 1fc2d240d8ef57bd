# PHP prints a warning before the answer
option site http://localhost:8003
kept api /wp-json
start POLL feed=comments cursor=1795289828000 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 text/html <b>Warning</b>: Undefined index [x] in <b>/a.php</b><br />[{"id":9,"post":4,"parent":0,"author":0,"author_name":"Bo","date_gmt":"2026-11-21T19:38:00","content":{"rendered":"<p>Offen?</p>"},"link":"http://localhost:8003/x/#comment-9","status":"approved","type":"comment"}]
post 9 comment public thread=post/4 parent=post/4 author=guest/307cc2b4fdfb99b8 name=Bo created=2026-11-21T19:38:00.000Z url=http://localhost:8003/x/#comment-9 html="<p>Offen?</p>"
cursor 1795289880000
done

start POLL feed=comments cursor=1795289828000 now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 text/html <html><body>Briefly unavailable for scheduled maintenance.</body></html>
fail LATER a page instead of an answer; maintenance, or a firewall?
