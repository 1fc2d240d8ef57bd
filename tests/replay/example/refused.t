# what goes wrong, and a first poll
option server https://example.org
start POLL feed=mentions
> GET https://example.org/posts?limit=40
< 401 application/json
fail AUTH the token is refused

start POLL feed=mentions
> GET https://example.org/posts?limit=40
< 200 text/html <html>
fail LATER a page instead of an answer; maintenance?

start POLL feed=mentions since=2026-11-19T12:00:00Z
> GET https://example.org/posts?limit=40
< 200 application/json []
done
