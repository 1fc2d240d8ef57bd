# A token instead of a password: as an application, then with a lasting token.
option server imaps://outlook.office365.com
option user laden@baecker.example
option token-url https://login.microsoftonline.com/baecker.example/oauth2/v2.0/token
option client-id 1b2c
option client-secret mail-app
option scope https://outlook.office365.com/.default
start LOGIN
> POST https://login.microsoftonline.com/baecker.example/oauth2/v2.0/token idempotent
>> application/x-www-form-urlencoded "grant_type=client_credentials&client_id={client-id}&client_secret={client-secret}&scope={scope}"
< 200 application/json {"token_type":"Bearer","expires_in":3599,"access_token":"t1"}
token access=access_token expires=2026-11-20T13:00:00.000Z
done
start LOGIN
> POST https://login.microsoftonline.com/baecker.example/oauth2/v2.0/token idempotent
>> application/x-www-form-urlencoded "grant_type=client_credentials&client_id={client-id}&client_secret={client-secret}&scope={scope}"
< 401 application/json {"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret"}
fail AUTH no token is given: status 401, "AADSTS7000215: Invalid client secret"
start LOGIN argument=refresh
> POST https://login.microsoftonline.com/baecker.example/oauth2/v2.0/token idempotent
>> application/x-www-form-urlencoded "grant_type=refresh_token&client_id={client-id}&client_secret={client-secret}&scope={scope}&refresh_token={refresh}"
< 200 application/json {"expires_in":3599,"access_token":"t2","refresh_token":"r2"}
token access=access_token refresh=refresh_token expires=2026-11-20T13:00:00.000Z
done
start LOGIN
> POST https://login.microsoftonline.com/baecker.example/oauth2/v2.0/token idempotent
>> application/x-www-form-urlencoded "grant_type=client_credentials&client_id={client-id}&client_secret={client-secret}&scope={scope}"
< 200 application/json {"expires_in":3599}
fail PROTOCOL an answer without a token
