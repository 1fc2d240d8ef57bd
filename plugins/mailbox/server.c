/* SPDX-License-Identifier: ISC */

/* The mail server of an account, and tokens for it; see mailbox.h. */

#include <string.h>

#include "mailbox/mailbox.h"

const char *const mb_auth[] = {
	"sasl {user} {password}", "xoauth2 {user} {token}", NULL
};

/* In exchange for a lasting token, or for the secret alone. */
#define GRANT(type, more)						\
	.url = "{token-url}", .flags = HARK_IDEMPOTENT,			\
	.body = "grant_type=" type "&client_id={client-id}&"		\
	  "client_secret={client-secret}&scope={scope}" more

const struct hark_login mb_logins[] = {
	{ .when = "refresh",
	  GRANT("refresh_token", "&refresh_token={refresh}") },
	{ .when = "refresh-token",
	  GRANT("refresh_token", "&refresh_token={refresh-token}") },
	{ .when = "client-secret", GRANT("client_credentials", "") },
	{ .url = NULL }
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
