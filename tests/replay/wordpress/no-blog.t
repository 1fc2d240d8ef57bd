option site http://localhost:8003
start POLL feed=comments since=2026-11-21T19:37:00Z now=2026-11-21T19:40:00Z
> GET http://localhost:8003/wp-json/wp/v2/types/post?_fields=slug
< 404 text/html <html><body>Not Found</body></html>
> GET http://localhost:8003/?rest_route=/wp/v2/types/post&_fields=slug
< 200 text/html <html><body>A shop</body></html>
fail CONFIG http://localhost:8003 is no WordPress blog, or its REST interface is off
