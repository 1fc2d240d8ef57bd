# nobody there; a server that is closed; a profile whose posts are
start SCAN url=https://m.example/@nobody
> GET https://m.example/api/v1/accounts/lookup?acct=nobody anon
< 404 application/json {"error":"Record not found"}
fail GONE_ACCOUNT nobody of that name there

start SCAN url=https://m.example/@x/
> GET https://m.example/api/v1/accounts/lookup?acct=x anon
< 401 application/json {"error":"This API requires an authenticated user"}
fail AUTH this server shows nothing without a token

start SCAN url=https://m.example/@baecker
> GET https://m.example/api/v1/accounts/lookup?acct=baecker anon
< 200 application/json {"id": "14715", "username": "baecker", "acct": "baecker", "display_name": "Bäckerei", "url": "https://m.example/@baecker", "bot": false}
self id=14715 handle=@baecker@m.example url=https://m.example/@baecker
blind what others write to the account outside its own threads needs a token
> GET https://m.example/api/v1/accounts/14715/statuses?exclude_reblogs=true&limit=40 anon
< 401 text/html
blind posts need a token here
done

start SCAN url=https://m.example/
fail CONFIG https://m.example/ is no profile's address
