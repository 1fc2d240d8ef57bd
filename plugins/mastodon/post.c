/* SPDX-License-Identifier: ISC */

/* Posts of Mastodon, as the daemon knows them; see mastodon.h. */

#include "mastodon/mastodon.h"

const char *const md_visibilities[] = { "direct", "direct", "private",
	"unlisted", "public" };

static enum hark_visibility
visibility(struct hark_task *t, const json_t *s)
{
	const struct state *st = t->state;
	const char *word = hark_str(t, s, "visibility");
	unsigned v = HARK_PUBLIC;

	while (v > HARK_UNKNOWN && !hark_is(word, md_visibilities[v]))
		v--;
	/* snac says "private" of direct messages, too. */
	return v == HARK_FOLLOWERS && st->snac ? HARK_PRIVATE :
	    (enum hark_visibility)v;
}

const char *
md_handle(struct hark_task *t, const json_t *account)
{
	const struct config *cf = t->config;
	const char *acct = hark_str(t, account, "acct");
	const char *url = hark_str(t, account, "url"), *host;

	if (acct == NULL || strchr(acct, '@') != NULL)
		return acct != NULL ? hark_format(t, "@%s", acct) : NULL;
	if (url == NULL || (host = strstr(url, "://")) == NULL)
		host = strstr(cf->server, "://");
	return hark_format(t, "@%s@%.*s", acct, (int)strcspn(host + 3, ":/?#"),
	    host + 3);
}

/* The member `name' of each of a list's items, as paragraphs after `out'. */
static const char *
paragraphs(struct hark_task *t, const char *out, const json_t *list,
    const char *name)
{
	const json_t *o;
	const char *s;
	size_t i;

	json_array_foreach(list, i, o)
		if ((s = hark_str(t, o, name)) != NULL)
			out = hark_format(t, "%s<p>%s</p>", out, hark_html(t, s));
	return out;
}

/* Content warning, content and a poll's choices; else what a picture shows. */
static const char *
text(struct hark_task *t, const json_t *s, unsigned *flags)
{
	const char *warning = hark_str(t, s, "spoiler_text");
	const char *out = hark_str(t, s, "content");
	const json_t *media = json_object_get(s, "media_attachments");

	if (out == NULL)
		out = "";
	if (warning != NULL)
		out = hark_format(t, "<p>%s</p>\n%s", hark_html(t, warning), out);
	out = paragraphs(t, out, hark_at(t, s, "poll/options"), "title");
	if (json_array_size(media) == 0 || !hark_wordless(t, out))
		return out;
	*flags |= HARK_POST_MEDIA_ONLY;
	return paragraphs(t, out, media, "description");
}

static const char *const *
addressed(struct hark_task *t, const json_t *s, bool us)
{
	const struct state *st = t->state;
	const json_t *list = json_object_get(s, "mentions"), *m;
	const char **to = hark_alloc(t,
	    (json_array_size(list) + 2) * sizeof(*to));
	/* snac, known by the length of its ids, only counts them. */
	bool snac = strlen(hark_str(t, s, "id")) == 42;
	size_t n = 0, i;

	json_array_foreach(list, i, m) {
		const char *id = snac ? NULL : hark_str(t, m, "id");

		if (id != NULL || (id = md_handle(t, m)) != NULL)
			to[n++] = id;
	}
	if (n == 0 && us)
		to[n++] = st->me;
	return to;
}

#define NO_TIME	"0000000000"

const char *
md_post_id(struct hark_task *t, const json_t *o, const char *key)
{
	const char *id = hark_str(t, o, key);

	return id == NULL || strlen(id) != 42 || hark_order(id) == 0 ? id :
	    hark_format(t, NO_TIME "%s", id + strlen(NO_TIME));
}

int64_t
md_order(const char *id)
{
	return strlen(id) == 42 && strncmp(id, NO_TIME, strlen(NO_TIME)) == 0 ?
	    0 : hark_order(id);
}

const char *
md_status(struct hark_task *t, const json_t *s, enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *account = json_object_get(s, "account");
	const json_t *passed_on = json_object_get(s, "reblog");
	/* The words may be another's, the act is theirs. */
	const json_t *own = json_is_object(passed_on) ? passed_on : s;
	struct hark_post p = {
		.id = md_post_id(t, s, "id"),
		.uri = hark_str(t, s, "uri"),
		.url = hark_str(t, own, "url"),
		.thread = st->root,
		.parent = md_post_id(t, s, "in_reply_to_id"),
		.author = hark_str(t, account, "id"),
		.handle = md_handle(t, account),
		.name = hark_str(t, account, "display_name"),
		.lang = hark_str(t, own, "language"),
		.created = hark_time(t, hark_str(t, s, "created_at")),
		.edited = hark_time(t, hark_str(t, own, "edited_at")),
		.visibility = visibility(t, s),
		.kind = kind,
		.format = HARK_HTML,
	};

	if (p.id == NULL || p.handle == NULL) {
		hark_odd(t, "a status without %s",
		    p.id == NULL ? "id" : "author");
		return NULL;
	}
	if (st->me != NULL && hark_is(p.author, st->me))
		p.kind = HARK_OWN;
	else if (kind == HARK_MENTION && p.visibility <= HARK_PRIVATE)
		p.kind = HARK_MESSAGE;
	else if (kind == HARK_MENTION && st->me != NULL &&
	    hark_is(hark_str(t, s, "in_reply_to_account_id"), st->me))
		p.kind = HARK_COMMENT;
	p.text = text(t, own, &p.flags);
	if (p.url == NULL)
		p.url = hark_str(t, own, "uri");
	p.addressed = addressed(t, s, p.kind == HARK_MENTION ||
	    p.kind == HARK_MESSAGE);
	if (own != s)
		p.flags |= HARK_POST_REPOST;
	if (json_is_object(json_object_get(own, "quote")))
		p.flags |= HARK_POST_QUOTE;
	if (hark_true(t, s, "favourited"))
		p.flags |= HARK_POST_LIKED;
	/* A program may run our own account, and people answer from it. */
	if (p.kind != HARK_OWN && hark_true(t, account, "bot"))
		p.flags |= HARK_POST_AUTOMATIC;
	hark_tell(t, &p);
	return p.id;
}
