# a program says itself what is wrong; what stood before its cursor is kept
option program /bin/cat
start POLL feed=posts cursor=p2 now=2026-11-20T12:00:00Z
open 1 program /bin/cat
send 1 "{\"op\":\"poll\",\"cursor\":\"p2\",\"since\":null}\n"
<= 1 "{\"id\": \"p8\", \"text\": \"Noch da?\", \"created\": \"2026-11-20T11:00:00Z\"}\n{\"cursor\": \"p8\"}\n{\"error\": \"the login has expired\", \"code\": \"auth\"}\n{\"id\": \"p9\", \"text\": \"not heard\", \"created\": \"2026-11-20T11:00:00Z\"}\n"
post p8 mention unknown created=2026-11-20T11:00:00.000Z text="Noch da?"
cursor p8
fail AUTH the login has expired

start POLL feed=posts cursor=p8 now=2026-11-20T12:00:00Z
open 1 program /bin/cat
send 1 "{\"op\":\"poll\",\"cursor\":\"p8\",\"since\":null}\n"
<= 1 "{\"error\": \"maintenance until eight\"}\n"
fail LATER maintenance until eight

# without reply = yes nobody is asked to reply
parent id=p1 author=a7 handle=@anna visibility=public
start REPLY text="Ja, bis zwölf!" key=k1 visibility=public now=2026-11-20T12:00:00Z
fail CONFIG replies are not switched on: reply = yes, if /bin/cat can
