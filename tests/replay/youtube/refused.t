# the units are used up
option channel @baeckereihuber
option key k
kept @baeckereihuber UCown0000000000000000000
start POLL feed=comments now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 403 application/json {"error":{"code":403,"message":"The request cannot be completed because you have exceeded your quota.","errors":[{"message":"x","domain":"youtube.quota","reason":"quotaExceeded"}]}}
spent all
fail LATER the project's units for today are used up: status 403, "The request cannot be completed because you have exceeded your quota."

# too fast
start POLL feed=comments now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 403 application/json {"error":{"code":403,"message":"slow down","errors":[{"reason":"rateLimitExceeded"}]}}
fail LATER status 403, "slow down"

# a bad key
start POLL feed=comments now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 400 application/json {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","errors":[{"message":"x","domain":"global","reason":"badRequest"}],"status":"INVALID_ARGUMENT"}}
fail AUTH the key is refused: status 400, "API key not valid. Please pass a valid API key."

# not switched on
start POLL feed=comments now=2026-11-20T10:00:00Z
> GET https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId=UCown0000000000000000000&order=time&textFormat=plainText&maxResults=100 cost=1
< 403 application/json {"error":{"code":403,"message":"YouTube Data API v3 has not been used in project 1 before or it is disabled.","errors":[{"reason":"accessNotConfigured"}]}}
fail SCOPE not allowed: status 403, "YouTube Data API v3 has not been used in project 1 before or it is disabled."
