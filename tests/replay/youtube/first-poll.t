# which channel it is, then two pages of comments
option channel @baeckereihuber
option key k
start POLL feed=comments now=2026-11-20T10:00:00Z since=2026-10-21T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/channels?part=id%2Csnippet&forHandle=%40baeckereihuber cost=1
< 200 application/json @channel.json
self id=UCown0000000000000000000 handle=@baeckereihuber url=https://www.youtube.com/channel/UCown0000000000000000000
keep @baeckereihuber value=UCown0000000000000000000
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @threads-1.json
post UgxA comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCjana handle=@janak name=janak created=2026-11-20T08:15:30.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxA to=UCown0000000000000000000 text="Welches Mehl nehmt ihr?"
post UgxA.r1 own public thread=video/dQabc123xyz parent=UgxA author=UCown0000000000000000000 handle=@baeckereihuber name=baeckereihuber created=2026-11-20T09:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxA.r1 text="Type 550!"
post UgxB comment public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCtom handle=@tom-b name=tom-b created=2026-11-20T07:00:00.000Z edited=2026-11-20T07:30:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxB to=UCown0000000000000000000 text="Habt ihr am 24.12. offen? <3 & mehr"
cursor @1795158930000 TOKEN2 @1792576800000
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100&pageToken=TOKEN2 cost=1
< 200 application/json @threads-2.json
post UgxC comment public thread=video/dQabc123xyz parent=video/dQabc123xyz handle=@ghost name=ghost created=2026-11-19T07:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxC to=UCown0000000000000000000 text="Tolles Video"
cursor @1795158930000
done
