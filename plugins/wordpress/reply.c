/* SPDX-License-Identifier: ISC */

/* Answers that a person wrote, on their way to WordPress; see wordpress.h. */

#include "wordpress/wordpress.h"

static void
send(struct hark_task *t)
{
	const struct state *st = t->state;
	const char *parent = t->start->parent->id;
	bool to_post = wp_post_of(parent) != NULL;

	hark_request(t, .method = "POST", .tag = REPLIED,
	    .url = wp_where(t, "comments"),
	    .type = HARK_FORM, .body = hark_form(t, "post", st->post, "parent",
		to_post ? NULL : parent, "content",
		hark_html(t, t->start->text)));
}

void
wp_reply(struct hark_task *t)
{
	struct state *st = t->state;

	st->post = wp_post_of(t->start->parent->id);
	if (st->post == NULL)
		wp_ask_comment(t, t->start->parent->id, TARGET);
	else
		send(t);
}

void
wp_target(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	json_t *o;

	if (wp_gone(t, r)) {
		hark_fail(t, HARK_E_GONE_POST, "the comment to answer is gone");
		return;
	}
	if ((o = wp_parse(t, r)) == NULL)
		return;
	if (wp_visibility(hark_str(t, o, "status")) != HARK_PUBLIC ||
	    (st->post = wp_num(t, o, "post")) == NULL)
		hark_fail(t, HARK_E_GONE_POST, "the comment to answer is not "
		    "public any more");
	else
		send(t);
}

#define REFUSED(n)							\
	{ .status = (n), .error = HARK_E_CONFIG,			\
	  .words = "the answer is refused: status {status}, {code}" }

static const struct hark_refusal refusals[] = {
	{ .status = 409, .error = HARK_E_PROTOCOL,
	  .words = "WordPress knows this answer already" },
	{ .code = "rest_comment_closed", .error = HARK_E_CONFIG,
	  .words = "comments are closed there" },
	{ .code = "comment_flood", .error = HARK_E_LATER, .words = "WordPress "
	  "wants 15 seconds between two comments of one user" },
	REFUSED(400), REFUSED(413), { .error = 0 }
};

void
wp_replied(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *parent = t->start->parent->id;
	json_t *o;

	if (r->status == 409 && st->me != NULL) {
		/* The same words under the same comment: it is out already. */
		wp_ask(t, TWIN, hark_url(t, wp_where(t, "comments"), "context",
		    "edit", "status", "all", "post", st->post, "parent",
		    wp_post_of(parent) != NULL ? "0" : parent, "author",
		    st->me, "per_page", "100"));
		return;
	}
	wp_refused(t, r, refusals);
	if ((o = wp_parse(t, r)) == NULL)
		return;
	wp_comment(t, o, HARK_OWN);
	hark_done(t);
}

void
wp_twin(struct hark_task *t, const struct hark_response *r)
{
	const char *text = hark_html(t, t->start->text);
	json_t *list = wp_parse(t, r), *o;
	size_t i;

	if (list == NULL)
		return;
	json_array_foreach(list, i, o)
		if (hark_is(hark_str(t, o, "content/raw"),
		    text) &&
		    wp_comment(t, o, HARK_OWN) != NULL) {
			hark_done(t);
			return;
		}
	hark_fail(t, HARK_E_PROTOCOL, "WordPress knows this answer already, but "
	    "does not show it");
}
