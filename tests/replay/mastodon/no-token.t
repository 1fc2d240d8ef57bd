# without a token only hashtags can be read
option server https://m.example
kept version 4.3.1
start POLL feed=mentions cursor=1
fail CONFIG "mentions" needs a token

start POLL feed=search argument=x
fail CONFIG "search" needs a token
