# forwards from the cursor; a full page is followed by another
option server https://example.org
start POLL feed=mentions cursor=99
> GET https://example.org/posts?after=99&limit=40
< 200 application/json @forty.json
post 100 mention public author=ann
post 101 mention public author=ann
post 102 mention public author=ann
post 103 mention public author=ann
post 104 mention public author=ann
post 105 mention public author=ann
post 106 mention public author=ann
post 107 mention public author=ann
post 108 mention public author=ann
post 109 mention public author=ann
post 110 mention public author=ann
post 111 mention public author=ann
post 112 mention public author=ann
post 113 mention public author=ann
post 114 mention public author=ann
post 115 mention public author=ann
post 116 mention public author=ann
post 117 mention public author=ann
post 118 mention public author=ann
post 119 mention public author=ann
post 120 mention public author=ann
post 121 mention public author=ann
post 122 mention public author=ann
post 123 mention public author=ann
post 124 mention public author=ann
post 125 mention public author=ann
post 126 mention public author=ann
post 127 mention public author=ann
post 128 mention public author=ann
post 129 mention public author=ann
post 130 mention public author=ann
post 131 mention public author=ann
post 132 mention public author=ann
post 133 mention public author=ann
post 134 mention public author=ann
post 135 mention public author=ann
post 136 mention public author=ann
post 137 mention public author=ann
post 138 mention public author=ann
post 139 mention public author=ann
cursor 139
> GET https://example.org/posts?after=139&limit=40
< 200 application/json [{"id":"200","account":"bob","reply_to":"7","content":"<p>bank down?</p>","created_at":"2026-11-20T08:14:02Z"},{"account":"tom"}]
post 200 mention public parent=7 author=bob created=2026-11-20T08:14:02.000Z html="<p>bank down?</p>"
odd item 1 has no id
cursor 200
done
