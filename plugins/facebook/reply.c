/* SPDX-License-Identifier: ISC */

/* Answers that a person wrote, on their way to Facebook; see facebook.h. */

#include "facebook/facebook.h"

void
fb_reply(struct hark_task *t)
{
	const struct hark_post *to = t->start->parent;
	const struct state *st = t->state;
	/* Facebook has two floors: below a reply is beside it. */
	const char *parent = to->parent != NULL && fb_is_comment(to->parent) ?
	    to->parent : to->id;
	const char *json;

	if (fb_is_message(to->id)) {
		json = hark_format(t, "{\"recipient\":{\"id\":%s},"
		    "\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":%s}}",
		    hark_quote(t, to->author), hark_quote(t, t->start->text));
		hark_request(t, .tag = SENT, .method = "POST", .quota = "page",
		    .url = fb_graph(t, st->me, "/messages"), .body = json,
		    .type = "application/json");
		return;
	}
	if (t->start->visibility < HARK_UNLISTED)
		hark_fail(t, HARK_E_CONFIG, "a reply on Facebook is public, "
		    "but what it answers is not: answer in the Page's inbox");
	/* Not to the comment itself: that would overwrite it. */
	hark_request(t, .tag = REPLIED, .method = "POST", .quota = "page",
	    .url = fb_graph(t, fb_native(parent), "/comments"), .type = HARK_FORM,
	    .body = hark_form(t, "message", t->start->text));
}

#define ANY								\
	{ .code = "506", .error = HARK_E_PROTOCOL,			\
	  .words = "Facebook has that reply already: {why}" },		\
	{ .code = "100", .error = HARK_E_GONE_POST,			\
	  .words = "what is to be answered is gone: {why}" },		\
	{ .error = 0 }

static const struct hark_refusal of_comment[] = { ANY }, of_message[] = {
	{ .code = "10 551", .error = HARK_E_SCOPE, .words = "messages can be "
	  "answered within 24 hours only, or the permission is missing: "
	  "{why}" }, ANY };

static void
on_replied(struct hark_task *t, const struct hark_response *r, bool sent)
{
	const struct hark_post *to = t->start->parent;
	const struct state *st = t->state;
	const char *root = to->thread != NULL ? to->thread : to->id, *id;
	const json_t *j;

	hark_refused(t, r, sent ? of_message : of_comment);
	j = hark_answer(t, r, NULL);
	id = hark_str(t, j, sent ? "message_id" : "id");
	if (!sent && hark_is(fb_last_part(id), fb_last_part(to->id)))
		hark_fail(t, HARK_E_PROTOCOL, "Facebook took the reply for a "
		    "change of what it answers; look there");
	hark_posted(t, .id = sent && id != NULL ? hark_format(t, "m/%s/%s",
	    fb_talk_of(t, to->id), id) : fb_comment_id(t, root, id),
	    .thread = root, .parent = sent ?
	    NULL : to->id, .author = st->me, .text = t->start->text,
	    .kind = HARK_OWN, .created = t->now, .visibility = sent ?
	    HARK_PRIVATE : HARK_PUBLIC);
	hark_done(t);
}

void
fb_on_commented(struct hark_task *t, const struct hark_response *r)
{
	on_replied(t, r, false);
}

void
fb_on_sent(struct hark_task *t, const struct hark_response *r)
{
	on_replied(t, r, true);
}
