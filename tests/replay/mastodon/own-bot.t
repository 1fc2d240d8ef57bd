# our account is run by a program, and people answer from it; others' bots are
# machines
option server https://m.example
option token t
kept id 14715
kept version 4.3.1
start CHECK id=1 id=2
> GET https://m.example/api/v1/statuses/1
< 200 application/json {"id":"1","account":{"id":"14715","acct":"baecker","bot":true},"content":"Ja, bis 18 Uhr.","visibility":"public"}
post 1 own public author=14715 handle=@baecker@m.example html="Ja, bis 18 Uhr."
> GET https://m.example/api/v1/statuses/2
< 200 application/json {"id":"2","account":{"id":"9001","acct":"wetter@chaos.example","bot":true},"content":"Sonne","visibility":"public"}
post 2 context public automatic author=9001 handle=@wetter@chaos.example html="Sonne"
done
