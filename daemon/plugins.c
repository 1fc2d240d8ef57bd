/* SPDX-License-Identifier: ISC */

/*
 * `harkd --plugins': what each plugin can and cannot do here, from its own
 * table of capabilities, the configuration, and hark-networks(7), which tells
 * how far each was tried.  hark(1) makes sentences of it.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include <jansson.h>

#include "base/amount.h"
#include "base/json.h"
#include "base/log.h"
#include "base/mem.h"
#include "config/option.h"
#include "service.h"

enum heard { HEARD_LIVE, HEARD_RECORDED, HEARD_BY_MAIL };

static const char *const heard_words[] = { "live", "recorded", "mail" };

/* Made of hark-networks(7) by scripts/networks2c. */
static const struct told {
	const char *name;
	enum heard heard;
	const char *about, *hears, *deaf, *tried;
} told[] = {
#include "networks.h"
};

struct words {
	unsigned bit;
	const char *word;
};

static const struct words sees[] = {
	{ HARK_SEES_MENTIONS, "mentions" }, { HARK_SEES_COMMENTS, "comments" },
	{ HARK_SEES_MESSAGES, "messages" }, { HARK_SEES_REVIEWS, "reviews" },
	{ HARK_SEES_OWN, "own" }, { HARK_SEES_THREADS, "threads" },
	{ HARK_SEES_ANSWERS, "answers" }, { HARK_SEES_DELETIONS, "deletions" },
	{ 0, NULL }
};
static const struct words ops[] = {
	{ HARK_CAN(HARK_REPLY), "reply" }, { HARK_CAN(HARK_SCAN), "scan" },
	{ HARK_CAN(HARK_PUSH), "push" }, { HARK_CAN(HARK_THREAD), "reread" },
	{ HARK_CAN(HARK_CHECK), "check" }, { HARK_CAN(HARK_LOGIN), "login" },
	{ 0, NULL }
};
static const struct words terms[] = {
	{ HARK_NO_TRAIN, "no_train" }, { HARK_NO_MATCH, "no_match" },
	{ HARK_NO_EXPORT, "no_export" },
	{ HARK_DELETE_ON_LEAVE, "delete_on_leave" }, { 0, NULL }
};

static json_t *
words_of(const struct words *w, unsigned bits)
{
	json_t *list = json_array();

	for (; w->word != NULL; w++)
		if ((bits & w->bit) != 0)
			json_array_append_new(list, json_string(w->word));
	return list;
}

static void
print_line(json_t *j)
{
	char *line = json_line(j);

	puts(line);
	free(line);
	json_decref(j);
}

/* --- one plugin ----------------------------------------------------------- */

/* Its own eyes, and whether it looks for words. */
static void
add_feeds(json_t *row, const struct hark_plugin *pl)
{
	json_t *list = json_array(), *can = json_object_get(row, "can");
	unsigned all = 0;
	bool search = false;

	for (const struct hark_feed *f = pl->feeds; f != NULL && f->name != NULL;
	    f++) {
		const struct hark_option *o = pl->options;

		while (o != NULL && o->name != NULL && (f->option == NULL ||
		    strcmp(o->name, f->option) != 0))
			o++;
		/* What is found addresses nobody, so it sees nothing named. */
		search |= f->sees == 0 && o != NULL && o->name != NULL &&
		    o->type == HARK_LIST;
		all |= f->sees;
		json_array_append_new(list, json_pack("{s:s, s:s, s:s?, s:I, "
		    "s:o}", "feed", f->name, "help", f->help, "option",
		    f->option, "interval_seconds", (json_int_t)(f->interval /
		    1000), "sees", words_of(sees, f->sees)));
	}
	if (search)
		json_array_append_new(can, json_string("search"));
	json_object_set_new(row, "sees", words_of(sees, all));
	json_object_set_new(row, "feeds", list);
}

static void
add_options(json_t *row, const struct hark_plugin *pl)
{
	json_t *list = json_array();

	for (const struct hark_option *o = pl->options;
	    o != NULL && o->name != NULL; o++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s?, s:b, "
		    "s:b, s:b, s:b}", "option", o->name, "help", o->help, "default",
		    o->def, "required", (o->flags & HARK_REQUIRED) != 0,
		    "secret", (o->flags & HARK_SECRET) != 0, "address",
		    o->type == HARK_URL, "program",
		    (o->flags & HARK_PROGRAM) != 0));
	json_object_set_new(row, "options", list);
}

/* "token=refresh": the option. */
static void
add_names(json_t *list, const char *const *names)
{
	for (; names != NULL && *names != NULL; names++) {
		json_t *name = json_stringn(*names, strcspn(*names, "="));
		json_t *v;
		size_t i;

		json_array_foreach(list, i, v)
			if (json_equal(v, name))
				break;
		if (i == json_array_size(list))
			json_array_append(list, name);
		json_decref(name);
	}
}

/*
 * The secrets a first account is let in with: of the ways to get them the
 * last, which needs the least; else those that must be there, or the first.
 */
static void
add_asks(json_t *row, const struct hark_plugin *pl)
{
	const struct hark_consent *c = plugin_consents(pl), *last = NULL;
	json_t *list = json_array();

	for (; c != NULL && c->gives != NULL; c++)
		last = c;
	if (last != NULL) {
		add_names(list, last->gives);
		add_names(list, last->needs);
		add_names(list, last->asks);
	}
	for (const struct hark_option *o = pl->options;
	    o != NULL && o->name != NULL; o++)
		if ((o->flags & HARK_SECRET) && (o->flags & HARK_REQUIRED))
			add_names(list, (const char *const[]){ o->name, NULL });
	for (const struct hark_option *o = pl->options; o != NULL &&
	    o->name != NULL && json_array_size(list) == 0; o++)
		if (o->flags & HARK_SECRET)
			add_names(list, (const char *const[]){ o->name, NULL });
	json_object_set_new(row, "asks", list);
	json_object_set_new(row, "guided", json_boolean(last != NULL));
}

/* Networks that come as data: the word `name' of each file. */
static void
add_networks(json_t *row, const struct hark_plugin *pl)
{
	struct arena *a = arena_new();
	void *base = arena_alloc(a, pl->config_size);
	json_t *list = json_array();

	for (const struct hark_option *o = pl->options;
	    o != NULL && o->name != NULL; o++) {
		const char *const *files;

		if (o->type != HARK_FILES ||
		    option_all_files(o, base, a, NULL) == -1)
			continue;
		memcpy(&files, (char *)base + o->offset, sizeof(files));
		for (; files != NULL && *files != NULL; files++) {
			const char *p = strstr(*files, "\nname");

			if (p == NULL)
				continue;
			p += 5;
			p += strspn(p, " \t=");
			json_array_append_new(list, json_stringn(p,
			    strcspn(p, "\r\n")));
		}
	}
	json_object_set_new(row, "networks", list);
	arena_free(a);
}

static void
add_told(json_t *row, const struct hark_plugin *pl)
{
	for (size_t i = 0; i < ARRAY_LEN(told); i++) {
		if (strcmp(told[i].name, pl->name) != 0)
			continue;
		json_object_set_new(row, "heard",
		    json_string(heard_words[told[i].heard]));
		json_object_set_new(row, "about", json_string(told[i].about));
		json_object_set_new(row, "hears", json_string(told[i].hears));
		json_object_set_new(row, "deaf", json_string(told[i].deaf));
		json_object_set_new(row, "tried", json_string(told[i].tried));
		return;
	}
	json_object_set_new(row, "heard", json_null());
}

static json_t *
budgets(const struct hark_plugin *pl, const struct conf_account *acc)
{
	json_t *list = json_array(), *j;

	for (const struct hark_budget *b = pl->budgets; b != NULL &&
	    b->name != NULL; b++) {
		const struct hark_option *o = pl->options;
		int64_t v;

		j = json_pack("{s:s, s:s, s:s, s:s}", "budget", b->name, "unit",
		    b->unit, "period", b->monthly ? "month" : "day", "option",
		    b->option);
		while (o != NULL && o->name != NULL &&
		    strcmp(o->name, b->option) != 0)
			o++;
		if (acc != NULL && o != NULL && o->name != NULL) {
			memcpy(&v, (const char *)acc->options + o->offset,
			    sizeof(v));
			json_object_set_new(j, "ceiling", json_real((double)v /
			    (double)AMOUNT_ONE));
		}
		json_array_append_new(list, j);
	}
	return list;
}

static void
add_accounts(json_t *row, const struct config *cf, const char *name,
    const struct hark_plugin *pl)
{
	json_t *list = json_array();

	for (size_t i = 0; cf != NULL && i < cf->n_clients; i++)
		for (size_t k = 0; k < cf->clients[i].n_accounts; k++) {
			const struct conf_account *acc =
			    &cf->clients[i].accounts[k];

			if (strcmp(acc->plugin_name, name) != 0)
				continue;
			json_array_append_new(list, json_pack("{s:s, s:s, s:o}",
			    "client", cf->clients[i].name, "account", acc->name,
			    "budgets", pl != NULL ? budgets(pl, acc) :
			    json_array()));
		}
	json_object_set_new(row, "accounts", list);
}

static void
print_plugin(const struct hark_plugin *pl, const struct config *cf)
{
	AUTO(free_p) char *abi = xasprintf("%u.%u", pl->abi >> 16,
	    pl->abi & 0xffff);
	json_t *row = json_pack("{s:s, s:b, s:s, s:s, s:o, s:o, s:I}", "plugin",
	    pl->name, "loaded", 1, "version", pl->version, "abi", abi, "can",
	    words_of(ops, pl->ops), "terms", words_of(terms, pl->terms),
	    "text_days", (json_int_t)(pl->text_ttl / 86400000));

	json_object_set_new(row, "rate_seconds",
	    json_real((double)pl->interval / 1000));
	json_object_set_new(row, "rate_burst", json_integer(pl->burst));
	add_told(row, pl);
	add_feeds(row, pl);
	add_networks(row, pl);
	json_object_set_new(row, "budgets", budgets(pl, NULL));
	add_accounts(row, cf, pl->name, pl);
	add_options(row, pl);
	add_asks(row, pl);
	print_line(json_pack("{s:i, s:o}", "id", 1, "row", row));
}

/* --- all of them ---------------------------------------------------------- */

static void
print_refused(const char *path, const char *why, const struct config *cf,
    const char *wanted)
{
	const char *base = strrchr(path, '/') + 1;
	AUTO(free_p) char *name = xstrndup(base, strlen(base) - 3);
	json_t *row;

	if (wanted != NULL && strcmp(wanted, name) != 0)
		return;
	row = json_pack("{s:s, s:b, s:s, s:s}", "plugin", name, "loaded", 0,
	    "file", path, "error", why);
	add_accounts(row, cf, name, NULL);
	print_line(json_pack("{s:i, s:o}", "id", 1, "row", row));
}

/* Accounts of a plugin that is not there at all. */
static void
print_absent(const struct config *cf, const char *wanted, json_t *shown)
{
	for (size_t i = 0; cf != NULL && i < cf->n_clients; i++)
		for (size_t k = 0; k < cf->clients[i].n_accounts; k++) {
			const char *name =
			    cf->clients[i].accounts[k].plugin_name;
			AUTO(free_p) char *path = xasprintf("%s/%s.so",
			    cf->plugin_dir, name);

			if (json_object_get(shown, name) != NULL)
				continue;
			json_object_set_new(shown, name, json_true());
			print_refused(path, "there is no such file", cf, wanted);
		}
}

static int
end(const struct err *e, int rc)
{
	json_t *j = json_pack("{s:i, s:b, s:b}", "id", 1, "end", 1, "ok",
	    rc == EX_OK);

	if (e != NULL)
		json_object_set_new(j, "error", json_string(e->text));
	print_line(j);
	return rc;
}

int
plugins_run(const struct config_opts *opts, const char *dir, const char *name)
{
	struct config_opts co = *opts;
	AUTO(json_p) json_t *shown = json_object();
	struct plugin_set *set, *own = NULL;
	struct err e = { 0 }, bad = { 0 };
	struct config *cf = NULL;
	const char *path, *why;

	/* What is wrong with modules stands in their rows. */
	log_set_level(LOG_L_ERR);
	co.no_secrets = true;
	if (access(co.file, F_OK) == 0)
		cf = config_read(&co, &bad);
	if (cf == NULL && dir == NULL)
		err_set(&e, ERR_CONFIG, "no plugins at " LIBDIR "/hark; name "
		    "their folder with -P");
	else if (cf == NULL)
		own = plugin_load_dir(dir, &e);
	set = cf != NULL ? cf->plugins : own;
	if (set == NULL)
		return end(&e, err_exit(&e));

	if (bad.code != ERR_OK)
		print_line(json_pack("{s:i, s:s}", "id", 1, "warning",
		    bad.text));
	for (size_t i = 0; i < plugin_count(set); i++) {
		const struct hark_plugin *pl = plugin_at(set, i);

		json_object_set_new(shown, pl->name, json_true());
		if (name != NULL && strcmp(name, pl->name) != 0)
			continue;
		print_plugin(pl, cf);
	}
	for (size_t i = 0; (path = plugin_refused(set, i, &why)) != NULL; i++) {
		const char *base = strrchr(path, '/') + 1;
		AUTO(free_p) char *stem = xstrndup(base, strlen(base) - 3);

		json_object_set_new(shown, stem, json_true());
		print_refused(path, why, cf, name);
	}
	print_absent(cf, name, shown);
	if (name != NULL && json_object_get(shown, name) == NULL)
		err_set(&e, ERR_NOT_FOUND, "there is no plugin \"%s\" in %s",
		    name, cf != NULL ? cf->plugin_dir : dir);
	config_free(cf);
	plugin_set_free(own);
	return e.code != ERR_OK ? end(&e, err_exit(&e)) : end(NULL, EX_OK);
}
