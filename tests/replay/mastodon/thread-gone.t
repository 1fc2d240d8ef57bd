# gone: asked for by name, twice
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start THREAD id=115581000000000042
> GET https://m.example/api/v1/statuses/115581000000000042/context
< 404 application/json {"error":"Record not found"}
> GET https://m.example/api/v1/statuses/115581000000000042
< 404 application/json {"error":"Record not found"}
missing 115581000000000042
done
