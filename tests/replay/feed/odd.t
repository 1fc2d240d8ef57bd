# relative links, no guid, forms instead of comments, whom an answer is for
option comments https://b.example/comments/feed/
start POLL feed=comments cursor=, now=2026-11-21T20:00:00Z
> GET https://b.example/comments/feed/ conditional
< 200 application/rss+xml <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title><item><guid>g1</guid><link>/p1#c1</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:01:00 +0000</pubDate><description>Wort</description></item><item><guid>g20</guid><title>Geschützt: Kommentar zu X von Lena</title><description>Geschützte Kommentare: Bitte gib dein Passwort ein, um die Kommentare zu sehen.</description><content:encoded><![CDATA[<form action="https://b.example/wp-login.php?action=postpass" class="post-password-form" method="post"><p>Bitte gib dein Passwort ein.</p></form>]]></content:encoded></item><item><title>Kommentar</title><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:00:00 +0000</pubDate><description>Habt ihr offen?</description></item><item><guid>g30</guid><link>https://b.example/p#comment-30</link><dc:creator>Bo</dc:creator><content:encoded><![CDATA[<p>Als Antwort auf <a href="https://b.example/p#comment-29">Lena</a>.</p><p>Ja, bis zwölf.</p>]]></content:encoded></item><item><guid>g31</guid><link>https://b.example/p#comment-31</link><dc:creator>Bo</dc:creator><content:encoded><![CDATA[<p>Seht mal <a href="https://c.example/#comment-3">hier</a>, und was meint ihr dazu, dass die alles schlecht finden?</p>]]></content:encoded></item></channel></rss>
post g1 comment public thread=https://b.example/p1 author=Lena name=Lena created=2026-11-20T07:01:00.000Z url=https://b.example/p1#c1 html="Wort"
post 35da53421d9f37a3a8ce4e95156ecba7 comment public author=Lena name=Lena created=2026-11-20T07:00:00.000Z html="Habt ihr offen?"
post g30 comment public thread=https://b.example/p author=Bo name=Bo url=https://b.example/p#comment-30 to=Lena html="<p>Ja, bis zwölf.</p>"
post g31 comment public thread=https://b.example/p author=Bo name=Bo url=https://b.example/p#comment-31 html="<p>Seht mal <a href=\"https://c.example/#comment-3\">hier</a>, und was meint ihr dazu, dass die alles schlecht finden?</p>"
cursor ,10202895.0,9f996fba.0,9b9ad48d.0,9a9ad2fa.0,
done

# nothing is left of what stood there: it may not be all
start POLL feed=comments since=2026-11-01T00:00:00Z now=2026-11-21T20:00:00Z
> GET https://b.example/comments/feed/ conditional
< 200 application/rss+xml <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title><item><guid>g1</guid><link>/p1#c1</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:01:00 +0000</pubDate><description>Wort</description></item><item><guid>g2</guid><link>/p2#c2</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:02:00 +0000</pubDate><description>Wort</description></item><item><guid>g3</guid><link>/p0#c3</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:03:00 +0000</pubDate><description>Wort</description></item><item><guid>g4</guid><link>/p1#c4</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:04:00 +0000</pubDate><description>Wort</description></item><item><guid>g5</guid><link>/p2#c5</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:05:00 +0000</pubDate><description>Wort</description></item></channel></rss>
post g1 comment public thread=https://b.example/p1 author=Lena name=Lena created=2026-11-20T07:01:00.000Z url=https://b.example/p1#c1 html="Wort"
post g2 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:02:00.000Z url=https://b.example/p2#c2 html="Wort"
post g3 comment public thread=https://b.example/p0 author=Lena name=Lena created=2026-11-20T07:03:00.000Z url=https://b.example/p0#c3 html="Wort"
post g4 comment public thread=https://b.example/p1 author=Lena name=Lena created=2026-11-20T07:04:00.000Z url=https://b.example/p1#c4 html="Wort"
post g5 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:05:00.000Z url=https://b.example/p2#c5 html="Wort"
cursor ,10202895.0,0d2023dc.0,0e20256f.0,0b2020b6.0,0c202249.0,
done

start POLL feed=comments cursor=,10202895.0,0d2023dc.0,0e20256f.0,0b2020b6.0,0c202249.0, now=2026-11-21T20:00:00Z
> GET https://b.example/comments/feed/ conditional
< 200 application/rss+xml <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title><item><guid>g11</guid><link>/p2#c11</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:01:00 +0000</pubDate><description>Wort</description></item><item><guid>g12</guid><link>/p0#c12</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:02:00 +0000</pubDate><description>Wort</description></item><item><guid>g13</guid><link>/p1#c13</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:03:00 +0000</pubDate><description>Wort</description></item><item><guid>g14</guid><link>/p2#c14</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:04:00 +0000</pubDate><description>Wort</description></item><item><guid>g15</guid><link>/p0#c15</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:05:00 +0000</pubDate><description>Wort</description></item></channel></rss>
post g11 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:01:00.000Z url=https://b.example/p2#c11 html="Wort"
post g12 comment public thread=https://b.example/p0 author=Lena name=Lena created=2026-11-20T07:02:00.000Z url=https://b.example/p0#c12 html="Wort"
post g13 comment public thread=https://b.example/p1 author=Lena name=Lena created=2026-11-20T07:03:00.000Z url=https://b.example/p1#c13 html="Wort"
post g14 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:04:00.000Z url=https://b.example/p2#c14 html="Wort"
post g15 comment public thread=https://b.example/p0 author=Lena name=Lena created=2026-11-20T07:05:00.000Z url=https://b.example/p0#c15 html="Wort"
odd all of the feed is new: some may have been missed since the last time
cursor ,069ffa2c.0,099ffee5.0,089ffd52.0,039ff573.0,029ff3e0.0,
done

start POLL feed=comments cursor=,10202895.0,0d2023dc.0,0e20256f.0,0b2020b6.0,0c202249.0, now=2026-11-21T20:00:00Z
> GET https://b.example/comments/feed/ conditional
< 200 application/rss+xml <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title><item><guid>g2</guid><link>/p2#c2</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:02:00 +0000</pubDate><description>Wort</description></item><item><guid>g3</guid><link>/p0#c3</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:03:00 +0000</pubDate><description>Wort</description></item><item><guid>g4</guid><link>/p1#c4</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:04:00 +0000</pubDate><description>Wort</description></item><item><guid>g5</guid><link>/p2#c5</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:05:00 +0000</pubDate><description>Wort</description></item><item><guid>g11</guid><link>/p2#c11</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:01:00 +0000</pubDate><description>Wort</description></item></channel></rss>
post g2 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:02:00.000Z url=https://b.example/p2#c2 html="Wort"
post g3 comment public thread=https://b.example/p0 author=Lena name=Lena created=2026-11-20T07:03:00.000Z url=https://b.example/p0#c3 html="Wort"
post g4 comment public thread=https://b.example/p1 author=Lena name=Lena created=2026-11-20T07:04:00.000Z url=https://b.example/p1#c4 html="Wort"
post g5 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:05:00.000Z url=https://b.example/p2#c5 html="Wort"
post g11 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:01:00.000Z url=https://b.example/p2#c11 html="Wort"
cursor ,0d2023dc.0,0e20256f.0,0b2020b6.0,0c202249.0,069ffa2c.0,
done

# a blog that had none until now, and one whose feed is older than this cursor
start POLL feed=comments cursor=, now=2026-11-21T20:00:00Z
> GET https://b.example/comments/feed/ conditional
< 200 application/rss+xml <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title><item><guid>g11</guid><link>/p2#c11</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:01:00 +0000</pubDate><description>Wort</description></item><item><guid>g12</guid><link>/p0#c12</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:02:00 +0000</pubDate><description>Wort</description></item><item><guid>g13</guid><link>/p1#c13</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:03:00 +0000</pubDate><description>Wort</description></item><item><guid>g14</guid><link>/p2#c14</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:04:00 +0000</pubDate><description>Wort</description></item><item><guid>g15</guid><link>/p0#c15</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:05:00 +0000</pubDate><description>Wort</description></item></channel></rss>
post g11 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:01:00.000Z url=https://b.example/p2#c11 html="Wort"
post g12 comment public thread=https://b.example/p0 author=Lena name=Lena created=2026-11-20T07:02:00.000Z url=https://b.example/p0#c12 html="Wort"
post g13 comment public thread=https://b.example/p1 author=Lena name=Lena created=2026-11-20T07:03:00.000Z url=https://b.example/p1#c13 html="Wort"
post g14 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:04:00.000Z url=https://b.example/p2#c14 html="Wort"
post g15 comment public thread=https://b.example/p0 author=Lena name=Lena created=2026-11-20T07:05:00.000Z url=https://b.example/p0#c15 html="Wort"
cursor ,069ffa2c.0,099ffee5.0,089ffd52.0,039ff573.0,029ff3e0.0,
done

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET https://b.example/comments/feed/ conditional
< 200 application/rss+xml <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>x</title><item><guid>g11</guid><link>/p2#c11</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:01:00 +0000</pubDate><description>Wort</description></item><item><guid>g12</guid><link>/p0#c12</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:02:00 +0000</pubDate><description>Wort</description></item><item><guid>g13</guid><link>/p1#c13</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:03:00 +0000</pubDate><description>Wort</description></item><item><guid>g14</guid><link>/p2#c14</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:04:00 +0000</pubDate><description>Wort</description></item><item><guid>g15</guid><link>/p0#c15</link><dc:creator>Lena</dc:creator><pubDate>Fri, 20 Nov 2026 07:05:00 +0000</pubDate><description>Wort</description></item></channel></rss>
post g11 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:01:00.000Z url=https://b.example/p2#c11 html="Wort"
post g12 comment public thread=https://b.example/p0 author=Lena name=Lena created=2026-11-20T07:02:00.000Z url=https://b.example/p0#c12 html="Wort"
post g13 comment public thread=https://b.example/p1 author=Lena name=Lena created=2026-11-20T07:03:00.000Z url=https://b.example/p1#c13 html="Wort"
post g14 comment public thread=https://b.example/p2 author=Lena name=Lena created=2026-11-20T07:04:00.000Z url=https://b.example/p2#c14 html="Wort"
post g15 comment public thread=https://b.example/p0 author=Lena name=Lena created=2026-11-20T07:05:00.000Z url=https://b.example/p0#c15 html="Wort"
cursor ,069ffa2c.0,099ffee5.0,089ffd52.0,039ff573.0,029ff3e0.0,
done
