# a server that does not say what it is
option server https://m.example
option token t
kept id 14715
start POLL feed=mentions cursor=1
> GET https://m.example/api/v1/instance
< 404 text/html
keep version value=(unknown)
> GET https://m.example/api/v1/notifications?types[]=mention&min_id=1&limit=40
< 200 application/json []
done
