# a reply goes out with its key, no more public than what it answers
option program /bin/cat
option reply yes
parent id=p1 thread=p0 author=a7 handle=@anna opaque=x9 visibility=public
start REPLY text="Ja, bis \"zwölf\"!" key=k1 visibility=unlisted now=2026-11-20T12:00:00Z
open 1 program /bin/cat
send 1 "{\"op\":\"reply\",\"text\":\"Ja, bis \\\"zwölf\\\"!\",\"key\":\"k1\",\"visibility\":\"unlisted\",\"to\":{\"id\":\"p1\",\"thread\":\"p0\",\"author\":\"a7\",\"handle\":\"@anna\",\"opaque\":\"x9\"}}\n"
<= 1 "{\"posted\": {\"id\": \"p10\", \"kind\": \"own\", \"visibility\": \"unlisted\", \"created\": \"2026-11-20T12:00:01Z\", \"text\": \"Ja, bis zwölf!\"}}\n"
posted p10 own unlisted created=2026-11-20T12:00:01.000Z text="Ja, bis zwölf!"
<x 1
done

# a program that ends without a word: nobody knows whether it is out
start REPLY text="Ja" key=k2 visibility=private now=2026-11-20T12:00:00Z
open 1 program /bin/cat
send 1 "{\"op\":\"reply\",\"text\":\"Ja\",\"key\":\"k2\",\"visibility\":\"private\",\"to\":{\"id\":\"p1\",\"thread\":\"p0\",\"author\":\"a7\",\"handle\":\"@anna\",\"opaque\":\"x9\"}}\n"
<x 1
fail PROTOCOL the program did not say "posted"
