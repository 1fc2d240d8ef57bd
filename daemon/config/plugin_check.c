/* SPDX-License-Identifier: ISC */

/*
 * A plugin's data, judged without running any of its code.  What passes here
 * need not be doubted anywhere else.
 */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "config/option.h"
#include "config/plugin.h"
#include "config/tables.h"

#define MAX_STRUCT (1u << 20)
#define MAX_TABLE 128
#define MAX_BUDGETS 4

#define ALL_OPS (HARK_CAN(HARK_LOGIN) | HARK_CAN(HARK_POLL) |		\
	HARK_CAN(HARK_THREAD) | HARK_CAN(HARK_CHECK) | HARK_CAN(HARK_REPLY) | \
	HARK_CAN(HARK_SCAN) | HARK_CAN(HARK_PUSH))

static bool
is_word(const char *s, const char *extra)
{
	if (s == NULL || s[0] < 'a' || s[0] > 'z' || strlen(s) > 40)
		return false;
	for (; *s != '\0'; s++)
		if (!(*s >= 'a' && *s <= 'z') && !(*s >= '0' && *s <= '9') &&
		    strchr(extra, *s) == NULL)
			return false;
	return true;
}

static bool
is_line(const char *s)
{
	if (s == NULL || *s == '\0')
		return false;
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

static size_t
align_of(const struct hark_option *o)
{
	return option_size(o);		/* all of them scalars */
}

static int
check_option(const struct hark_plugin *pl, const struct hark_option *o,
    struct arena *a, struct err *e)
{
	size_t size = option_size(o);
	void *scratch;

	if (!is_word(o->name, "-_"))
		return err_set(e, ERR_CONFIG, "its name is not a word of small "
		    "letters");
	for (const struct hark_option *p = pl->options; p != o; p++)
		if (strcmp(p->name, o->name) == 0)
			return err_set(e, ERR_CONFIG, "is there twice");
	for (const struct hark_option *w = conf_account_options;
	    w->name != NULL; w++)
		if (strcmp(w->name, o->name) == 0)
			return err_set(e, ERR_CONFIG, "every account has one of "
			    "that name already");
	if (!is_line(o->help))
		return err_set(e, ERR_CONFIG, "no line of help");
	if (size == 0)
		return err_set(e, ERR_CONFIG, "type %d is unknown", (int)o->type);
	if (o->offset > pl->config_size || pl->config_size - o->offset < size ||
	    o->offset % align_of(o) != 0)
		return err_set(e, ERR_CONFIG, "lies outside of its struct");
	if (o->type == HARK_ENUM && (o->choices == NULL ||
	    o->choices[0] == NULL))
		return err_set(e, ERR_CONFIG, "nothing to choose from");
	if (o->min > o->max)
		return err_set(e, ERR_CONFIG, "min is above max");
	if ((o->flags & HARK_REQUIRED) && o->def != NULL)
		return err_set(e, ERR_CONFIG, "is required and has a default");
	if ((o->flags & HARK_SECRET) && (o->type != HARK_STRING ||
	    o->def != NULL))
		return err_set(e, ERR_CONFIG, "a secret is a text without "
		    "default");
	if ((o->flags & HARK_PROGRAM) && (o->type != HARK_STRING ||
	    o->def != NULL))
		return err_set(e, ERR_CONFIG, "a program is a text without "
		    "default");
	if ((o->flags & HARK_EXACT) && o->type != HARK_URL)
		return err_set(e, ERR_CONFIG, "only an address can be exact");
	if ((o->flags & HARK_REALM) && o->type != HARK_URL &&
	    o->type != HARK_STRING)
		return err_set(e, ERR_CONFIG, "a realm is an address or a text");
	scratch = arena_alloc(a, pl->config_size);
	if (option_set_default(o, scratch, a, e) == -1)
		return err_prefix(e, "default");
	return 0;
}

static int
check_options(const struct hark_plugin *pl, struct err *e)
{
	struct arena *a = arena_new();
	const struct hark_option *o;
	size_t n = 0, realms = 0;
	int rc = 0;

	for (o = pl->options; rc == 0 && o != NULL && o->name != NULL; o++) {
		realms += (o->flags & HARK_REALM) != 0;
		if (++n > MAX_TABLE)
			rc = err_set(e, ERR_CONFIG, "more than %d options",
			    MAX_TABLE);
		else if (check_option(pl, o, a, e) == -1)
			rc = err_prefix(e, "option \"%s\"", o->name);
	}
	if (rc == 0 && realms > 1)
		rc = err_set(e, ERR_CONFIG, "%zu options are the realm; one can "
		    "be", realms);
	arena_free(a);
	return rc;
}

static int
check_feeds(const struct hark_plugin *pl, struct err *e)
{
	const struct hark_feed *f = pl->feeds;
	size_t n = 0;

	for (; f != NULL && f->name != NULL; f++) {
		const struct hark_option *o;

		if (++n > MAX_TABLE)
			return err_set(e, ERR_CONFIG, "more than %d feeds",
			    MAX_TABLE);
		if (!is_word(f->name, "-_"))
			return err_set(e, ERR_CONFIG, "a feed's name is not a "
			    "word of small letters");
		for (const struct hark_feed *p = pl->feeds; p != f; p++)
			if (strcmp(p->name, f->name) == 0)
				return err_set(e, ERR_CONFIG, "feed \"%s\" is "
				    "there twice", f->name);
		if (!is_line(f->help))
			return err_set(e, ERR_CONFIG, "feed \"%s\": no line of "
			    "help", f->name);
		if (f->interval < WHEN_SECOND || f->interval > 7 * WHEN_DAY)
			return err_set(e, ERR_CONFIG, "feed \"%s\": interval is "
			    "not between a second and a week", f->name);
		if (f->option == NULL)
			continue;
		o = plugin_option(pl, f->option, strlen(f->option));
		if (o == NULL || (o->type != HARK_LIST && o->type != HARK_BOOL))
			return err_set(e, ERR_CONFIG, "feed \"%s\": there is no "
			    "list option \"%.40s\"", f->name, f->option);
	}
	if ((n > 0) != ((pl->ops & HARK_CAN(HARK_POLL)) != 0))
		return err_set(e, ERR_CONFIG, n > 0 ? "has feeds, but cannot "
		    "poll" : "claims to poll, but has no feed");
	return 0;
}

/* What hark_token() brings. */
static bool
from_login(const struct hark_plugin *pl, const char *name, size_t n)
{
	return (pl->ops & HARK_CAN(HARK_LOGIN)) != 0 &&
	    ((n == 5 && strncmp(name, "token", 5) == 0) ||
	    (n == 6 && strncmp(name, "access", 6) == 0) ||
	    (n == 7 && strncmp(name, "refresh", 7) == 0));
}

/*
 * "{token}", "{base64:user:password}": the names must be options, or what a
 * login brings.
 */
static int
check_placeholders(const struct hark_plugin *pl, const char *entry,
    struct err *e)
{
	const char *p = entry;

	while ((p = strchr(p, '{')) != NULL) {
		const char *end = strchr(++p, '}');
		bool first = true;

		if (end == NULL)
			return err_set(e, ERR_CONFIG, "\"%.60s\": a brace is "
			    "not closed", entry);
		while (p < end) {
			size_t n = strcspn(p, ":}");
			bool function = first && p + n < end;

			if (!function && plugin_option(pl, p, n) == NULL &&
			    !from_login(pl, p, n))
				return err_set(e, ERR_CONFIG, "\"%.60s\": there "
				    "is no option \"%.*s\"", entry, (int)n, p);
			first = false;
			p += n + 1;
		}
	}
	return 0;
}

static int
check_travel(const struct hark_plugin *pl, struct err *e)
{
	for (size_t i = 0; pl->auth != NULL && pl->auth[i] != NULL; i++) {
		if (i >= MAX_TABLE || !is_line(pl->auth[i]))
			return err_set(e, ERR_CONFIG, "auth entry %zu is not a "
			    "line", i + 1);
		if (check_placeholders(pl, pl->auth[i], e) == -1)
			return err_prefix(e, "auth");
	}
	for (size_t i = 0; pl->origins != NULL && pl->origins[i] != NULL; i++) {
		struct url u;

		if (i >= MAX_TABLE || !url_parse(pl->origins[i], &u) ||
		    u.userinfo)
			return err_set(e, ERR_CONFIG, "origin %zu is not an "
			    "address", i + 1);
	}
	for (size_t i = 0; pl->reads != NULL && pl->reads[i] != NULL; i++)
		if (i >= 1024 || !is_line(pl->reads[i]))
			return err_set(e, ERR_CONFIG, "name %zu of what it "
			    "reads is not one", i + 1);
	return 0;
}

static int
check_budgets(const struct hark_plugin *pl, struct err *e)
{
	const struct hark_budget *b = pl->budgets;
	const struct hark_option *o;

	for (; b != NULL && b->name != NULL; b++) {
		if (b - pl->budgets >= MAX_BUDGETS)
			return err_set(e, ERR_CONFIG, "more than %d budgets",
			    MAX_BUDGETS);
		if (!is_word(b->name, "-_"))
			return err_set(e, ERR_CONFIG, "a budget's name is not a "
			    "word of small letters");
		if (!is_line(b->unit))
			return err_set(e, ERR_CONFIG, "budget \"%s\" has no "
			    "unit", b->name);
		o = b->option != NULL ? plugin_option(pl, b->option,
		    strlen(b->option)) : NULL;
		if (o == NULL || o->type != HARK_AMOUNT || o->min <= 0)
			return err_set(e, ERR_CONFIG, "budget \"%s\" has no "
			    "option that is an amount above 0", b->name);
	}
	return 0;
}

static int
check_login(const struct hark_plugin *pl, struct err *e)
{
	const struct hark_option *o;

	if (pl->login == NULL)
		return 0;
	o = plugin_option(pl, pl->login, strlen(pl->login));
	if (o == NULL || !(o->flags & HARK_SECRET) ||
	    !(pl->ops & HARK_CAN(HARK_LOGIN)))
		return err_set(e, ERR_CONFIG, "it cannot log in with \"%.40s\"",
		    pl->login);
	return 0;
}

/* Words for a person: of what {name} stands for in them. */
static int
check_words(const struct hark_plugin *pl, const char *words, struct err *e)
{
	static const char *const known[] = { "status", "code", "said", "why",
		"url" };

	for (const char *p = words; p != NULL && (p = strchr(p, '{')) != NULL;) {
		size_t n = strcspn(++p, "}"), i = 0;
		const struct hark_option *o = plugin_option(pl, p, n);

		while (i < ARRAY_LEN(known) && (strlen(known[i]) != n ||
		    strncmp(known[i], p, n) != 0))
			i++;
		if (i == ARRAY_LEN(known) && (o == NULL ||
		    (o->flags & HARK_SECRET)))
			return err_set(e, ERR_CONFIG, "\"%.60s\": nobody knows "
			    "what {%.*s} is", words, (int)n, p);
	}
	return 0;
}

int
plugin_check_refusals(const struct hark_plugin *pl,
    const struct hark_refusal *r, bool coded, struct err *e)
{
	for (size_t i = 0; r != NULL && r[i].error != 0; i++) {
		if (i >= MAX_TABLE || r[i].error < HARK_E_PROTOCOL ||
		    r[i].error > HARK_E_HIDDEN)
			return err_set(e, ERR_CONFIG, "refusal %zu is no error "
			    "there is", i + 1);
		if (r[i].code != NULL && !coded)
			return err_set(e, ERR_CONFIG, "refusal %zu has a code, "
			    "but nothing says where codes stand", i + 1);
		if (r[i].words != NULL && !is_line(r[i].words))
			return err_set(e, ERR_CONFIG, "refusal %zu: its words "
			    "are no line", i + 1);
		if (check_words(pl, r[i].words, e) == -1)
			return err_prefix(e, "refusal %zu", i + 1);
	}
	return 0;
}

static int
check_refusals(const struct hark_plugin *pl, struct err *e)
{
	return !plugin_has(pl, refusals) ? 0 :
	    plugin_check_refusals(pl, pl->refusals, pl->code != NULL, e);
}

/* The struct as that ABI had it: older plugins lack the end. */
static size_t
size_of(uint32_t abi)
{
	return (abi & 0xffff) < 7 ? offsetof(struct hark_plugin, consents) :
	    (abi & 0xffff) < 8 ? offsetof(struct hark_plugin, begin) :
	    sizeof(struct hark_plugin);
}

int
plugin_check(const struct hark_plugin *pl, const char *name, struct err *e)
{
	static const char *const taken[] = { "client", "ear", "keep", "mail",
		"recipient" };

	if (pl == NULL)
		return err_set(e, ERR_CONFIG, "no plugin");
	if (pl->abi >> 16 != HARK_ABI >> 16 ||
	    (pl->abi & 0xffff) > (HARK_ABI & 0xffff))
		return err_set(e, ERR_CONFIG, "made for plugin ABI %u.%u, this "
		    "is %u.%u: build it anew", pl->abi >> 16, pl->abi & 0xffff,
		    HARK_ABI >> 16, HARK_ABI & 0xffff);
	if (pl->size != size_of(pl->abi))
		return err_set(e, ERR_CONFIG, "its struct has %u bytes, not "
		    "%zu: build it anew", pl->size, size_of(pl->abi));
	if (!is_word(pl->name, "-_"))
		return err_set(e, ERR_CONFIG, "its name is not a word of small "
		    "letters");
	if (name == NULL || strcmp(pl->name, name) != 0)
		return err_set(e, ERR_CONFIG, "it calls itself \"%s\"; file "
		    "and plugin must have one name", pl->name);
	for (size_t i = 0; i < ARRAY_LEN(taken); i++)
		if (strcmp(taken[i], name) == 0)
			return err_set(e, ERR_CONFIG, "\"%s\" is the name of a "
			    "section already", name);
	if (!is_line(pl->version) || strlen(pl->version) > 40)
		return err_set(e, ERR_CONFIG, "it has no version");
	if (pl->step == NULL && (!plugin_has(pl, n_on) || pl->begin == NULL))
		return err_set(e, ERR_CONFIG, "it has no step function, and "
		    "none to begin with");
	if (pl->step != NULL && plugin_has(pl, n_on) && pl->begin != NULL)
		return err_set(e, ERR_CONFIG, "it has a step function, and one "
		    "to begin with: one of them is never called");
	if (pl->ops == 0 || (pl->ops & ~ALL_OPS))
		return err_set(e, ERR_CONFIG, "it claims to do what is unknown "
		    "here (ops %#x)", pl->ops);
	if ((pl->ops & HARK_CAN(HARK_SCAN)) && pl->claims == NULL)
		return err_set(e, ERR_CONFIG, "it can scan, but has no claims "
		    "function");
	if (pl->config_size > MAX_STRUCT || pl->state_size > MAX_STRUCT)
		return err_set(e, ERR_CONFIG, "its structs are larger than %u "
		    "bytes", MAX_STRUCT);
	if (pl->text_ttl < 0 || pl->interval < 0 || pl->burst < 0)
		return err_set(e, ERR_CONFIG, "text_ttl, interval and burst "
		    "cannot be negative");
	if (check_options(pl, e) == -1 || check_feeds(pl, e) == -1 ||
	    check_travel(pl, e) == -1 || check_budgets(pl, e) == -1 ||
	    check_login(pl, e) == -1 || check_refusals(pl, e) == -1 ||
	    plugin_check_logins(pl, e) == -1 || plugin_check_consents(pl, e) == -1)
		return -1;
	return 0;
}
