/* SPDX-License-Identifier: ISC */

/* Posts of X, as the daemon knows them; see x.h. */

#include "x/x.h"

/* The id of what a post refers to in this way, or NULL. */
static const char *
referred(struct hark_task *t, const json_t *o, const char *how)
{
	const json_t *list = json_object_get(o, "referenced_tweets"), *r;
	size_t i;

	if (list == NULL)
		list = json_object_get(o, "referenced_posts");
	json_array_foreach(list, i, r)
		if (hark_is(hark_str(t, r, "type"), how))
			return hark_str(t, r, "id");
	return NULL;
}

const json_t *
x_versions(const json_t *o)
{
	const json_t *list = json_object_get(o, "edit_history_tweet_ids");

	return list != NULL ? list :
	    json_object_get(o, "edit_history_post_ids");
}

/* Pictures and films are links, too. */
static bool
is_media(const char *url)
{
	const char *p = strstr(url, "/status/");

	return p != NULL && (strstr(p, "/photo/") != NULL ||
	    strstr(p, "/video/") != NULL);
}

/* The text whole, its shortened links written out. */
static const char *
text(struct hark_task *t, const json_t *o, unsigned *flags)
{
	const json_t *list = hark_at(t, o, "entities/urls"), *u;
	const char *s = hark_str(t, o, "note_tweet/text"), *p;
	const char *rest = NULL;	/* when a picture is taken away */
	size_t i;

	if (s == NULL)
		s = hark_str(t, o, "note_post/text");
	if (s == NULL)
		s = hark_str(t, o, "text");
	json_array_foreach(list, i, u) {
		const char *from = hark_str(t, u, "url");
		const char *to = hark_str(t, u, "expanded_url");

		if (s == NULL || from == NULL || to == NULL ||
		    (p = strstr(s, from)) == NULL)
			continue;
		if (is_media(to))
			rest = hark_format(t, "%.*s%s", (int)(p - s), s,
			    p + strlen(from));
		s = hark_format(t, "%.*s%s%s", (int)(p - s), s, to,
		    p + strlen(from));
	}
	if (rest != NULL && hark_wordless(t, rest))
		*flags |= HARK_POST_MEDIA_ONLY;
	return s;
}

static const char *const *
addressed(struct hark_task *t, const json_t *o)
{
	const json_t *list = hark_at(t, o, "entities/mentions"), *m;
	const char **to = hark_alloc(t, (json_array_size(list) + 2) *
	    sizeof(*to));
	size_t n = 0, i;

	if ((to[n] = hark_str(t, o, "in_reply_to_user_id")) != NULL)
		n++;
	json_array_foreach(list, i, m)
		if ((to[n] = hark_str(t, m, "id")) != NULL)
			n++;
	return to;
}

const char *
x_post(struct hark_task *t, const json_t *answer, const json_t *o,
    enum hark_kind kind)
{
	const struct state *st = t->state;
	const char *last = hark_str(t, o, "id"), *first;
	struct hark_post p = {
		.id = last,
		.thread = hark_str(t, o, "conversation_id"),
		.parent = referred(t, o, "replied_to"),
		.author = hark_str(t, o, "author_id"),
		.lang = hark_str(t, o, "lang"),
		.created = hark_time(t, hark_str(t, o, "created_at")),
		/* The text has &amp; and line breaks, but no tags. */
		.format = HARK_HTML,
		.visibility = HARK_PUBLIC,
		.kind = kind,
	};
	const json_t *u = x_user(t, answer, p.author);

	if (p.id == NULL || p.author == NULL) {
		hark_odd(t, "a post without %s", p.id == NULL ? "id" :
		    "author");
		return NULL;
	}
	/* Only passed on: the words are another's. */
	if (referred(t, o, "retweeted") != NULL)
		return p.id;
	first = json_string_value(json_array_get(x_versions(o), 0));
	if (first != NULL && hark_order(first) != 0 && !hark_is(first, last)) {
		p.id = first;
		p.edited = p.created;
	}
	if (hark_true(t, u, "protected"))
		p.visibility = HARK_FOLLOWERS;
	if (hark_is(p.author, st->me))
		p.kind = HARK_OWN;
	else if (kind == HARK_MENTION && hark_is(hark_str(t, o,
	    "in_reply_to_user_id"), st->me))
		p.kind = HARK_COMMENT;
	if (referred(t, o, "quoted") != NULL)
		p.flags |= HARK_POST_QUOTE;
	p.text = text(t, o, &p.flags);
	p.addressed = addressed(t, o);
	p.name = hark_str(t, u, "name");
	if (hark_str(t, u, "username") != NULL)
		p.handle = hark_format(t, "@%s", hark_str(t, u, "username"));
	p.url = hark_format(t, "https://x.com/%s/status/%s", p.handle != NULL ?
	    p.handle + 1 : "i", last);
	hark_tell(t, &p);
	return p.id;
}

void
x_message(struct hark_task *t, const json_t *answer, const json_t *o)
{
	const struct state *st = t->state;
	const char *conversation = hark_str(t, o, "dm_conversation_id");
	const char *author = hark_str(t, o, "sender_id");
	const json_t *u = x_user(t, answer, author);
	const char *handle = hark_str(t, u, "username");
	const char *words = hark_str(t, o, "text");

	/* People who join and leave are none. */
	if (!hark_is(hark_str(t, o, "event_type"), "MessageCreate"))
		return;
	if (conversation == NULL || author == NULL ||
	    strchr(conversation, '/') != NULL) {
		hark_odd(t, "a message without %s", author == NULL ? "sender" :
		    "conversation");
		return;
	}
	hark_post(t, .id = hark_format(t, "dm/%s/%s", conversation,
	    hark_str(t, o, "id")), .thread = hark_format(t, "dm/%s",
	    conversation), .author = author, .name = hark_str(t, u, "name"),
	    .handle = handle != NULL ? hark_format(t, "@%s", handle) : NULL,
	    .url = hark_format(t, "https://x.com/messages/%s", conversation),
	    .text = words, .format = HARK_HTML, .visibility = HARK_PRIVATE,
	    .created = hark_time(t, hark_str(t, o, "created_at")),
	    .flags = words == NULL ? HARK_POST_MEDIA_ONLY : 0,
	    .kind = hark_is(author, st->me) ? HARK_OWN : HARK_MESSAGE);
}
