# a permission is missing
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=search argument=brot
> GET https://m.example/api/v2/search?q=brot&type=statuses&limit=40 conditional
< 403 application/json {"error":"This action is outside the authorized scopes"}
fail SCOPE not allowed: status 403, "This action is outside the authorized scopes"
