# what waits for approval is nobody else's business
option channel @baeckereihuber
option client_id cid.apps
option client_secret cs
option refresh_token rt
kept @baeckereihuber UCown0000000000000000000
option held yes
start POLL feed=held now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&moderationStatus=heldForReview&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @held.json
post UgxH comment private thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCjana handle=@janak name=janak created=2026-11-20T08:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxH to=UCown0000000000000000000 text="Seid ihr noch in der Lindenstraße?"
cursor @1795158000000
done

# asked for by its id it is not shown, and is there all the same
start THREAD id=UgxH now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=id%2Csnippet%2Creplies&id=UgxH&textFormat=plainText cost=1
< 200 application/json {"items":[]}
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&moderationStatus=heldForReview&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @held.json
post UgxH context private thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCjana handle=@janak name=janak created=2026-11-20T08:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxH to=UCown0000000000000000000 text="Seid ihr noch in der Lindenstraße?"
done

start CHECK id=UgxH id=UgxZ now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/comments?part=id%2Csnippet&id=UgxH&textFormat=plainText cost=1
< 200 application/json {"items":[]}
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&moderationStatus=heldForReview&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @held.json
post UgxH context private thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCjana handle=@janak name=janak created=2026-11-20T08:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxH to=UCown0000000000000000000 text="Seid ihr noch in der Lindenstraße?"
> GET https://www.googleapis.com/youtube/v3/comments?part=id%2Csnippet&id=UgxZ&textFormat=plainText cost=1
< 200 application/json {"items":[]}
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&moderationStatus=heldForReview&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json @held.json
missing UgxZ
done

# too many wait to say that it is not among them
start CHECK id=UgxZ now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/comments?part=id%2Csnippet&id=UgxZ&textFormat=plainText cost=1
< 200 application/json {"items":[]}
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&moderationStatus=heldForReview&order=time&textFormat=plainText&maxResults=100 cost=1
< 200 application/json {"items":[],"nextPageToken":"CAUQAA"}
done
