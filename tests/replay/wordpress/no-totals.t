# a proxy drops the totals: a full page means more
option site http://localhost:8003
kept api /wp-json
start POLL feed=comments cursor=1795224000000 now=2026-11-21T21:00:00Z
> GET http://localhost:8003/wp-json/wp/v2/comments?orderby=date_gmt&order=desc&per_page=50&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @full-head.json
post 220 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 221 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 222 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 223 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 224 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 225 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 226 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 227 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 228 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 229 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 230 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 231 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 232 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 233 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 234 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 235 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 236 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 237 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 238 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 239 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 240 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 241 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 242 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 243 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 244 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 245 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 246 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 247 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 248 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 249 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 250 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 251 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 252 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 253 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 254 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 255 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 256 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 257 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 258 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 259 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 260 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 261 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 262 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 263 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 264 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 265 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 266 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 267 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 268 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
post 269 comment unknown thread=post/4 parent=post/4 author=9 created=2026-11-21T20:30:00.000Z
> GET http://localhost:8003/wp-json/wp/v2/comments?after=2026-11-20T23%3A20%3A00.000Z&orderby=date_gmt&order=asc&per_page=100&_fields=id%2Cpost%2Cparent%2Cauthor%2Cauthor_name%2Cauthor_email%2Cdate_gmt%2Clink%2Ccontent%2Cstatus%2Ctype
< 200 application/json @walk-2.json
post 214 comment public thread=post/4 parent=post/4 author=guest/9256ecc3bb1c8786 name=N214 created=2026-11-21T20:34:00.000Z html="<p>Q214?</p>"
post 215 comment public thread=post/4 parent=post/4 author=guest/9256edc3bb1c8939 name=N215 created=2026-11-21T20:35:00.000Z html="<p>Q215?</p>"
post 216 comment public thread=post/4 parent=post/4 author=guest/9256eac3bb1c8420 name=N216 created=2026-11-21T20:36:00.000Z html="<p>Q216?</p>"
post 217 comment public thread=post/4 parent=post/4 author=guest/9256ebc3bb1c85d3 name=N217 created=2026-11-21T20:37:00.000Z html="<p>Q217?</p>"
post 218 comment public thread=post/4 parent=post/4 author=guest/9256f8c3bb1c9bea name=N218 created=2026-11-21T20:38:00.000Z html="<p>Q218?</p>"
post 219 comment public thread=post/4 parent=post/4 author=guest/9256f9c3bb1c9d9d name=N219 created=2026-11-21T20:39:00.000Z html="<p>Q219?</p>"
post 220 comment public thread=post/4 parent=post/4 author=guest/92536ac3bb1974c9 name=N220 created=2026-11-21T20:40:00.000Z html="<p>Q220?</p>"
cursor 1795293600000
done
