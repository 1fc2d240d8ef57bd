# real snac2: errors are HTML
option server https://localhost
option token acme
kept id ae914e918f12ec2dbd01790439896033
kept version 4.0.0 (not true; really snac/2.75)
start CHECK id=999
> GET https://localhost/api/v1/statuses/999
< 404 text/html <h1>404 Not Found (snac/2.75)</h1>
missing 999
done
