option channel @baeckereihuber
option key k
kept @baeckereihuber UCown0000000000000000000
start CHECK id=UgxB id=UgxZ id=video/dQabc123xyz id=video/none now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/comments?part=id%2Csnippet&id=UgxB&textFormat=plainText cost=1
< 200 application/json @comment-b.json
post UgxB context public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-11-20T07:00:00.000Z edited=2026-11-20T07:30:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxB to=UCown0000000000000000000 text="Habt ihr am 24.12. offen? <3 & mehr"
> GET https://www.googleapis.com/youtube/v3/comments?part=id%2Csnippet&id=UgxZ&textFormat=plainText cost=1
< 200 application/json {"kind":"youtube#commentListResponse","items":[]}
missing UgxZ
> GET https://www.googleapis.com/youtube/v3/videos?part=snippet%2Cstatus&id=dQabc123xyz cost=1
< 200 application/json @video.json
post video/dQabc123xyz own public thread=video/dQabc123xyz author=UCown0000000000000000000 name="Bäckerei Huber" created=2026-11-18T06:00:00.000Z lang=de url=https://www.youtube.com/watch?v=dQabc123xyz text="So backen wir Stollen\nHeute 20 % auf Stollen"
> GET https://www.googleapis.com/youtube/v3/videos?part=snippet%2Cstatus&id=none cost=1
< 404 application/json {"error":{"code":404,"message":"x","errors":[{"reason":"videoNotFound"}]}}
missing video/none
done
