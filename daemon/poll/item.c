/* SPDX-License-Identifier: ISC */

/* JSON lines of other programs become effects; see item.h. */

#include <string.h>

#include "base/mem.h"
#include "poll/item.h"

#define MAX_ADDRESSED	64

static const struct {
	const char *name;
	enum hark_kind kind;
} kinds[] = {
	{ "own", HARK_OWN }, { "mention", HARK_MENTION },
	{ "comment", HARK_COMMENT }, { "message", HARK_MESSAGE },
	{ "review", HARK_REVIEW }, { "found", HARK_FOUND },
	{ "context", HARK_CONTEXT },
};

static const struct {
	const char *name;
	enum hark_visibility visibility;
} visibilities[] = {
	{ "private", HARK_PRIVATE }, { "followers", HARK_FOLLOWERS },
	{ "unlisted", HARK_UNLISTED }, { "public", HARK_PUBLIC },
};

static const struct {
	const char *name;
	unsigned flag;
} flags[] = {
	{ "deleted", HARK_POST_DELETED }, { "staff", HARK_POST_STAFF },
	{ "partial", HARK_POST_PARTIAL }, { "automatic", HARK_POST_AUTOMATIC },
	{ "media_only", HARK_POST_MEDIA_ONLY },
	{ "repost", HARK_POST_REPOST }, { "quote", HARK_POST_QUOTE },
	{ "liked", HARK_POST_LIKED },
};

static const char *const words[] = {
	"id", "uri", "thread", "parent", "author", "handle", "name", "url",
	"lang", "text", "html", "opaque", "addressed", "created", "edited",
	"rating", "kind", "visibility",
};

static bool
known(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(words[i], name) == 0)
			return true;
	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		if (strcmp(flags[i].name, name) == 0)
			return true;
	return false;
}

static enum hark_kind
kind_of(struct hark_task *t, const json_t *j)
{
	const char *s = hark_str(t, j, "kind");

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (hark_is(s, kinds[i].name))
			return kinds[i].kind;
	if (s != NULL)
		hark_odd(t, "\"kind\": \"%s\" is none of own, mention, "
		    "comment, message, review, found, context", s);
	return HARK_MENTION;
}

/* Nothing said, or nothing known, is private: nobody is quoted by mistake. */
static enum hark_visibility
visibility_of(struct hark_task *t, const json_t *j)
{
	const char *s = hark_str(t, j, "visibility");

	for (size_t i = 0; i < ARRAY_LEN(visibilities); i++)
		if (hark_is(s, visibilities[i].name))
			return visibilities[i].visibility;
	if (s != NULL)
		hark_odd(t, "\"visibility\": \"%s\" is none of private, "
		    "followers, unlisted, public", s);
	return HARK_UNKNOWN;
}

static int64_t
time_of(struct hark_task *t, const json_t *j, const char *name)
{
	const char *s = hark_str(t, j, name);
	int64_t at = hark_time(t, s);

	if (s != NULL && at == 0)
		hark_odd(t, "\"%s\": \"%s\" is no time of RFC 3339", name, s);
	return at;
}

static const char *const *
addressed_of(struct hark_task *t, const json_t *j)
{
	const json_t *list = json_object_get(j, "addressed"), *v;
	const char **ret;
	size_t i, n = 0;

	if (!json_is_array(list))
		return NULL;
	ret = hark_alloc(t, (MAX_ADDRESSED + 1) * sizeof(*ret));
	json_array_foreach(list, i, v) {
		if (n < MAX_ADDRESSED && json_is_string(v))
			ret[n++] = json_string_value(v);
	}
	ret[n] = NULL;
	return ret;
}

static bool
read_post(struct hark_task *t, const json_t *j, struct hark_post *p)
{
	const json_t *rating = json_object_get(j, "rating");
	const char *name, *html = hark_str(t, j, "html");
	json_t *v;

	json_object_foreach((json_t *)(uintptr_t)j, name, v) {
		if (!known(name))
			hark_odd(t, "\"%s\" is not known; is it misspelt?",
			    name);
	}
	*p = (struct hark_post){
		.id = hark_str(t, j, "id"), .uri = hark_str(t, j, "uri"),
		.thread = hark_str(t, j, "thread"),
		.parent = hark_str(t, j, "parent"),
		.author = hark_str(t, j, "author"),
		.handle = hark_str(t, j, "handle"),
		.name = hark_str(t, j, "name"), .url = hark_str(t, j, "url"),
		.lang = hark_str(t, j, "lang"),
		.opaque = hark_str(t, j, "opaque"),
		.text = html != NULL ? html : hark_str(t, j, "text"),
		.format = html != NULL ? HARK_HTML : HARK_TEXT,
		.addressed = addressed_of(t, j),
		.created = time_of(t, j, "created"),
		.edited = time_of(t, j, "edited"),
		.kind = kind_of(t, j), .visibility = visibility_of(t, j),
	};
	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		if (json_is_true(json_object_get(j, flags[i].name)))
			p->flags |= flags[i].flag;
	if (json_is_integer(rating) && json_integer_value(rating) >= 1 &&
	    json_integer_value(rating) <= 5)
		p->rating = (int)json_integer_value(rating);
	else if (rating != NULL)
		hark_odd(t, "\"rating\" is not a number from 1 to 5");
	if (p->id == NULL) {
		hark_odd(t, "a post without \"id\"");
		return false;
	}
	if (p->flags & HARK_POST_DELETED)
		return true;
	if (p->created == 0)
		hark_odd(t, "%s: no \"created\"; it counts as written when "
		    "first seen", p->id);
	if (p->text == NULL && !(p->flags & HARK_POST_MEDIA_ONLY) &&
	    p->rating == 0) {
		hark_odd(t, "%s: no \"text\", and not \"media_only\"", p->id);
		return false;
	}
	return true;
}

/* {"error": "words", "code": "auth"} */
static void
tell_error(struct hark_task *t, const json_t *j, const char *why)
{
	static const struct {
		const char *name;
		enum hark_error code;
	} codes[] = {
		{ "auth", HARK_E_AUTH }, { "scope", HARK_E_SCOPE },
		{ "gone", HARK_E_GONE_POST }, { "config", HARK_E_CONFIG },
		{ "protocol", HARK_E_PROTOCOL },
	};
	const char *code = hark_str(t, j, "code");
	enum hark_error e = HARK_E_LATER;

	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		if (hark_is(code, codes[i].name))
			e = codes[i].code;
	hark_fail(t, e, "%s", why);
}

void
item_tell(struct hark_task *t, const json_t *j)
{
	const json_t *self = json_object_get(j, "self"),
	    *posted = json_object_get(j, "posted");
	const char *s;
	struct hark_post p;

	if (!json_is_object(j)) {
		hark_odd(t, "a line that is no JSON%s",
		    json_is_null(j) ? "" : " object");
	} else if ((s = hark_str(t, j, "error")) != NULL) {
		tell_error(t, j, s);
	} else if (json_is_object(self)) {
		if (hark_str(t, self, "id") == NULL)
			hark_odd(t, "\"self\" without \"id\"");
		else
			hark_self(t, hark_str(t, self, "id"),
			    hark_str(t, self, "handle"),
			    hark_str(t, self, "url"));
	} else if (json_is_object(posted)) {
		if (read_post(t, posted, &p))
			t->core->posted(t, &p);
	} else if ((s = hark_str(t, j, "cursor")) != NULL) {
		hark_cursor(t, s);
	} else if ((s = hark_str(t, j, "missing")) != NULL) {
		hark_missing(t, s);
	} else if ((s = hark_str(t, j, "blind")) != NULL) {
		hark_blind(t, "%s", s);
	} else if (read_post(t, j, &p)) {
		t->core->post(t, sizeof(p), &p);
	}
}
