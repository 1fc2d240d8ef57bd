# the consent is good once; what comes with the token is the next one
option client_id cid
option client_secret cs
option refresh_token rt
start LOGIN now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/oauth2/token
>> Authorization: Basic {base64:client_id:client_secret}
>> application/x-www-form-urlencoded "grant_type=refresh_token&client_id={client_id}&refresh_token={refresh_token}"
< 200 application/json {"token_type":"bearer","expires_in":7200,"access_token":"a1","scope":"tweet.read users.read offline.access","refresh_token":"r1"}
token access=access_token refresh=refresh_token expires=2026-11-20T12:00:01.000Z
done

start LOGIN argument=refresh now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/oauth2/token
>> Authorization: Basic {base64:client_id:client_secret}
>> application/x-www-form-urlencoded "grant_type=refresh_token&client_id={client_id}&refresh_token={refresh}"
< 200 application/json {"token_type":"bearer","expires_in":7200,"access_token":"a2","refresh_token":"r2"}
token access=access_token refresh=refresh_token expires=2026-11-20T12:00:01.000Z
done

# dead; and so is the old one
start LOGIN argument=refresh now=2026-11-20T10:00:00Z
> POST https://api.x.com/2/oauth2/token
>> Authorization: Basic {base64:client_id:client_secret}
>> application/x-www-form-urlencoded "grant_type=refresh_token&client_id={client_id}&refresh_token={refresh}"
< 400 application/json {"error":"invalid_request","error_description":"Value passed for the token was invalid."}
> POST https://api.x.com/2/oauth2/token
>> Authorization: Basic {base64:client_id:client_secret}
>> application/x-www-form-urlencoded "grant_type=refresh_token&client_id={client_id}&refresh_token={refresh_token}"
< 400 application/json {"error":"invalid_request","error_description":"Value passed for the token was invalid."}
fail AUTH X has ended the consent: give it again and put the new refresh token in place: status 400, "Value passed for the token was invalid."
