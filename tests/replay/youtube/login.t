option channel @baeckereihuber
option client_id cid.apps
option client_secret cs
option refresh_token rt
kept @baeckereihuber UCown0000000000000000000
start LOGIN now=2026-11-20T10:00:00Z
> POST https://oauth2.googleapis.com/token
>> application/x-www-form-urlencoded "grant_type=refresh_token&client_id={client_id}&client_secret={client_secret}&refresh_token={refresh_token}"
< 200 application/json {"access_token":"ya29.x","expires_in":3599,"scope":"https://www.googleapis.com/auth/youtube.force-ssl","token_type":"Bearer"}
token access=access_token expires=2026-11-20T11:00:00.000Z
done

start LOGIN argument=refresh now=2026-11-20T10:00:00Z
> POST https://oauth2.googleapis.com/token
>> application/x-www-form-urlencoded "grant_type=refresh_token&client_id={client_id}&client_secret={client_secret}&refresh_token={refresh_token}"
< 400 application/json {"error":"invalid_grant","error_description":"Token has been expired or revoked."}
fail AUTH Google has ended the consent: give it again and put the new refresh token in place
