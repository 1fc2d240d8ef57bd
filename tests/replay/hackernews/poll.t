# words, looked for since the first day; the index lags, so a day is read again
option user mustergmbh
option keywords Muster GmbH
start POLL feed=search argument="Muster GmbH" since=2026-11-19T12:00:00Z
self id=mustergmbh handle=mustergmbh url=https://news.ycombinator.com/user?id=mustergmbh
> GET https://hn.algolia.com/api/v1/search_by_date?query=%22Muster%20GmbH%22&tags=%28story%2Ccomment%29&typoTolerance=false&advancedSyntax=true&numericFilters=created_at_i%3E1795089600&hitsPerPage=1000 anon
< 200 application/json {"hits":[{"objectID":"46001234","author":"lena_k","created_at":"2026-11-20T08:14:02Z","created_at_i":1795162442,"comment_text":"Does Muster GmbH ship to Austria?<p>Their page says nothing.","story_id":46000001,"story_title":"Show HN: Roggen","parent_id":46000500,"points":null,"_tags":["comment","author_lena_k","story_46000001"]},{"objectID":"46000001","author":"mustergmbh","created_at_i":1795142442,"title":"Show HN: Rye & more","url":"https://muster.example","story_id":46000001,"story_text":"By Muster GmbH."},{"author":"x"}],"nbHits":3,"page":0,"hitsPerPage":1000}
post 46001234 found public thread=46000001 parent=46000500 author=lena_k handle=lena_k name=lena_k created=2026-11-20T08:14:02.000Z url=https://news.ycombinator.com/item?id=46001234 html="Does Muster GmbH ship to Austria?<p>Their page says nothing."
post 46000001 own public thread=46000001 author=mustergmbh handle=mustergmbh name=mustergmbh created=2026-11-20T02:40:42.000Z url=https://news.ycombinator.com/item?id=46000001 html="<p>Show HN: Rye &amp; more</p>By Muster GmbH."
odd a hit without id or time
cursor 1795162442
done

start POLL feed=search argument="Muster GmbH" cursor=1795162442 now=2026-11-20T12:30:00Z
self id=mustergmbh handle=mustergmbh url=https://news.ycombinator.com/user?id=mustergmbh
> GET https://hn.algolia.com/api/v1/search_by_date?query=%22Muster%20GmbH%22&tags=%28story%2Ccomment%29&typoTolerance=false&advancedSyntax=true&numericFilters=created_at_i%3E1795076042&hitsPerPage=1000 anon
< 200 application/json {"hits":[]}
done

start POLL feed=search argument="Muster GmbH" cursor=1795162442
self id=mustergmbh handle=mustergmbh url=https://news.ycombinator.com/user?id=mustergmbh
> GET https://hn.algolia.com/api/v1/search_by_date?query=%22Muster%20GmbH%22&tags=%28story%2Ccomment%29&typoTolerance=false&advancedSyntax=true&numericFilters=created_at_i%3E1795076042&hitsPerPage=1000 anon
< 400 application/json {"message":"invalid numericFilters","status":400}
fail PROTOCOL status 400, "invalid numericFilters"

# nothing of ours lately
start POLL feed=comments
self id=mustergmbh handle=mustergmbh url=https://news.ycombinator.com/user?id=mustergmbh
> GET https://hn.algolia.com/api/v1/search_by_date?tags=author_mustergmbh&numericFilters=created_at_i%3E1793966400&hitsPerPage=200 anon
< 200 application/json {"hits":[{"author":"mustergmbh"}]}
odd a hit without id or time
cursor 1795089600
done
