# the first poll: what a program tells, its cursor, and lines without sense
option program /bin/cat
start POLL feed=posts since=2026-11-19T00:00:00Z now=2026-11-20T12:00:00Z
open 1 program /bin/cat
send 1 "{\"op\":\"poll\",\"cursor\":null,\"since\":\"2026-11-19T00:00:00.000Z\"}\n"
<= 1 "{\"self\": {\"id\": \"u1\", \"handle\": \"@becker\", \"url\": \"https://forum.example/becker\"}}\n{\"id\": \"p1\", \"kind\": \"comment\", \"visibility\": \"public\", \"thread\": \"p0\", \"parent\": \"p0\", \"author\": \"a7\", \"handle\": \"@anna\", \"name\": \"Anna K.\", \"created\": \"2026-11-20T08:14:02Z\", \"url\": \"https://forum.example/p1\", \"lang\": \"de\", \"text\": \"Habt ihr am Sonntag offen?\", \"addressed\": [\"u1\"], \"liked\": true}\n{\"id\": \"p2\", \"kind\": \"review\", \"visibility\": \"public\", \"author\": \"b2\", \"rating\": 2, \"created\": 1795100000, \"html\": \"<p>Kalt &amp; zu <b>spät</b></p>\"}\n{\"id\": 77, \"text\": \"Nummer?\", \"created\": \"2026-11-20T09:00:00Z\"}\n{\"id\": \"p0\", \"kind\": \"own\", \"visibility\": \"public\", \"author\": \"u1\", \"created\": \"2026-11-20T07:00:00Z\", \"text\": \"Neu: Roggenbrot\"}\n{\"cursor\": \"p2\"}\n"
self id=u1 handle=@becker url=https://forum.example/becker
post p1 comment public liked thread=p0 parent=p0 author=a7 handle=@anna name="Anna K." created=2026-11-20T08:14:02.000Z lang=de url=https://forum.example/p1 to=u1 text="Habt ihr am Sonntag offen?"
post p2 review public author=b2 created=2026-11-19T14:53:20.000Z rating=2 html="<p>Kalt &amp; zu <b>spät</b></p>"
post 77 mention unknown created=2026-11-20T09:00:00.000Z text="Nummer?"
post p0 own public author=u1 created=2026-11-20T07:00:00.000Z text="Neu: Roggenbrot"
cursor p2
<= 1 "\n  \n{\"id\": \"p3\", \"deleted\": true}\n{\"missing\": \"p4\"}\n{\"blind\": \"private messages need the paid plan\"}\nno json\n[1]\n{\"text\": \"no id\"}\n{\"id\": \"p5\", \"txet\": \"misspelt\", \"created\": \"2026-11-20T09:00:00Z\"}\n{\"id\": \"p6\", \"text\": \"when?\", \"kind\": \"coment\", \"visibility\": \"pubic\", \"created\": \"yesterday\", \"rating\": 9}\n{\"id\": \"p7\", \"media_only\": true, \"created\": \"2026-11-20T09:00:00Z\", \"visibility\": \"private\", \"kind\": \"message\"}"
post p3 deleted
missing p4
blind private messages need the paid plan
odd a line that is no JSON
odd a line that is no JSON object
odd a post without "id"
odd "txet" is not known; is it misspelt?
odd p5: no "text", and not "media_only"
odd "created": "yesterday" is no time of RFC 3339
odd "kind": "coment" is none of own, mention, comment, message, review, found, context
odd "visibility": "pubic" is none of private, followers, unlisted, public
odd "rating" is not a number from 1 to 5
odd p6: no "created"; it counts as written when first seen
post p6 mention unknown text="when?"
<x 1
post p7 message private media_only created=2026-11-20T09:00:00.000Z
done

# the second one goes on where the first one ended
start POLL feed=posts cursor=p2 now=2026-11-20T12:05:00Z
open 1 program /bin/cat
send 1 "{\"op\":\"poll\",\"cursor\":\"p2\",\"since\":null}\n"
<x 1
done
