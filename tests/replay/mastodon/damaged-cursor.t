# a cursor that is none of ours does no harm
option server https://m.example/
option token masto
kept id 14715
kept version 4.3.1
start POLL feed=mentions cursor=:
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&limit=40 conditional
< 200 application/json []
cursor @1795172401000
done

start POLL feed=mentions cursor=a:b
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&limit=40 conditional
< 200 application/json []
cursor @1795172401000
done

start POLL feed=mentions cursor=::
> GET https://m.example/api/v1/notifications?types[]=mention&types[]=quote&types[]=update&include_filtered=true&limit=40 conditional
< 200 application/json []
cursor @1795172401000
done
