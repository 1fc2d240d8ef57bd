/* SPDX-License-Identifier: ISC */

/* Answers that a person wrote, on their way to WordPress; see wordpress.h. */

#include "wordpress/wordpress.h"

bool
wp_reply_start(struct hark_task *t, const struct hark_event *ev)
{
	struct state *st = t->state;

	if (ev->start.visibility != HARK_PUBLIC ||
	    ev->start.parent->visibility != HARK_PUBLIC) {
		hark_fail(t, HARK_E_CONFIG, "an answer on a blog is public, but "
		    "what it answers is not: approve that first");
		return false;
	}
	st->parent = hark_copy(t, ev->start.parent->id);
	st->text = hark_html(t, ev->start.text);
	return true;
}

static void
send(struct hark_task *t)
{
	const struct state *st = t->state;
	bool to_post = wp_post_of(st->parent) != NULL;

	hark_request(t, .method = "POST", .tag = REPLIED,
	    .url = wp_where(t, "comments"),
	    .type = "application/x-www-form-urlencoded",
	    .body = hark_url(t, "", "post", st->post, "parent",
		to_post ? NULL : st->parent, "content", st->text) + 1);
}

void
wp_reply(struct hark_task *t)
{
	struct state *st = t->state;
	const char *post = wp_post_of(st->parent);

	if (post == NULL) {
		wp_ask_comment(t, st->parent, TARGET);
		return;
	}
	st->post = post;
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
	if (wp_visibility(wp_str(o, "status")) != HARK_PUBLIC ||
	    (st->post = wp_num(t, o, "post")) == NULL)
		hark_fail(t, HARK_E_GONE_POST, "the comment to answer is not "
		    "public any more");
	else
		send(t);
}

void
wp_replied(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *code = hark_ok(r) ? NULL :
	    wp_str(wp_document(t, r), "code");
	json_t *o;

	if (r->status == 409 && st->me != NULL) {
		/* The same words under the same comment: it is out already. */
		wp_ask(t, TWIN, hark_url(t, wp_where(t, "comments"), "context",
		    "edit", "status", "all", "post", st->post, "parent",
		    wp_post_of(st->parent) != NULL ? "0" : st->parent, "author",
		    st->me, "per_page", "100"));
	} else if (r->status == 409)
		hark_fail(t, HARK_E_PROTOCOL, "WordPress knows this answer "
		    "already");
	else if (hark_is(code, "rest_comment_closed"))
		hark_fail(t, HARK_E_CONFIG, "comments are closed there");
	else if (hark_is(code, "comment_flood"))
		hark_fail(t, HARK_E_LATER, "WordPress wants 15 seconds between "
		    "two comments of one user");
	else if (r->status == 400 || r->status == 413)
		hark_fail(t, HARK_E_CONFIG, "the answer is refused: status %d, "
		    "%s", r->status, code != NULL ? code : "no reason");
	else if ((o = wp_parse(t, r)) != NULL) {
		if (wp_comment(t, o, HARK_OWN, true) != NULL)
			hark_done(t);
		else
			hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
	}
}

void
wp_twin(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	json_t *list = wp_parse(t, r), *o;
	size_t i;

	if (list == NULL)
		return;
	json_array_foreach(list, i, o)
		if (hark_is(wp_str(json_object_get(o, "content"), "raw"),
		    st->text) &&
		    wp_comment(t, o, HARK_OWN, true) != NULL) {
			hark_done(t);
			return;
		}
	hark_fail(t, HARK_E_PROTOCOL, "WordPress knows this answer already, but "
	    "does not show it");
}
