/* SPDX-License-Identifier: ISC */

/* Asking Facebook, and answers that are none; see facebook.h. */

#include "facebook/facebook.h"

const char *
fb_graph(struct hark_task *t, const char *id, const char *edge)
{
	const struct config *cf = t->config;

	return hark_format(t, "%s/%s/%s%s", cf->api, cf->version,
	    hark_encode(t, id), edge);
}

void
fb_ask(struct hark_task *t, int tag, const char *url)
{
	/* Every Page has a share of its own. */
	hark_request(t, .url = url, .tag = tag, .quota = "page");
}

void
fb_ask_many(struct hark_task *t, int tag, const char *url)
{
	hark_request(t, .url = url, .tag = tag, .quota = "page",
	    .flags = HARK_FAILURES);
}

int64_t
fb_error_code(struct hark_task *t, const struct hark_response *r)
{
	if (hark_ok(r) || strstr(r->type, "json") == NULL ||
	    r->body[0] != '{')
		return 0;
	return json_integer_value(json_object_get(json_object_get(
	    hark_json(t, r), "error"), "code"));
}

json_t *
fb_parse(struct hark_task *t, const struct hark_response *r, bool *gone)
{
	const char *words = hark_reason(t, r, "error/message");
	int64_t code = fb_error_code(t, r);

	*gone = false;
	if (hark_ok(r))
		return hark_answer(t, r, "error/message");
	switch (code) {
	case 4: case 17: case 32: case 341: case 613: case 80001: case 80006:
		/* Asking again makes it last longer. */
		hark_quota(t, 0, t->now + HOUR);
		hark_fail(t, HARK_E_LATER, "too many calls: %s", words);
		break;
	case 102: case 190:
		hark_fail(t, HARK_E_AUTH, "the Page's token is dead: %s", words);
		break;
	case 1705:
		hark_fail(t, HARK_E_AUTH, "the token is a person's, not the "
		    "Page's: %s", words);
		break;
	case 100:
		*gone = true;
		break;
	case 1: case 2:
		hark_fail(t, HARK_E_LATER, "%s", words);
		break;
	case 3: case 12:
		hark_fail(t, HARK_E_CONFIG, "not in this version: %s", words);
		break;
	case 10:
		hark_fail(t, HARK_E_SCOPE, "a permission is missing, or has "
		    "lapsed after 90 days: %s", words);
		break;
	case 368:
		hark_fail(t, HARK_E_SCOPE, "Facebook has blocked the Page for "
		    "a while: %s", words);
		break;
	default:
		if (code >= 200 && code <= 299)
			hark_fail(t, HARK_E_SCOPE, "a permission is missing: "
			    "%s", words);
		else
			hark_answer(t, r, "error/message");
	}
	return NULL;
}

bool
fb_once_more(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	int64_t code = fb_error_code(t, r);

	if (code == 1 && st->limit > 5) {
		st->limit /= 2;
		return true;
	}
	if (hark_ok(r))
		st->again = 0;
	return (code == 1 || code == 2) && st->again++ < 2;
}
