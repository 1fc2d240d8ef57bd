/* SPDX-License-Identifier: ISC */

/* Answers that a person wrote, on their way to Bluesky; see bluesky.h. */

#include "bluesky/bluesky.h"

static const char *
facet(struct hark_task *t, size_t from, size_t to, const char *type,
    const char *name, const char *value)
{
	return hark_format(t, "{\"index\":{\"byteStart\":%zu,\"byteEnd\":%zu},"
	    "\"features\":[{\"$type\":\"app.bsky.richtext.facet#%s\",\"%s\":%s}]}",
	    from, to, type, name, hark_quote(t, value));
}

/* Links and the asker's name are nothing but text unless we say so. */
static const char *
facets(struct hark_task *t, const char *s, const char *who, const char *did)
{
	const char *out = "", *p;

	for (p = s; (p = strstr(p, "http")) != NULL;) {
		size_t head = strncmp(p, "https://", 8) == 0 ? 8 :
		    strncmp(p, "http://", 7) == 0 ? 7 : 0;
		size_t n = strcspn(p, " \t\r\n<>\"");

		while (n > head && (strchr(".,;:!?'", p[n - 1]) != NULL ||
		    (p[n - 1] == ')' && memchr(p, '(', n) == NULL)))
			n--;
		if (head == 0 || n <= head) {
			p += 4;
			continue;
		}
		out = hark_format(t, "%s%s%s", out, *out != '\0' ? "," : "",
		    facet(t, (size_t)(p - s), (size_t)(p - s) + n, "link",
		    "uri", hark_format(t, "%.*s", (int)n, p)));
		p += n;
	}
	if (who != NULL && did != NULL && (p = strstr(s, who)) != NULL) {
		size_t n = strlen(who);

		if (strchr(" \t\r\n,:;!?)", p[n]) != NULL)
			out = hark_format(t, "%s%s%s", out, *out != '\0' ?
			    "," : "", facet(t, (size_t)(p - s),
			    (size_t)(p - s) + n, "mention", "did", did));
	}
	return out;
}

static const char *
ref(struct hark_task *t, const json_t *o)
{
	const char *uri = hark_str(t, o, "uri"), *cid = hark_str(t, o, "cid");

	return uri == NULL || cid == NULL ? NULL : hark_format(t,
	    "{\"uri\":%s,\"cid\":%s}", hark_quote(t, uri), hark_quote(t, cid));
}

void
bs_target(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *o = NULL, *root;
	const char *parent, *top, *f;

	if (!hark_absent(t, r) && (o = hark_answer(t, r, NULL)) == NULL)
		return;
	o = hark_at(t, o, "thread/post");
	if ((parent = ref(t, o)) == NULL) {
		hark_fail(t, HARK_E_GONE_POST, "the post to answer is gone, or "
		    "its author has blocked us");
		return;
	}
	if (hark_true(t, o, "viewer/replyDisabled")) {
		hark_fail(t, HARK_E_CONFIG, "its author lets only some people "
		    "answer");
		return;
	}
	root = hark_at(t, o, "record/reply/root");
	if ((top = ref(t, root)) != NULL)
		st->root = hark_copy(t, hark_str(t, root, "uri"));
	else {
		top = parent;
		st->root = t->start->parent->id;
	}
	f = facets(t, t->start->text, bs_handle(t, hark_at(t, o,
	    "author")), hark_str(t, o, "author/did"));
	hark_request(t, .tag = REPLIED, .flags = HARK_IDEMPOTENT,
	    .method = "POST", .url = bs_xrpc(t, "com.atproto.repo.putRecord"),
	    .type = "application/json", .body = hark_format(t,
	    "{\"repo\":%s,\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%s\","
	    "\"record\":{\"$type\":\"app.bsky.feed.post\",\"text\":%s,"
	    "\"createdAt\":\"%s\",\"reply\":{\"root\":%s,\"parent\":%s}%s%s%s}}",
	    hark_quote(t, st->me), bs_make_rkey(t, t->start->key, st->created),
	    hark_quote(t, t->start->text),
	    hark_date(t, st->created), top, parent,
	    *f != '\0' ? ",\"facets\":[" : "", f, *f != '\0' ? "]" : ""));
}

static const struct hark_refusal refusals[] = {
	{ .code = TOKENS, NO_TOKEN },
	{ .status = 400, .error = HARK_E_CONFIG,
	  .words = "the reply is refused: " SAID },
	{ .error = 0 }
};

void
bs_replied(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *uri;
	json_t *o;

	hark_refused(t, r, refusals);
	if ((o = hark_answer(t, r, NULL)) == NULL)
		return;
	if ((uri = hark_str(t, o, "uri")) == NULL || bs_rkey_of(uri) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
		return;
	}
	hark_posted(t, .id = uri, .uri = uri, .author = st->me,
	    .thread = st->root, .parent = t->start->parent->id,
	    .text = t->start->text,
	    .url = hark_format(t, "%s/profile/%s/post/%s", WEB, st->me,
	    bs_rkey_of(uri)), .created = st->created, .kind = HARK_OWN,
	    .visibility = HARK_PUBLIC);
	hark_done(t);
}
