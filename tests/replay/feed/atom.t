# replies name what they answer; titles, XHTML, languages
option comments https://baecker.example/comments/feed/atom/
start POLL feed=comments since=2026-11-01T00:00:00Z now=2026-11-21T20:00:00Z
> GET https://baecker.example/comments/feed/atom/ conditional
< 200 application/atom+xml @comments.atom
post https://baecker.example/?p=88#comment-412 comment public parent=https://baecker.example/?p=88 author=Lena name=Lena created=2026-11-20T07:14:02.000Z lang=de url=https://baecker.example/roggen/#comment-412 html="<p>Habt ihr am Montag offen?</p>"
post https://baecker.example/?p=88#comment-413 comment public parent=https://baecker.example/?p=88#comment-412 author=Bäckerei name=Bäckerei created=2026-11-20T08:14:02.000Z edited=2026-11-21T07:14:02.000Z lang=en url=https://baecker.example/roggen/#comment-413 html="Ja, 7 &lt; 8 Uhr.\nGruß und Kuss\n\n"
odd an item with neither id nor link
post tag:x,2026:1 comment public author=Bäckerei name=Bäckerei created=2026-11-20T06:00:00.000Z lang=de html="a &lt; b"
cursor ,e57f1c0e.0,e67f1da1.0,fe7b3838.0,
done

# nothing configured, nothing asked
start POLL feed=own now=2026-11-21T20:00:00Z
done
