# from a budget of its own
option channel @baeckereihuber
option key k
kept @baeckereihuber UCown0000000000000000000
option keywords Bäckerei Huber
start POLL feed=search argument="Bäckerei Huber" now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/search?part=snippet&q=B%C3%A4ckerei%20Huber&type=video&order=date&maxResults=50 cost=1 budget=1
< 200 application/json @search.json
post video/other000001 found public thread=video/other000001 author=UCblog name=Brotblog created=2026-11-20T05:00:00.000Z url=https://www.youtube.com/watch?v=other000001 text="Zu Besuch bei Bäckerei Huber\nWo gibt es das beste Brot?"
cursor @1795147200000
done
