# nothing there yet: a later mention must not be taken for old news
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=mentions since=2026-11-19T12:00:00Z
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&limit=40 conditional
< 200 application/json []
cursor @1795172401000
done
