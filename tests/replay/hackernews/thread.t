# below one's own stories and comments, each conversation once
option user mustergmbh
start POLL feed=comments since=2026-11-19T12:00:00Z
self id=mustergmbh handle=mustergmbh url=https://news.ycombinator.com/user?id=mustergmbh
> GET https://hn.algolia.com/api/v1/search_by_date?tags=author_mustergmbh&numericFilters=created_at_i%3E1793966400&hitsPerPage=200 anon
< 200 application/json {"hits":[{"objectID":"46000001","author":"mustergmbh","created_at_i":1795142442,"title":"Show HN: Rye","story_id":46000001},{"objectID":"46000900","author":"mustergmbh","created_at_i":1795142500,"comment_text":"Thanks","story_id":46000001},{"objectID":"45000900","author":"mustergmbh","created_at_i":1795042500,"comment_text":"We do.","story_id":45000001}]}
post 46000001 own public thread=46000001 author=mustergmbh handle=mustergmbh name=mustergmbh created=2026-11-20T02:40:42.000Z url=https://news.ycombinator.com/item?id=46000001 html="<p>Show HN: Rye</p>"
> GET https://hn.algolia.com/api/v1/items/46000001 anon
post 46000900 own public thread=46000001 author=mustergmbh handle=mustergmbh name=mustergmbh created=2026-11-20T02:41:40.000Z url=https://news.ycombinator.com/item?id=46000900 html="Thanks"
post 45000900 own public thread=45000001 author=mustergmbh handle=mustergmbh name=mustergmbh created=2026-11-18T22:55:00.000Z url=https://news.ycombinator.com/item?id=45000900 html="We do."
> GET https://hn.algolia.com/api/v1/items/45000001 anon
< 200 application/json {"id":46000001,"created_at_i":1795142442,"type":"story","author":"mustergmbh","title":"Show HN: Rye","url":"https://muster.example","text":null,"points":3,"parent_id":null,"story_id":46000001,"children":[{"id":46000500,"created_at_i":1795142450,"type":"comment","author":"lena_k","text":"Does it ship to Austria?","parent_id":46000001,"story_id":46000001,"children":[{"id":46000900,"created_at_i":1795142500,"author":"mustergmbh","text":"It does.","parent_id":46000500,"children":[]}]},{"id":46000600,"created_at_i":1795142460,"author":null,"text":null,"parent_id":46000001,"children":[]}]}
post 46000001 own public thread=46000001 author=mustergmbh handle=mustergmbh name=mustergmbh created=2026-11-20T02:40:42.000Z url=https://news.ycombinator.com/item?id=46000001 html="<p>Show HN: Rye</p>"
post 46000500 comment public thread=46000001 parent=46000001 author=lena_k handle=lena_k name=lena_k created=2026-11-20T02:40:50.000Z url=https://news.ycombinator.com/item?id=46000500 html="Does it ship to Austria?"
post 46000900 own public thread=46000001 parent=46000500 author=mustergmbh handle=mustergmbh name=mustergmbh created=2026-11-20T02:41:40.000Z url=https://news.ycombinator.com/item?id=46000900 html="It does."
post 46000600 deleted
< 404 application/json {"status":404,"error":"Not Found"}
cursor 1795089600
done

# around one comment: its story
start THREAD id=46000500
self id=mustergmbh handle=mustergmbh url=https://news.ycombinator.com/user?id=mustergmbh
> GET https://hn.algolia.com/api/v1/items/46000500 anon
< 200 application/json {"id":46000500,"created_at_i":1795142450,"type":"comment","author":"lena_k","text":"Does it ship to Austria?","parent_id":46000001,"story_id":46000001,"children":[]}
> GET https://hn.algolia.com/api/v1/items/46000001 anon
< 200 application/json {"id":46000001,"created_at_i":1795142442,"type":"story","author":"mustergmbh","title":"Show HN: Rye","text":null,"story_id":46000001,"children":[{"id":46000500,"created_at_i":1795142450,"author":"lena_k","text":"Does it ship to Austria?","parent_id":46000001,"children":[]}]}
post 46000001 own public thread=46000001 author=mustergmbh handle=mustergmbh name=mustergmbh created=2026-11-20T02:40:42.000Z url=https://news.ycombinator.com/item?id=46000001 html="<p>Show HN: Rye</p>"
post 46000500 context public thread=46000001 parent=46000001 author=lena_k handle=lena_k name=lena_k created=2026-11-20T02:40:50.000Z url=https://news.ycombinator.com/item?id=46000500 html="Does it ship to Austria?"
done

start THREAD id=46000500
self id=mustergmbh handle=mustergmbh url=https://news.ycombinator.com/user?id=mustergmbh
> GET https://hn.algolia.com/api/v1/items/46000500 anon
< 404 application/json {"status":404,"error":"Not Found"}
fail GONE_POST no such item

start CHECK id=46000500 id=46000600
self id=mustergmbh handle=mustergmbh url=https://news.ycombinator.com/user?id=mustergmbh
> GET https://hn.algolia.com/api/v1/items/46000500 anon
> GET https://hn.algolia.com/api/v1/items/46000600 anon
< 200 application/json {"id":46000500,"created_at_i":1795142450,"author":"lena_k","text":"Does it ship to Germany?","parent_id":46000001,"story_id":46000001,"children":[]}
post 46000500 context public thread=46000001 parent=46000001 author=lena_k handle=lena_k name=lena_k created=2026-11-20T02:40:50.000Z url=https://news.ycombinator.com/item?id=46000500 html="Does it ship to Germany?"
< 404 application/json {"status":404,"error":"Not Found"}
missing 46000600
done
