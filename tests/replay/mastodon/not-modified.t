# 304: nothing is new; an old gap is closed all the same
option server https://m.example/
option token masto
option tags brot
kept id 14715
kept version 4.3.1
start POLL feed=tag argument=brot cursor=115581000000000042
> GET https://m.example/api/v1/timelines/tag/brot?limit=40 conditional
< 304 -
done

start POLL feed=search argument=brot cursor=115581000000000042
> GET https://m.example/api/v2/search?q=brot&type=statuses&limit=40 conditional
< 304 -
done

start POLL feed=mentions cursor=@1795000000000
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&limit=40 conditional
< 304 -
done

start POLL feed=mentions
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&limit=40 conditional
< 304 -
cursor @1795172401000
done

start POLL feed=tag argument=brot cursor="115581000000000042 115581000000000040 115581000000000030"
> GET https://m.example/api/v1/timelines/tag/brot?limit=40 conditional
< 304 -
> GET https://m.example/api/v1/timelines/tag/brot?max_id=115581000000000040&limit=40
< 200 application/json []
cursor 115581000000000042
done
