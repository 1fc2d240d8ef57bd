/* SPDX-License-Identifier: ISC */

/* Answers that a person wrote, on their way to YouTube; see youtube.h. */

#include "youtube/youtube.h"

void
yt_reply(struct hark_task *t)
{
	const struct config *cf = t->config;
	const struct hark_post *to = t->start->parent;
	const char *root = yt_video_of(to->id), *top = yt_top_of(t, to->id);
	const char *text;

	/* Whoever is not asked by a topmost comment is named. */
	text = hark_quote(t, hark_is(top, to->id) || root != NULL ?
	    t->start->text : hark_named(t, t->start->text, to->handle));
	if (cf->refresh_token == NULL)
		hark_fail(t, HARK_E_CONFIG, "an answer needs the channel's own "
		    "consent (refresh_token); the key can only read");
	else if (t->start->visibility < HARK_UNLISTED)
		hark_fail(t, HARK_E_CONFIG, "an answer is public, but what it "
		    "answers is held back: publish that in YouTube Studio "
		    "first");
	hark_request(t, .tag = REPLIED, .method = "POST", .cost = cf->write,
	    .type = "application/json", .url = hark_url(t, yt_api(t,
	    root != NULL ? "commentThreads" : "comments"), "part", "snippet"),
	    .body = root != NULL ? hark_format(t, "{\"snippet\":{\"videoId\":%s,"
	    "\"topLevelComment\":{\"snippet\":{\"textOriginal\":%s}}}}",
	    hark_quote(t, root), text) : hark_format(t, "{\"snippet\":"
	    "{\"parentId\":%s,\"textOriginal\":%s}}", hark_quote(t, top),
	    text));
}

void
yt_on_replied(struct hark_task *t, const struct hark_response *r)
{
	const char *root = yt_video_of(t->start->parent->thread != NULL ?
	    t->start->parent->thread : t->start->parent->id);
	bool gone;
	const json_t *j;

	if (r->status == 400)
		hark_fail(t, HARK_E_CONFIG, "the answer is refused: %s",
		    hark_reason(t, r, NULL));
	j = yt_parse(t, r, &gone);
	if (gone)
		hark_fail(t, HARK_E_GONE_POST, "the comment to answer is gone");
	if (json_is_object(hark_at(t, j, "snippet/topLevelComment")))
		j = hark_at(t, j, "snippet/topLevelComment");
	yt_comment(t, j, root, HARK_OWN);
	hark_done(t);
}
