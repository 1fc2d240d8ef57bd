/* SPDX-License-Identifier: ISC */

/* The mail server of an account, and tokens for it; see mailbox.h. */

#include <string.h>

#include "mailbox/mailbox.h"

const char *const mb_auth[] = {
	"sasl {user} {password}", "xoauth2 {user} {token}", NULL
};

/* Of the tokens' answer; what comes on streams is not pruned. */
const char *const mb_reads[] = {
	"access_token", "refresh_token", "expires_in", "error_description", NULL
};

const char *
mb_check(const struct mb_server *v)
{
	if (strncmp(v->server, "imap", 4) != 0)
		return "server must begin with imaps:// or imap://";
	if (v->password == NULL && v->token_url == NULL)
		return "it needs a password, or token-url and client-id";
	if (v->token_url != NULL && (v->client_id == NULL ||
	    (v->client_secret == NULL && v->refresh_token == NULL)))
		return "token-url needs client-id, and client-secret or "
		    "refresh-token";
	return NULL;
}

/* In exchange for a lasting token, or for the secret alone. */
void
mb_log_in(struct hark_task *t, const struct mb_server *cf)
{
	const struct hark_start *s = t->start;
	bool again = cf->refresh_token != NULL || (s->argument != NULL &&
	    strcmp(s->argument, "refresh") == 0);

	if (cf->token_url == NULL || cf->client_id == NULL) {
		hark_fail(t, HARK_E_CONFIG, "there is neither a password nor "
		    "a token-url and client-id");
		return;
	}
	hark_request(t, .url = cf->token_url, .flags = HARK_IDEMPOTENT,
	    .type = "application/x-www-form-urlencoded",
	    .body = hark_format(t, "grant_type=%s&client_id={client-id}%s%s%s",
	    again ? "refresh_token" : "client_credentials",
	    cf->client_secret != NULL ? "&client_secret={client-secret}" : "",
	    cf->scope != NULL ? "&scope={scope}" : "",
	    !again ? "" : s->argument != NULL &&
	    strcmp(s->argument, "refresh") == 0 ?
	    "&refresh_token={refresh}" : "&refresh_token={refresh-token}"));
}

void
mb_logged_in(struct hark_task *t, const struct hark_response *r)
{
	const char *refresh, *type = NULL;
	int64_t lives;
	json_t *j;

	if (r->status == 400 || r->status == 401) {
		hark_fail(t, HARK_E_AUTH, "no token is given: %s",
		    hark_reason(t, r, "error_description"));
		return;
	}
	if ((j = hark_answer(t, r, "error_description")) == NULL)
		return;
	type = hark_str(t, j, "access_token");
	if (type == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "an answer without a token");
		return;
	}
	lives = json_integer_value(json_object_get(j, "expires_in"));
	refresh = hark_str(t, j, "refresh_token") != NULL ? "refresh_token" :
	    NULL;
	hark_token(t, "access_token", refresh,
	    lives > 0 && lives < 400 * 86400 ? t->now + lives * 1000 : 0);
	hark_done(t);
}
