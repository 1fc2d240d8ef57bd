# below a reply: the topmost comment is the parent, and the asker is named
option channel @baeckereihuber
option client_id cid.apps
option client_secret cs
option refresh_token rt
kept @baeckereihuber UCown0000000000000000000
parent id=UgxA.r1 author=UCjana handle=@janak thread=video/dQabc123xyz visibility=public
start REPLY text="Ja, mit \"Type 550\"." key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://www.googleapis.com/youtube/v3/comments?part=snippet cost=50
>> application/json "{\"snippet\":{\"parentId\":\"UgxA\",\"textOriginal\":\"@janak Ja, mit \\\"Type 550\\\".\"}}"
< 200 application/json @replied.json
posted UgxA.r9 own public thread=video/dQabc123xyz parent=UgxA author=UCown0000000000000000000 handle=@baeckereihuber name=baeckereihuber created=2026-11-20T10:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxA.r9 text="@janak Ja, mit \"Type 550\"."
done

# below a video
parent id=video/dQabc123xyz author=UCown0000000000000000000 visibility=public
start REPLY text="Danke für alle Fragen!" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://www.googleapis.com/youtube/v3/commentThreads?part=snippet cost=50
>> application/json "{\"snippet\":{\"videoId\":\"dQabc123xyz\",\"topLevelComment\":{\"snippet\":{\"textOriginal\":\"Danke für alle Fragen!\"}}}}"
< 200 application/json @top.json
posted UgxN own public thread=video/dQabc123xyz parent=video/dQabc123xyz author=UCown0000000000000000000 handle=@baeckereihuber name=baeckereihuber created=2026-11-20T10:00:00.000Z url=https://www.youtube.com/watch?v=dQabc123xyz&lc=UgxN text="Danke für alle Fragen!"
done

# what is held back is not answered in public
parent id=UgxH author=UCjana visibility=private
start REPLY text="Ja" key=k1 visibility=private now=2026-11-20T10:00:00Z
fail CONFIG an answer is public, but what it answers is held back: publish that in YouTube Studio first

# refused, gone
parent id=UgxA author=UCjana visibility=public
start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://www.googleapis.com/youtube/v3/comments?part=snippet cost=50
>> application/json "{\"snippet\":{\"parentId\":\"UgxA\",\"textOriginal\":\"Ja\"}}"
< 400 application/json {"error":{"code":400,"message":"The comment text is too long.","errors":[{"reason":"commentTextTooLong"}]}}
fail CONFIG the answer is refused: status 400, "The comment text is too long."

start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
> POST https://www.googleapis.com/youtube/v3/comments?part=snippet cost=50
>> application/json "{\"snippet\":{\"parentId\":\"UgxA\",\"textOriginal\":\"Ja\"}}"
< 404 application/json {"error":{"code":404,"message":"x","errors":[{"reason":"parentCommentNotFound"}]}}
fail GONE_POST the comment to answer is gone
