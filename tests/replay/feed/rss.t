# WordPress 6.1: a comment feed says nothing of parents, a page is one talk
option comments http://localhost:8003/comments/feed/
option own http://localhost:8003/feed/
start POLL feed=comments since=2026-11-21T19:37:00Z now=2026-11-21T20:00:00Z
> GET http://localhost:8003/comments/feed/ conditional
< 200 application/rss+xml @comments.xml
post http://localhost:8003/2026/11/21/new-kettles/#comment-3 comment public thread=http://localhost:8003/2026/11/21/new-kettles/ author=acme name=acme created=2026-11-21T19:37:10.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-3 to=Jane html="\n<p>Yes, top rack.</p>"
post http://localhost:8003/2026/11/21/new-kettles/#comment-2 comment public thread=http://localhost:8003/2026/11/21/new-kettles/ author=Jane name=Jane created=2026-11-21T19:37:08.000Z url=http://localhost:8003/2026/11/21/new-kettles/#comment-2 html="<p>Is the lid dishwasher safe? Jané</p>"
cursor ,be049b66.0,bf049cf9.0,81feaebd.0,
done

start POLL feed=comments cursor=1 now=2026-11-21T20:00:00Z
> GET http://localhost:8003/comments/feed/ conditional
< 304 -
done

start POLL feed=own cursor=1 now=2026-11-21T20:00:00Z
> GET http://localhost:8003/feed/ conditional
< 200 text/xml @posts.xml
post http://localhost:8003/2026/11/21/new-kettles/ own public author=acme name=acme created=2026-11-21T19:37:08.000Z lang=en-US url=http://localhost:8003/2026/11/21/new-kettles/ html="<p>New kettles</p>\n<p>The blue kettle is here.</p>"
post http://localhost:8003/?p=1 own public author=acme name=acme created=2026-11-21T19:36:32.000Z lang=en-US url=http://localhost:8003/2026/11/21/hello-world/ html="<p>Hello world!</p>\n<p>Welcome to WordPress. This is your first post. Edit or delete it, then start writing!</p>"
cursor ,0f306c4c.0,77c58b9d.0,
done
