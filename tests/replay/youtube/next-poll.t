# newer than the cursor, page by page; the second page's token is refused
option channel @baeckereihuber
option key k
kept @baeckereihuber UCown0000000000000000000
start POLL feed=comments now=2026-11-20T10:00:00Z cursor=@1795150000000
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @threads-1.json
post UgxA comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCjana handle=@janak name=janak created=2026-11-20T08:15:30.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxA to=UCown0000000000000000000 text="Welches Mehl nehmt ihr?"
post UgxA.r1 own public thread=video/dQabc123xyz parent=UgxA author=UCown0000000000000000000 handle=@baeckereihuber name=baeckereihuber created=2026-11-20T09:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxA.r1 text="Type 550!"
post UgxB comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-11-20T07:00:00.000Z edited=2026-11-20T07:30:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxB to=UCown0000000000000000000 text="Habt ihr am 24.12. offen? <3 & mehr"
cursor @1795158930000 TOKEN2 @1795150000000
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100&pageToken=TOKEN2 cost=1
< 400 application/json {"error":{"code":400,"message":"The request specifies an invalid page token.","errors":[{"reason":"invalidPageToken"}]}}
cursor @1795158930000
done

# a gap that an earlier task left
start POLL feed=comments now=2026-11-20T10:00:00Z cursor="@1795158930000 TOKEN2 @1795000000000"
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json {"items":[]}
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100&pageToken=TOKEN2 cost=1
< 200 application/json @threads-2.json
post UgxC comment public thread=video/dQabc123xyz parent=video/dQabc123xyz handle=@ghost name=ghost created=2026-11-19T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxC to=UCown0000000000000000000 text="Tolles Video"
cursor @1795158930000
done
