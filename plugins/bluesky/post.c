/* SPDX-License-Identifier: ISC */

/* Posts of Bluesky, as the daemon knows them; see bluesky.h. */

#include "bluesky/bluesky.h"

/* --- addresses ------------------------------------------------------------ */

static const char tid[] = "234567abcdefghijklmnopqrstuvwxyz";

const char *
bs_rkey_of(const char *uri)
{
	const char *p = strncmp(uri, "at://", 5) == 0 ? strrchr(uri + 5, '/') :
	    NULL;

	return p != NULL && p[1] != '\0' ? p + 1 : NULL;
}

static const char *
did_of(struct hark_task *t, const char *uri)
{
	if (uri == NULL || strncmp(uri, "at://did:", 9) != 0)
		return NULL;
	return hark_format(t, "%.*s", (int)strcspn(uri + 5, "/"), uri + 5);
}

int64_t
bs_order(const char *id)
{
	const char *key = bs_rkey_of(id), *p;
	int64_t n = 0;

	if (key == NULL || strlen(key) != 13)
		return 0;
	for (size_t i = 0; i < 13; i++) {
		if ((p = strchr(tid, key[i])) == NULL ||
		    (i == 0 && p - tid > 7))
			return 0;
		n = n << 5 | (p - tid);
	}
	return n;
}

const char *
bs_make_rkey(struct hark_task *t, const char *key, int64_t created)
{
	uint64_t h = UINT64_C(14695981039346656037), n;
	char *out = hark_alloc(t, 14);

	for (; key != NULL && *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
	h ^= h >> 32;
	n = ((uint64_t)created * 1000 + h % 1000) << 10 | (h >> 12 & 1023);
	for (int i = 12; i >= 0; i--, n >>= 5)
		out[i] = tid[n & 31];
	return out;
}

/* --- posts ---------------------------------------------------------------- */

bool
bs_labelled(struct hark_task *t, const json_t *o, const char *label)
{
	const json_t *l;
	size_t i;

	json_array_foreach(json_object_get(o, "labels"), i, l)
		if (hark_is(hark_str(t, l, "val"), label))
			return true;
	return false;
}

/* Does a character of UTF-8 begin here? */
static bool
boundary(const char *s, int64_t at)
{
	return ((unsigned char)s[at] & 0xc0) != 0x80;
}

/*
 * The next facet from byte `at' on, the leftmost: where it stands and its
 * address.  What does not fit the text is passed over.
 */
static const char *
next_link(struct hark_task *t, const json_t *facets, const char *s,
    int64_t at, int64_t *from, int64_t *to)
{
	int64_t len = (int64_t)strlen(s);
	const char *found = NULL;
	const json_t *f, *feature;
	size_t i, k;

	json_array_foreach(facets, i, f) {
		const json_t *a = hark_at(t, f, "index/byteStart");
		const json_t *b = hark_at(t, f, "index/byteEnd");
		int64_t start = json_integer_value(a);
		int64_t end = json_integer_value(b);

		if (!json_is_integer(a) || start < at || start >= end ||
		    end > len || (found != NULL && start >= *from) ||
		    !boundary(s, start) || !boundary(s, end))
			continue;
		json_array_foreach(json_object_get(f, "features"), k, feature)
			if (hark_str(t, feature, "uri") != NULL) {
				found = hark_str(t, feature, "uri");
				*from = start;
				*to = end;
			}
	}
	return found;
}

/* Pictures, a film: all that is embedded but links and posts. */
static bool
is_media(const char *type)
{
	return type != NULL && !hark_is(type, "app.bsky.embed.external") &&
	    strncmp(type, "app.bsky.embed.record", 21) != 0;
}

/* The text with its links written out, then what a card or a picture says. */
static const char *
text(struct hark_task *t, const json_t *record, unsigned *flags)
{
	const char *s = hark_str(t, record, "text"), *out = "", *link;
	const json_t *embed = json_object_get(record, "embed"), *o;
	int64_t at = 0, from = 0, to = 0;
	size_t i;

	if (json_object_get(embed, "media") != NULL)
		embed = json_object_get(embed, "media");
	if (s != NULL) {
		while ((link = next_link(t, json_object_get(record, "facets"),
		    s, at, &from, &to)) != NULL) {
			out = hark_format(t, "%s%.*s%s", out, (int)(from - at),
			    s + at, link);
			at = to;
		}
		out = hark_format(t, "%s%s", out, s + at);
	}
	link = hark_str(t, embed, "external/uri");
	if (link != NULL && strstr(out, link) == NULL)
		out = hark_format(t, "%s%s%s", out, s != NULL ? "\n" : "",
		    link);
	if (!is_media(hark_str(t, embed, "$type")) || !hark_wordless(t, out))
		return out;
	*flags |= HARK_POST_MEDIA_ONLY;
	if (hark_str(t, embed, "alt") != NULL)
		return hark_str(t, embed, "alt");
	json_array_foreach(json_object_get(embed, "images"), i, o)
		if (hark_str(t, o, "alt") != NULL)
			out = hark_format(t, "%s%s\n", out,
			    hark_str(t, o, "alt"));
	return out;
}

/* Those it mentions, and whom it answers. */
static const char *const *
addressed(struct hark_task *t, const json_t *record, const char *parent)
{
	const json_t *facets = json_object_get(record, "facets"), *f, *feature;
	const char **to = hark_alloc(t,
	    (json_array_size(facets) + 2) * sizeof(*to)), *did;
	size_t n = 0, i, k;

	if ((did = did_of(t, parent)) != NULL)
		to[n++] = did;
	json_array_foreach(facets, i, f)
		json_array_foreach(json_object_get(f, "features"), k, feature)
			if (k == 0 && hark_str(t, feature, "did") != NULL)
				to[n++] = hark_str(t, feature, "did");
	return to;
}

const char *
bs_handle(struct hark_task *t, const json_t *author)
{
	const char *h = hark_str(t, author, "handle");

	return h == NULL || hark_is(h, "handle.invalid") ? NULL :
	    hark_format(t, "@%s", h);
}

const char *
bs_post(struct hark_task *t, const json_t *o, enum hark_kind kind)
{
	struct state *st = t->state;
	const json_t *record = json_object_get(o, "record");
	const json_t *author = json_object_get(o, "author");
	const char *uri = hark_str(t, o, "uri");
	const char *did = hark_str(t, author, "did"), *type;
	int64_t indexed = hark_time(t, hark_str(t, o, "indexedAt"));
	struct hark_post p = { .id = uri, .uri = uri, .author = did,
		.visibility = HARK_PUBLIC };

	if (uri == NULL || bs_rkey_of(uri) == NULL || did == NULL) {
		hark_odd(t, "a post without %s", did == NULL ? "author" :
		    "address");
		return NULL;
	}
	if (t->start->op == HARK_SCAN && bs_labelled(t, author,
	    "!no-unauthenticated")) {
		if (!st->hidden)
			hark_blind(t, "some people show their posts to users "
			    "only");
		st->hidden = true;
		return NULL;
	}
	p.parent = hark_str(t, record, "reply/parent/uri");
	p.thread = hark_str(t, record, "reply/root/uri");
	if (p.thread == NULL)
		p.thread = uri;
	if (hark_is(st->me, did))
		kind = HARK_OWN;
	else if (kind == HARK_MENTION && hark_is(did_of(t, p.parent), st->me))
		kind = HARK_COMMENT;
	p.kind = kind;
	p.text = text(t, record, &p.flags);
	type = hark_str(t, record, "embed/$type");
	if (hark_is(type, "app.bsky.embed.record") ||
	    hark_is(type, "app.bsky.embed.recordWithMedia"))
		p.flags |= HARK_POST_QUOTE;
	if (bs_labelled(t, author, "bot"))
		p.flags |= HARK_POST_AUTOMATIC;
	if (hark_str(t, o, "viewer/like") != NULL)
		p.flags |= HARK_POST_LIKED;
	p.handle = bs_handle(t, author);
	p.name = hark_str(t, author, "displayName");
	p.url = hark_format(t, "%s/profile/%s/post/%s", WEB, did,
	    bs_rkey_of(uri));
	p.lang = hark_str(t, record, "langs/0");
	p.addressed = addressed(t, record, p.parent);
	/* Claimed by the author; not believed where it is in the future. */
	p.created = hark_time(t, hark_str(t, record, "createdAt"));
	if (p.created == 0 || (indexed != 0 && indexed < p.created))
		p.created = indexed;
	hark_tell(t, &p);
	return uri;
}
