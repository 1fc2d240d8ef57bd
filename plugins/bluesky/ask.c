/* SPDX-License-Identifier: ISC */

/* Asking Bluesky, and answers that are none; see bluesky.h. */

#include "bluesky/bluesky.h"

const char *
bs_xrpc(struct hark_task *t, const char *method)
{
	const struct state *st = t->state;

	return hark_format(t, "%s/xrpc/%s", st->base, method);
}

void
bs_ask(struct hark_task *t, enum tag tag, const char *url)
{
	const struct state *st = t->state;

	hark_request(t, .url = url, .tag = (int)tag, .flags = st->ask);
}

/* --- answers that are none ------------------------------------------------ */

const char *
bs_error_of(struct hark_task *t, const struct hark_response *r,
    const char **why)
{
	const json_t *o = r->body[0] == '{' && strstr(r->type, "json") != NULL ?
	    hark_json(t, r) : NULL;
	const char *name = hark_str(t, o, "error");
	const char *message = hark_str(t, o, "message");

	*why = hark_format(t, "status %d, %.60s %.200s", r->status,
	    name != NULL ? name : "", message != NULL ? message : "");
	return name != NULL ? name : "";
}

bool
bs_not_found(struct hark_task *t, const struct hark_response *r)
{
	const char *why;

	return r->status == 400 && hark_is(bs_error_of(t, r, &why), "NotFound");
}

static void
refused(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const char *why, *name = bs_error_of(t, r, &why);

	if (r->status == 401 || hark_is(name, "ExpiredToken") ||
	    hark_is(name, "InvalidToken"))
		hark_fail(t, HARK_E_AUTH, "user or app password are refused: "
		    "%s", why);
	else if (strncmp(name, "Account", 7) == 0 ||
	    hark_is(name, "RepoTakendown") ||
	    hark_is(name, "RepoDeactivated"))
		hark_fail(t, HARK_E_GONE_ACCOUNT, "the account is closed: %s",
		    why);
	else if (r->status == 403)
		hark_fail(t, HARK_E_SCOPE, "not allowed: %s", why);
	else if (r->status == 404 || r->status == 410)
		hark_fail(t, HARK_E_CONFIG, "%s is no Bluesky server: %s",
		    st->base, why);
	else
		hark_fail(t, HARK_E_PROTOCOL, "%s", why);
}

json_t *
bs_parse(struct hark_task *t, const struct hark_response *r)
{
	if (!hark_ok(r)) {
		refused(t, r);
		return NULL;
	}
	if (strncmp(r->type, "text/html", 9) == 0) {
		hark_fail(t, HARK_E_LATER, "a page instead of an answer; "
		    "maintenance?");
		return NULL;
	}
	return hark_json(t, r);
}
