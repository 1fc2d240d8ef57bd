/* SPDX-License-Identifier: ISC */

/* Posts of Facebook, as the daemon knows them; see facebook.h. */

#include "facebook/facebook.h"

const char *
fb_last_part(const char *id)
{
	const char *p = id != NULL ? strrchr(id, '_') : NULL;

	return p != NULL && p[1] != '\0' ? p + 1 : id;
}

bool
fb_is_message(const char *id)
{
	return strncmp(id, "m/", 2) == 0;
}

bool
fb_is_comment(const char *id)
{
	return strncmp(id, "c/", 2) == 0;
}

const char *
fb_comment_id(struct hark_task *t, const char *post, const char *id)
{
	return id == NULL || post == NULL ? id : hark_format(t, "c/%s_%s",
	    fb_last_part(post), fb_last_part(id));
}

const char *
fb_native(const char *id)
{
	return fb_is_comment(id) ? id + 2 : id;
}

void
fb_comment(struct hark_task *t, const json_t *o, const char *post,
    enum hark_kind kind)
{
	const struct state *st = t->state;
	const char *to[2] = { st->me, NULL };
	struct hark_post p = {
		.id = fb_comment_id(t, post, hark_str(t, o, "id")),
		.thread = post,
		.parent = fb_comment_id(t, post, hark_str(t, o, "parent/id")),
		/* Missing where the app may not know who it is. */
		.author = hark_str(t, o, "from/id"),
		.name = hark_str(t, o, "from/name"),
		.url = hark_str(t, o, "permalink_url"),
		.text = hark_str(t, o, "message"),
		.created = hark_time(t, hark_str(t, o, "created_time")),
		.visibility = HARK_PUBLIC,
		.kind = kind,
	};

	if (p.id == NULL) {
		hark_odd(t, "a comment without id");
		return;
	}
	/* By us, or because Facebook takes it for spam. */
	if (hark_true(t, o, "is_hidden")) {
		hark_post(t, .id = p.id, .flags = HARK_POST_DELETED);
		return;
	}
	if (hark_true(t, o, "is_private"))
		p.visibility = HARK_PRIVATE;
	if (hark_is(p.author, st->me))
		p.kind = HARK_OWN;
	if (p.parent == NULL) {
		p.parent = post;
		if (p.kind != HARK_OWN)
			p.addressed = to;
	}
	if (p.text == NULL && json_is_object(json_object_get(o, "attachment")))
		p.flags |= HARK_POST_MEDIA_ONLY;
	if (hark_true(t, o, "user_likes"))
		p.flags |= HARK_POST_LIKED;
	hark_tell(t, &p);
}

const char *
fb_post(struct hark_task *t, const json_t *o, enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *list = hark_at(t, o, "attachments/data"), *a;
	const char *to[2] = { st->me, NULL };
	struct hark_post p = {
		.id = hark_str(t, o, "id"),
		.author = hark_str(t, o, "from/id"),
		.name = hark_str(t, o, "from/name"),
		.url = hark_str(t, o, "permalink_url"),
		.text = hark_str(t, o, "message"),
		.created = hark_time(t, hark_str(t, o, "created_time")),
		/* Advertisements are shown to whom they are paid for. */
		.visibility = json_is_false(json_object_get(o,
		    "is_published")) ? HARK_UNLISTED : HARK_PUBLIC,
		.kind = kind,
	};
	size_t i;

	if (p.id == NULL || strchr(p.id, '_') == NULL) {
		hark_odd(t, "a post without id");
		return NULL;
	}
	p.thread = p.id;
	if (kind == HARK_OWN || hark_is(p.author, st->me)) {
		p.kind = HARK_OWN;
		p.author = st->me;
	} else
		p.addressed = to;
	/* A picture on the Page, and not a word. */
	if (p.text == NULL && p.kind != HARK_OWN && json_array_size(list) > 0)
		p.flags |= HARK_POST_MEDIA_ONLY;
	if (p.text == NULL)
		p.text = hark_str(t, o, "story");
	json_array_foreach(list, i, a) {
		const char *link = hark_str(t, a, "unshimmed_url");
		const char *title = hark_str(t, a, "title");

		if (link != NULL || title != NULL)
			p.text = hark_format(t, "%s\n%s %s", p.text != NULL ?
			    p.text : "", title != NULL ? title : "",
			    link != NULL ? link : "");
	}
	hark_tell(t, &p);
	return p.id;
}

void
fb_message(struct hark_task *t, const json_t *o, const char *talk,
    const char *link)
{
	const struct state *st = t->state;
	const char *id = hark_str(t, o, "id"), *from = hark_str(t, o, "from/id");
	const char *text = hark_str(t, o, "message");

	if (id == NULL || talk == NULL || from == NULL) {
		hark_odd(t, "a message without %s", id == NULL ? "id" :
		    from == NULL ? "sender" : "conversation");
		return;
	}
	hark_post(t, .id = hark_format(t, "m/%s/%s", talk, id),
	    .thread = hark_format(t, "m/%s", talk), .author = from,
	    .name = hark_str(t, o, "from/name"), .text = text, .url = link,
	    .created = hark_time(t, hark_str(t, o, "created_time")),
	    .flags = text == NULL ? HARK_POST_MEDIA_ONLY : 0,
	    .visibility = HARK_PRIVATE, .kind = hark_is(from, st->me) ?
	    HARK_OWN : HARK_MESSAGE);
}
