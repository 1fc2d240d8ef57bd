/* SPDX-License-Identifier: ISC */

/* Which account is meant, and which of the ways into it. */

#include <stdio.h>
#include <string.h>

#include "auth/auth_int.h"
#include "base/mem.h"
#include "base/tr.h"

int
auth_find_account(struct auth *a, struct err *e)
{
	const char *want = a->opts->account, *slash = strchr(want, '/');
	size_t n = slash != NULL ? (size_t)(slash - want) : 0;

	want = slash != NULL ? slash + 1 : want;
	for (size_t i = 0; i < a->config->n_clients; i++) {
		struct conf_client *c = &a->config->clients[i];

		if (slash != NULL && (strlen(c->name) != n ||
		    strncmp(c->name, a->opts->account, n) != 0))
			continue;
		for (size_t k = 0; k < c->n_accounts; k++) {
			if (strcmp(c->accounts[k].name, want) != 0)
				continue;
			if (a->account != NULL)
				return err_set(e, ERR_USAGE, tr(a->lang,
				    "several clients have an account \"%s\"; "
				    "write %s/%s or %s/%s"), want,
				    a->client->name, want, c->name, want);
			a->client = c;
			a->account = &c->accounts[k];
		}
	}
	if (a->account == NULL)
		return err_set(e, ERR_USAGE, tr(a->lang, "%s has no account "
		    "\"%s\"; first write its section there, see "
		    "hark-networks(7)"), a->config->file, a->opts->account);
	if (a->account->plugin == NULL)
		return err_set(e, ERR_CONFIG, tr(a->lang, "the module for %s "
		    "is missing"), a->account->plugin_name);
	return 0;
}

/* Does this way give that credential? */
static bool
gives(const struct hark_consent *c, const char *option)
{
	size_t n = strlen(option);

	for (size_t i = 0; c->gives[i] != NULL; i++)
		if (strncmp(c->gives[i], option, n) == 0 &&
		    c->gives[i][n] == '=')
			return true;
	return false;
}

/* What no module describes: what the account names is pasted, untested. */
static int
plain_way(struct auth *a, struct err *e)
{
	static const char *asks[MAX_GIVES + 1], *out[MAX_GIVES + 1];
	static char text[MAX_GIVES][100];
	static const struct hark_consent plain = { .asks = asks, .gives = out };
	size_t n = 0;

	for (size_t i = 0; i < a->account->n_secrets && n < MAX_GIVES; i++) {
		const char *o = a->account->secrets[i].option;

		if (a->opts->option != NULL && strcmp(o, a->opts->option) != 0)
			continue;
		snprintf(text[n], sizeof(text[n]), "%s=%s", o, o);
		asks[n] = o;
		out[n] = text[n];
		n++;
	}
	if (n == 0 && a->opts->option != NULL)
		return err_set(e, ERR_USAGE, tr(a->lang, "account \"%s\" (%s) "
		    "has no credential \"%s\""), a->account->name,
		    a->account->plugin_name, a->opts->option);
	if (n == 0)
		return err_set(e, ERR_USAGE, tr(a->lang, "account \"%s\" (%s) "
		    "needs no credential, as it is configured"),
		    a->account->name, a->account->plugin_name);
	a->way = &plain;
	return 0;
}

int
auth_find_way(struct auth *a, struct err *e)
{
	const struct hark_consent *c = plugin_consents(a->account->plugin);

	for (; c != NULL && c->gives != NULL; c++)
		if (a->opts->option != NULL ? gives(c, a->opts->option) :
		    c->when == NULL || auth_has(a, c->when)) {
			a->way = c;
			return 0;
		}
	return plain_way(a, e);
}
