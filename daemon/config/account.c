/* SPDX-License-Identifier: ISC */

/*
 * An account: the options of its plugin in the plugin's own struct, what every
 * account has besides, where its credentials may go, and what has to be the
 * same for a reload to leave it alone.
 */

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/url.h"
#include "config/conf.h"

static struct conf_account *
add(struct reader *rd, const struct section *s)
{
	struct conf_account *a;

	if (rd->n_accounts == rd->max_accounts) {
		rd->max_accounts = rd->max_accounts * 3 / 2 + 8;
		rd->accounts = xreallocarray(rd->accounts, rd->max_accounts,
		    sizeof(*rd->accounts));
	}
	a = &rd->accounts[rd->n_accounts++];
	*a = (struct conf_account){ .name = arena_strdup(rd->a, s->title),
		.file = s->at.file, .line = s->at.line };
	return a;
}

/* Neighbours are mostly of one server: one string for all of them. */
static char *
shared(struct reader *rd, const char *s)
{
	for (size_t i = rd->n_accounts; i-- > 0 && i + 4 > rd->n_accounts; ) {
		char *realm = rd->accounts[i].realm;

		if (realm != NULL && strcmp(realm, s) == 0)
			return realm;
	}
	return arena_strdup(rd->a, s);
}

static const char *
text_of(const struct conf_account *a, const struct hark_option *o)
{
	return *(const char *const *)(const void *)((const char *)a->options +
	    o->offset);
}

static void
set_origins(struct reader *rd, struct conf_account *a)
{
	const struct hark_plugin *pl = a->plugin;
	const struct hark_option *o;
	char origin[300];
	size_t n = 1, k = 0;

	for (o = pl->options; o != NULL && o->name != NULL; o++)
		n += o->type == HARK_URL;
	for (size_t i = 0; pl->origins != NULL && pl->origins[i] != NULL; i++)
		n++;
	a->realm = shared(rd, "");
	a->origins = arena_alloc(rd->a, n * sizeof(*a->origins));
	for (o = pl->options; o != NULL && o->name != NULL; o++) {
		const char *s = o->type == HARK_URL || o->type == HARK_STRING ?
		    text_of(a, o) : NULL;

		if (s == NULL)
			continue;
		if (o->type == HARK_STRING) {
			if (o->flags & HARK_REALM)
				a->realm = shared(rd, s);
			continue;
		}
		if (!url_origin(s, origin, sizeof(origin)))
			continue;
		a->origins[k++] = shared(rd, origin);
		if (o->flags & HARK_REALM)
			a->realm = a->origins[k - 1];
	}
	for (size_t i = 0; pl->origins != NULL && pl->origins[i] != NULL; i++)
		a->origins[k++] = shared(rd, pl->origins[i]);
}

/* Names of credentials; their values when the whole file is known. */
static int
set_secrets(struct reader *rd, struct conf_account *a,
    const struct section *s, struct err *e)
{
	const struct hark_option *o = a->plugin->options;
	size_t n = 0;

	for (size_t i = 0; o != NULL && o[i].name != NULL; i++)
		n += (o[i].flags & HARK_SECRET) && s->values[i].n > 0;
	if (n == 0)
		return 0;
	a->secrets = arena_alloc(rd->a, n * sizeof(*a->secrets));
	for (size_t i = 0; o[i].name != NULL; i++) {
		if (!(o[i].flags & HARK_SECRET) || s->values[i].n == 0)
			continue;
		if (s->values[i].text[0][0] == '\0') {
			err_set(e, ERR_CONFIG, "%s is empty; it wants: %s",
			    o[i].name, o[i].help);
			return at(s->values[i].at, e);
		}
		a->secrets[a->n_secrets].option = o[i].name;
		a->secrets[a->n_secrets].credential =
		    arena_strdup(rd->a, s->values[i].text[0]);
		a->n_secrets++;
	}
	return 0;
}

/* Data files: without a word about them, all there are. */
static int
set_files(struct reader *rd, struct conf_account *a, const struct section *s,
    struct err *e)
{
	const struct hark_option *o = a->plugin->options;

	for (size_t i = 0; o != NULL && o[i].name != NULL; i++)
		if (o[i].type == HARK_FILES && s->values[i].n == 0 &&
		    option_all_files(&o[i], a->options, rd->a, e) == -1) {
			err_prefix(e, "%s", o[i].name);
			return at(s->at, e);
		}
	return 0;
}

int
account_done(struct reader *rd, const struct section *s, struct err *e)
{
	const struct hark_plugin *pl = plugin_find(rd->cf->plugins, s->type);
	size_t own = conf_count(pl->options), all = conf_count(s->table);
	struct raw_account raw = { 0 };
	struct conf_account *a;
	char why[240] = "";

	if (check_name(s->title, e) == -1) {
		err_prefix(e, "%s", s->type);
		return at(s->at, e);
	}
	if (section_bind(rd, s, own, all, 0, &raw, e) == -1)
		return -1;
	a = add(rd, s);
	a->plugin = pl;
	a->plugin_name = (char *)(uintptr_t)pl->name;
	a->staff = (char **)(uintptr_t)raw.staff;
	a->interval_ms = raw.interval;
	a->keep_other_ms = raw.keep_other;
	a->keep_baseline_ms = raw.keep_baseline;
	a->keep_question_ms = raw.keep_question;
	a->allow_http = raw.allow_http;
	a->allow_private = raw.allow_private;
	a->options = arena_alloc(rd->a, pl->config_size + 1);
	if (section_bind(rd, s, 0, own, raw.allow_http ? OPTION_HTTP : 0,
	    a->options, e) == -1 || set_secrets(rd, a, s, e) == -1 ||
	    set_files(rd, a, s, e) == -1)
		return -1;
	set_origins(rd, a);
	if (pl->check != NULL && !pl->check(a->options, why, sizeof(why))) {
		why[sizeof(why) - 1] = '\0';
		err_set(e, ERR_CONFIG, "%s \"%s\": %s", pl->name, a->name,
		    why[0] != '\0' ? why : "its plugin refuses it");
		return at(s->at, e);
	}
	return 0;
}

/* Its posts and open questions stay; it is silent, and shown as missing. */
int
account_gone(struct reader *rd, const struct section *s, struct err *e)
{
	static char *none[] = { NULL };
	struct conf_account *a;

	if (check_name(s->title, e) == -1) {
		err_prefix(e, "%s", s->type);
		return at(s->at, e);
	}
	a = add(rd, s);
	a->plugin_name = arena_strdup(rd->a, s->type);
	a->realm = shared(rd, "");
	a->origins = none;
	log_warn("%s:%d: no plugin \"%s\" in %s, so account \"%s\" is kept but "
	    "not read; install the plugin, or remove the account",
	    s->at.file, s->at.line, s->type, rd->cf->plugin_dir, a->name);
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	const struct conf_account *const *x = a, *const *y = b;
	int c = strcmp((*x)->name, (*y)->name);

	return c != 0 ? c : ((*x) > (*y)) - ((*x) < (*y));
}

int
accounts_finish(struct reader *rd, struct err *e)
{
	size_t n = rd->n_accounts;
	AUTO(free_p) const struct conf_account **sorted =
	    xcalloc(n + 1, sizeof(*sorted));

	for (size_t i = 0; i < n; i++)
		sorted[i] = &rd->accounts[i];
	qsort(sorted, n, sizeof(*sorted), by_name);
	for (size_t i = 1; i < n; i++) {
		const struct conf_account *a = sorted[i - 1], *b = sorted[i];

		if (strcmp(a->name, b->name) != 0)
			continue;
		err_set(e, ERR_CONFIG, "account \"%s\" is there already, in "
		    "line %d; each account of a client needs a name of its own",
		    b->name, a->line);
		return at((struct place){ b->file, b->line }, e);
	}
	rd->client.accounts = arena_alloc(rd->a,
	    (n + 1) * sizeof(*rd->client.accounts));
	if (n > 0)
		memcpy(rd->client.accounts, rd->accounts,
		    n * sizeof(*rd->accounts));
	rd->client.n_accounts = n;
	rd->n_accounts = 0;
	return 0;
}

int
secret_of(struct reader *rd, const char *name, struct place p,
    const char *option, struct secret **ret, struct err *e)
{
	if (name == NULL || rd->opts->no_secrets)
		return 0;
	*ret = secret_load(rd->credential_dir, name, e);
	if (*ret != NULL)
		return 0;
	if (e->code == ERR_NOT_FOUND)
		e->code = ERR_CONFIG;
	err_prefix(e, "%s", option);
	return at(p, e);
}

int
accounts_secrets(struct reader *rd, struct conf_client *c, struct err *e)
{
	for (size_t i = 0; i < c->n_accounts; i++) {
		struct conf_account *a = &c->accounts[i];

		for (size_t j = 0; j < a->n_secrets; j++)
			if (secret_of(rd, a->secrets[j].credential,
			    (struct place){ a->file, a->line },
			    a->secrets[j].option, &a->secrets[j].value,
			    e) == -1)
				return -1;
	}
	return 0;
}

void
account_clear(struct conf_account *a)
{
	for (size_t j = 0; j < a->n_secrets; j++)
		secret_free(a->secrets[j].value);
}

/* --- the same? ------------------------------------------------------------ */

static bool
same_list(char *const *a, char *const *b)
{
	static char *none[] = { NULL };

	a = a != NULL ? a : none;
	b = b != NULL ? b : none;
	for (; *a != NULL && *b != NULL; a++, b++)
		if (strcmp(*a, *b) != 0)
			return false;
	return *a == NULL && *b == NULL;
}

static bool
same_secrets(const struct conf_account *a, const struct conf_account *b)
{
	if (a->n_secrets != b->n_secrets)
		return false;
	for (size_t i = 0; i < a->n_secrets; i++)
		if (strcmp(a->secrets[i].option, b->secrets[i].option) != 0 ||
		    strcmp(a->secrets[i].credential,
		    b->secrets[i].credential) != 0 ||
		    !secret_equal(a->secrets[i].value, b->secrets[i].value))
			return false;
	return true;
}

bool
config_account_same(const struct conf_account *a, const struct conf_account *b)
{
	const struct hark_option *o;

	if (a->plugin != b->plugin || strcmp(a->name, b->name) != 0 ||
	    strcmp(a->plugin_name, b->plugin_name) != 0 ||
	    strcmp(a->realm, b->realm) != 0 ||
	    a->interval_ms != b->interval_ms ||
	    a->allow_http != b->allow_http ||
	    a->allow_private != b->allow_private ||
	    !same_list(a->staff, b->staff) ||
	    !same_list(a->origins, b->origins) || !same_secrets(a, b))
		return false;
	if (a->plugin == NULL)
		return true;
	for (o = a->plugin->options; o != NULL && o->name != NULL; o++)
		if (!(o->flags & HARK_LIVE) &&
		    !option_same(o, a->options, b->options))
			return false;
	return true;
}
