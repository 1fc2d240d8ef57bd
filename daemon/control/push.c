/* SPDX-License-Identifier: ISC */

/* The verb push: posts that somebody brings. */

#include <pwd.h>
#include <string.h>

#include "control/request.h"
#include "poll/poll.h"

static void
on_pushed(void *arg, const struct err *e, int64_t posts, int64_t odd)
{
	struct req *r = arg;

	if (e->code != ERR_OK)
		req_fail(r, e);
	else
		req_done(r, json_pack("{s:I, s:I}", "posts", (json_int_t)posts,
		    "odd", (json_int_t)odd));
}

/* `users' of the account, if it is set, narrows whom the socket lets in. */
static bool
may_push(const struct req *r, const struct conf_account *a)
{
	const struct hark_option *o = a->plugin != NULL ? a->plugin->options :
	    NULL;
	const char *const *users = NULL;
	struct passwd *pw;

	for (; o != NULL && o->name != NULL; o++)
		if (o->type == HARK_LIST && strcmp(o->name, "users") == 0)
			memcpy(&users, (const char *)a->options + o->offset,
			    sizeof(users));
	if (users == NULL || users[0] == NULL || r->uid == 0)
		return true;
	pw = getpwuid(r->uid);
	for (; pw != NULL && *users != NULL; users++)
		if (strcmp(*users, pw->pw_name) == 0)
			return true;
	return false;
}

void
verb_push(struct req *r)
{
	const char *account = req_str(r, "account");
	const struct conf_account *found = NULL;
	const struct client *of = NULL;

	for (size_t i = 0; i < r->control->n_clients; i++) {
		const struct client *c = &r->control->clients[i];

		for (size_t k = 0; req_wants(r, c) &&
		    k < c->conf->n_accounts; k++) {
			if (strcmp(c->conf->accounts[k].name, account) != 0)
				continue;
			if (found != NULL) {
				req_fail_at(r, ERR_USAGE, "several clients "
				    "have an account %s: say which, with "
				    "--client", account);
				return;
			}
			found = &c->conf->accounts[k];
			of = c;
		}
	}
	if (found == NULL)
		req_fail_at(r, ERR_NOT_FOUND, "no account %s", account);
	else if (!may_push(r, found))
		req_fail_at(r, ERR_PERMISSION, "%s may not push to %s: see "
		    "\"users\" in harkd.conf", r->who, account);
	else
		poll_push(r->control->poll, of->conf->name, account,
		    req_str(r, "lines"), on_pushed, r);
}
