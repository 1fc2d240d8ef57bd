# the month again: one thread shows five of seven replies
option channel @baeckereihuber
option key k
kept @baeckereihuber UCown0000000000000000000
start POLL feed=replies now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @month-1.json
post UgxA comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCjana handle=@janak name=janak created=2026-11-20T08:15:30.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxA to=UCown0000000000000000000 text="Welches Mehl nehmt ihr?"
post UgxA.r1 own public thread=video/dQabc123xyz parent=UgxA author=UCown0000000000000000000 handle=@baeckereihuber name=baeckereihuber created=2026-11-20T09:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxA.r1 text="Type 550!"
post UgxB comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-11-20T07:00:00.000Z edited=2026-11-20T07:30:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxB to=UCown0000000000000000000 text="Habt ihr am 24.12. offen? <3 & mehr"
post UgxC comment public thread=video/dQabc123xyz parent=video/dQabc123xyz handle=@ghost name=ghost created=2026-11-19T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxC to=UCown0000000000000000000 text="Tolles Video"
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100&pageToken=M2 cost=1
< 200 application/json @month-2.json
post UgxD comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-10-30T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD to=UCown0000000000000000000 text="Backt ihr auch glutenfrei?"
post UgxD.r1 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T01:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r1 text="Das frage ich mich auch (1)"
post UgxD.r2 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T02:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r2 text="Das frage ich mich auch (2)"
post UgxD.r3 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T03:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r3 text="Das frage ich mich auch (3)"
post UgxD.r4 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T04:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r4 text="Das frage ich mich auch (4)"
post UgxD.r5 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T05:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r5 text="Das frage ich mich auch (5)"
want THREAD UgxD
cursor ,92901149.7,
done

# nothing has changed there
start POLL feed=replies now=2026-11-20T10:00:00Z cursor=,92901149.7,
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @month-2.json
post UgxD comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-10-30T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD to=UCown0000000000000000000 text="Backt ihr auch glutenfrei?"
post UgxD.r1 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T01:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r1 text="Das frage ich mich auch (1)"
post UgxD.r2 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T02:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r2 text="Das frage ich mich auch (2)"
post UgxD.r3 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T03:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r3 text="Das frage ich mich auch (3)"
post UgxD.r4 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T04:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r4 text="Das frage ich mich auch (4)"
post UgxD.r5 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T05:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r5 text="Das frage ich mich auch (5)"
done

# and here something has
start POLL feed=replies now=2026-11-20T10:00:00Z cursor=,92901149.6,
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @month-2.json
post UgxD comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-10-30T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD to=UCown0000000000000000000 text="Backt ihr auch glutenfrei?"
post UgxD.r1 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T01:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r1 text="Das frage ich mich auch (1)"
post UgxD.r2 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T02:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r2 text="Das frage ich mich auch (2)"
post UgxD.r3 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T03:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r3 text="Das frage ich mich auch (3)"
post UgxD.r4 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T04:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r4 text="Das frage ich mich auch (4)"
post UgxD.r5 comment public thread=video/dQabc123xyz parent=UgxD author=UCjana handle=@janak name=janak created=2026-11-20T05:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxD.r5 text="Das frage ich mich auch (5)"
want THREAD UgxD
cursor ,92901149.7,
done

# the same page again and again
start POLL feed=replies now=2026-11-20T10:00:00Z cursor=,92901149.7,
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json {"items":[],"nextPageToken":"X"}
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100&pageToken=X cost=1
< 200 application/json {"items":[],"nextPageToken":"X"}
cursor ,
done
