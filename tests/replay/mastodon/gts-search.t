# real GoToSocial finds nothing of others
option server https://localhost:8444
option token acme
kept id 01PMGWYHSESY7SESPD7438AJWB
kept version 0.20.0-local
start POLL feed=search argument="blue kettle" cursor=@1795000000000
> GET https://localhost:8444/api/v2/search?q=blue%20kettle&type=statuses&limit=40 conditional
< 200 application/json {"accounts":[],"statuses":[],"hashtags":[]}
done
