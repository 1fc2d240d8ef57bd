option channel @baeckereihuber
option key k
kept @baeckereihuber UCown0000000000000000000
start POLL feed=own now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/playlistItems?part=snippet%2Cstatus&playlistId=UUown0000000000000000000&maxResults=50 cost=1
< 200 application/json @own.json
post video/dQabc123xyz own public thread=video/dQabc123xyz author=UCown0000000000000000000 name="Bäckerei Huber" created=2026-11-18T06:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz text="So backen wir Stollen\nHeute 20 % auf Stollen: https://baecker.example/shop"
post video/priv0000001 own private thread=video/priv0000001 author=UCown0000000000000000000 name="Bäckerei Huber" created=2026-11-17T06:00:00.000Z url=https://www.youtube.com/watch?v=priv0000001 text="Probe\n"
post video/unli0000001 own unlisted thread=video/unli0000001 author=UCown0000000000000000000 name="Bäckerei Huber" created=2026-11-16T06:00:00.000Z url=https://www.youtube.com/watch?v=unli0000001 text="Für den Verein\nNur mit Link"
cursor @1794978000000
done

# none yet
start POLL feed=own now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/playlistItems?part=snippet%2Cstatus&playlistId=UUown0000000000000000000&maxResults=50 cost=1
< 404 application/json {"error":{"code":404,"message":"The playlist identified with the request's playlistId parameter cannot be found.","errors":[{"message":"x","domain":"youtube.playlistItem","reason":"playlistNotFound"}]}}
cursor @1795165201000
done
