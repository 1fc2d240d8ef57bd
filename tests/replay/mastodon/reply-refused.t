# what can go wrong
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
parent id=115581000000000042 author=9001 handle=@lena@chaos.example visibility=public
start REPLY key=abc-1 visibility=public text="Ja"
> POST https://m.example/api/v1/statuses idempotent
>> Idempotency-Key: abc-1
>> application/x-www-form-urlencoded "status=%40lena%40chaos.example%20Ja&in_reply_to_id=115581000000000042&visibility=public"
< 422 application/json {"error":"Validation failed: Text character limit of 500 exceeded"}
fail CONFIG the reply is refused: status 422, "Validation failed: Text character limit of 500 exceeded"

start REPLY key=abc-1 visibility=public text=Ja
> POST https://m.example/api/v1/statuses idempotent
>> Idempotency-Key: abc-1
>> application/x-www-form-urlencoded "status=%40lena%40chaos.example%20Ja&in_reply_to_id=115581000000000042&visibility=public"
< 404 application/json {"error":"Record not found"}
fail GONE_POST the post to answer is gone: status 404, "Record not found"

start REPLY key=abc-1 visibility=public text=Ja
> POST https://m.example/api/v1/statuses idempotent
>> Idempotency-Key: abc-1
>> application/x-www-form-urlencoded "status=%40lena%40chaos.example%20Ja&in_reply_to_id=115581000000000042&visibility=public"
< 403 application/json {"error":"This action is outside the authorized scopes"}
fail SCOPE not allowed: status 403, "This action is outside the authorized scopes"

start REPLY key=abc-1 visibility=public text=Ja
> POST https://m.example/api/v1/statuses idempotent
>> Idempotency-Key: abc-1
>> application/x-www-form-urlencoded "status=%40lena%40chaos.example%20Ja&in_reply_to_id=115581000000000042&visibility=public"
gives up
