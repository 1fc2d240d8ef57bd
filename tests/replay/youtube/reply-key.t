# a key can only read
option channel @baeckereihuber
option key k
kept @baeckereihuber UCown0000000000000000000
parent id=UgxA author=UCjana visibility=public
start REPLY text="Ja" key=k1 visibility=public now=2026-11-20T10:00:00Z
fail CONFIG an answer needs the channel's own consent (refresh_token); the key can only read
