# somebody else's feed gets no password of ours; few eyes see it
option comments https://b.example/comments
option found https://s.example/search.rdf
option user u
option password p
option private true
start POLL feed=found argument=https://s.example/search.rdf cursor=1 now=2026-11-21T20:00:00Z
> GET https://s.example/search.rdf anon conditional
< 200 application/rdf+xml @one.rdf
post https://s.example/1 found private author=Bo name=Bo created=2026-11-20T07:00:00.000Z url=https://s.example/1 html="<p>Found</p>\nAbout a shop"
cursor ,6fc19157.0,
done
