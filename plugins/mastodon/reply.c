/* SPDX-License-Identifier: ISC */

/* Answers that a person wrote, on their way to Mastodon; see mastodon.h. */

#include "mastodon/mastodon.h"

void
md_reply(struct hark_task *t)
{
	const struct hark_start *start = t->start;
	const struct config *cf = t->config;
	const struct state *st = t->state;

	hark_request(t, .method = "POST", .tag = REPLIED,
	    .url = hark_format(t, "%s/api/v1/statuses", cf->server),
	    .headers = (const char *const[]){ start->key == NULL ? NULL :
		hark_format(t, "Idempotency-Key: %s", start->key), NULL },
	    .type = HARK_FORM,
	    /* Without the name in the text the server tells nobody. */
	    .body = hark_form(t, "status", hark_named(t, start->text,
		start->parent->handle), "in_reply_to_id", start->parent->id,
		"visibility", md_visibilities[start->visibility]),
	    /* Others read the key and forget it. */
	    .flags = st->vanilla && start->key != NULL ? HARK_IDEMPOTENT : 0);
}

#define GONE(n)								\
	{ .status = (n), .error = HARK_E_GONE_POST,			\
	  .words = "the post to answer is gone: {why}" }
#define REFUSED(n)							\
	{ .status = (n), .error = HARK_E_CONFIG,			\
	  .words = "the reply is refused: {why}" }

static const struct hark_refusal refusals[] = {
	GONE(404), GONE(410), REFUSED(413), REFUSED(422), { .error = 0 }
};

void
md_on_replied(struct hark_task *t, const struct hark_response *r)
{
	hark_refused(t, r, refusals);
	md_status(t, hark_answer(t, r, NULL), HARK_OWN);
	hark_done(t);
}
