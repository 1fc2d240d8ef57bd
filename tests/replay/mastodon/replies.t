# who answers without naming us is found by the number of answers
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
# the first time only below what is young
start POLL feed=replies since=2026-11-19T00:00:00Z
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40 conditional
< 200 application/json [{"id":"115581000000000050","created_at":"2026-11-20T08:14:02.113Z","replies_count":2},{"id":"115581000000000040","created_at":"2026-11-18T08:14:02.113Z","replies_count":1},{"id":"115581000000000030","created_at":"2026-11-17T08:14:02.113Z","replies_count":0}]
want THREAD 115581000000000050
cursor ,f111c3bb.2,6b0eb232.1,
done

start POLL feed=replies cursor=,f111c3bb.2,6b0eb232.1,
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40 conditional
< 200 application/json [{"id":"115581000000000050","created_at":"2026-11-20T08:14:02.113Z","replies_count":2},{"id":"115581000000000040","created_at":"2026-11-18T08:14:02.113Z","replies_count":2},{"id":"115581000000000030","created_at":"2026-11-17T08:14:02.113Z","replies_count":1}]
want THREAD 115581000000000040
want THREAD 115581000000000030
cursor ,f111c3bb.2,6b0eb232.2,fd1653cd.1,
done

start POLL feed=replies cursor=,f111c3bb.2,6b0eb232.1,
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40 conditional
< 304 application/json -
done

start POLL feed=replies cursor=,f111c3bb.2,6b0eb232.1,
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40 conditional
< 401 application/json {"error":"The access token is invalid"}
fail AUTH the credentials are refused: status 401, "The access token is invalid"
