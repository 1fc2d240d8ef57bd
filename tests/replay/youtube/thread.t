# five of seven replies are there, then all of them
option channel @baeckereihuber
option key k
kept @baeckereihuber UCown0000000000000000000
start THREAD id=UgxD.r3 now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=id%2Csnippet%2Creplies&id=UgxD&textFormat=plainText cost=1
< 200 application/json @thread-d.json
post UgxD context public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-10-30T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD to=UCown0000000000000000000 text="Backt ihr auch glutenfrei?"
post UgxD.r1 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T01:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r1 text="Das frage ich mich auch (1)"
post UgxD.r2 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T02:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r2 text="Das frage ich mich auch (2)"
post UgxD.r3 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T03:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r3 text="Das frage ich mich auch (3)"
post UgxD.r4 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T04:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r4 text="Das frage ich mich auch (4)"
post UgxD.r5 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T05:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r5 text="Das frage ich mich auch (5)"
> GET https://www.googleapis.com/youtube/v3/comments?part=id%2Csnippet&parentId=UgxD&maxResults=100&textFormat=plainText cost=1
< 200 application/json @below-d.json
post UgxD.r1 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T01:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r1 text="Das frage ich mich auch (1)"
post UgxD.r2 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T02:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r2 text="Das frage ich mich auch (2)"
post UgxD.r3 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T03:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r3 text="Das frage ich mich auch (3)"
post UgxD.r4 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T04:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r4 text="Das frage ich mich auch (4)"
post UgxD.r5 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T05:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r5 text="Das frage ich mich auch (5)"
post UgxD.r6 own public thread=video/dQabc123xyz parent=UgxD author=UCown0000000000000000000 handle=@baeckereihuber name=baeckereihuber created=2026-11-20T09:30:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r6 text="Ja, jeden Dienstag."
post UgxD.r7 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T09:40:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r7 text="@baeckereihuber danke!"
done

# a video with what stands below it
start THREAD id=video/dQabc123xyz now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/videos?part=snippet%2Cstatus&id=dQabc123xyz cost=1
< 200 application/json @video.json
post video/dQabc123xyz own public thread=video/dQabc123xyz author=UCown0000000000000000000 name="Bäckerei Huber" created=2026-11-18T06:00:00.000Z lang=de url=https://www.youtube.com/watch?v=dQabc123xyz text="So backen wir Stollen\nHeute 20 % auf Stollen"
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&videoId=dQabc123xyz&maxResults=100&textFormat=plainText cost=1
< 200 application/json @month-2.json
post UgxD context public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-10-30T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD to=UCown0000000000000000000 text="Backt ihr auch glutenfrei?"
post UgxD.r1 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T01:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r1 text="Das frage ich mich auch (1)"
post UgxD.r2 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T02:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r2 text="Das frage ich mich auch (2)"
post UgxD.r3 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T03:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r3 text="Das frage ich mich auch (3)"
post UgxD.r4 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T04:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r4 text="Das frage ich mich auch (4)"
post UgxD.r5 context public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T05:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r5 text="Das frage ich mich auch (5)"
want THREAD UgxD
post UgxE context public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-09-30T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxE to=UCown0000000000000000000 text="Uralt"
post UgxE.r1 context public thread=video/dQabc123xyz parent=UgxE author=UCjana handle=@janak name=janak created=2026-09-30T08:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxE.r1 text="Alt"
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&videoId=dQabc123xyz&maxResults=100&textFormat=plainText&pageToken=M3 cost=1
< 200 application/json @threads-2.json
post UgxC context public thread=video/dQabc123xyz parent=video/dQabc123xyz handle=@ghost name=ghost created=2026-11-19T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxC to=UCown0000000000000000000 text="Tolles Video"
done

# deleted
start THREAD id=UgxA now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=id%2Csnippet%2Creplies&id=UgxA&textFormat=plainText cost=1
< 200 application/json {"items":[]}
missing UgxA
done

start THREAD id=UgxA now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=id%2Csnippet%2Creplies&id=UgxA&textFormat=plainText cost=1
< 404 application/json {"error":{"code":404,"message":"gone","errors":[{"reason":"commentThreadNotFound"}]}}
missing UgxA
done

# comments are off now
start THREAD id=video/dQabc123xyz now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/videos?part=snippet%2Cstatus&id=dQabc123xyz cost=1
< 200 application/json @video.json
post video/dQabc123xyz own public thread=video/dQabc123xyz author=UCown0000000000000000000 name="Bäckerei Huber" created=2026-11-18T06:00:00.000Z lang=de url=https://www.youtube.com/watch?v=dQabc123xyz text="So backen wir Stollen\nHeute 20 % auf Stollen"
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&videoId=dQabc123xyz&maxResults=100&textFormat=plainText cost=1
< 403 application/json {"error":{"code":403,"message":"The video identified by the videoId parameter has disabled comments.","errors":[{"reason":"commentsDisabled"}]}}
fail GONE_POST comments are off: status 403, "The video identified by the videoId parameter has disabled comments."
