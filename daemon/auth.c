/* SPDX-License-Identifier: ISC */

/*
 * The walk through a network's login: what to do there, what to paste, the
 * consent, a test, and only then the file; see auth.h.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "auth_int.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/url.h"
#include "base/utf8.h"
#include "net/http.h"
#include "net/loopback.h"
#include "net/pkce.h"
#include "net/stream.h"
#include "poll/consent.h"
#include "service.h"

#define MAX_GIVES	8

/* --- values ----------------------------------------------------------------- */

void
auth_set(struct auth *a, const char *name, struct secret *value)
{
	struct auth_value_of *v;

	for (v = a->values; v != NULL; v = v->next)
		if (strcmp(v->name, name) == 0)
			break;
	if (v == NULL) {
		v = xcalloc(1, sizeof(*v));
		v->name = xstrdup(name);
		v->next = a->values;
		a->values = v;
	}
	secret_free(v->value);
	v->value = value;
}

static void
set_text(struct auth *a, const char *name, const char *text)
{
	auth_set(a, name, secret_new(text, strlen(text)));
}

const struct secret *
auth_get(const struct auth *a, const char *name)
{
	for (const struct auth_value_of *v = a->values; v != NULL; v = v->next)
		if (strcmp(v->name, name) == 0)
			return v->value;
	return NULL;
}

static const struct hark_option *
option_of(const struct auth *a, const char *name, size_t n)
{
	const struct hark_option *o = a->account->plugin->options;

	for (; o != NULL && o->name != NULL; o++)
		if (strlen(o->name) == n && strncmp(o->name, name, n) == 0)
			return o;
	return NULL;
}

static const void *
field_of(const struct auth *a, const struct hark_option *o)
{
	return (const char *)a->account->options + o->offset;
}

static const char *
text_of(const struct auth *a, const struct hark_option *o)
{
	return o != NULL && (o->type == HARK_STRING || o->type == HARK_URL) ?
	    *(const char *const *)field_of(a, o) : NULL;
}

bool
auth_has(const struct auth *a, const char *name)
{
	const struct hark_option *o = option_of(a, name, strlen(name));
	const char *const *list;

	if (o == NULL)
		return false;
	if (o->type == HARK_BOOL)
		return *(const bool *)field_of(a, o);
	if (o->type != HARK_LIST)
		return text_of(a, o) != NULL;
	list = *(const char *const *const *)field_of(a, o);
	return list != NULL && list[0] != NULL;
}

bool
auth_wants(const struct auth *a, const struct hark_scope *s)
{
	return !(s->writes && a->opts->read_only) &&
	    (s->option == NULL || auth_has(a, s->option));
}

struct auth_value
auth_lookup(void *arg, const char *name)
{
	const struct auth *a = arg;
	const struct hark_option *o = option_of(a, name, strlen(name));
	const struct secret *s = auth_get(a, name);

	if (s != NULL)
		return (struct auth_value){ .secret = s };
	for (size_t i = 0; i < a->account->n_secrets; i++)
		if (strcmp(a->account->secrets[i].option, name) == 0)
			return (struct auth_value){
			    .secret = a->account->secrets[i].value };
	if (o != NULL && (o->flags & HARK_SECRET))
		return (struct auth_value){ 0 };
	return (struct auth_value){ .plain = text_of(a, o) };
}

int
auth_fill(struct auth *a, const char *tmpl, struct buf *out, struct err *e)
{
	size_t n = tmpl[0] == '{' ? strcspn(tmpl, "}") : 0;
	const struct hark_option *o = n > 1 ? option_of(a, tmpl + 1, n - 1) :
	    NULL;
	const char *base;
	size_t len;

	/* An address at the beginning is one, and not part of one. */
	if (o == NULL || o->type != HARK_URL || tmpl[n] == '\0')
		return auth_expand(out, tmpl, auth_lookup, a, e);
	base = text_of(a, o);
	if (base == NULL)
		return err_set(e, ERR_CONFIG, "%s is not set", o->name);
	len = strlen(base);
	while (len > 0 && base[len - 1] == '/')
		len--;
	buf_add(out, base, len);
	return auth_expand(out, tmpl + n + 1, auth_lookup, a, e);
}

/* --- which account, and which way --------------------------------------------- */

static int
find_account(struct auth *a, struct err *e)
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

static int
find_way(struct auth *a, struct err *e)
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

/* --- what is there already -------------------------------------------------- */

/* The account's secret of this option; NULL: its section does not name one. */
static struct secret **
slot(const struct auth *a, const char *option, size_t n,
    const char **credential)
{
	for (size_t i = 0; i < a->account->n_secrets; i++)
		if (strlen(a->account->secrets[i].option) == n &&
		    strncmp(a->account->secrets[i].option, option, n) == 0) {
			*credential = a->account->secrets[i].credential;
			return &a->account->secrets[i].value;
		}
	return NULL;
}

static void
load_secrets(struct auth *a)
{
	for (size_t i = 0; i < a->account->n_secrets; i++) {
		struct place p;
		struct err e = { 0 };

		place_find(a->config, a->account->secrets[i].credential, &p);
		a->account->secrets[i].value = place_load(&p, &e);
		place_clear(&p);
	}
}

/* Before anybody opens a browser: could the outcome be written at all? */
static int
check_places(const struct auth *a, struct err *e)
{
	for (size_t i = 0; a->way->gives[i] != NULL; i++) {
		const char *option = a->way->gives[i], *credential;
		size_t n = strcspn(option, "=");
		struct place p;
		int rc;

		if (slot(a, option, n, &credential) == NULL)
			return err_set(e, ERR_CONFIG, tr(a->lang, "%s:%d: "
			    "account \"%s\" does not say where its %.*s is "
			    "kept: add %.*s = \"%s-%s\""), a->account->file,
			    a->account->line, a->account->name, (int)n, option,
			    (int)n, option, a->client->name, a->account->name);
		place_find(a->config, credential, &p);
		rc = place_check(&p, e);
		place_clear(&p);
		if (rc == -1)
			return e->code != ERR_PERMISSION ? -1 : err_prefix(e,
			    "%s", tr(a->lang, "the credential could not be "
			    "written; run this as root (sudo)"));
	}
	return 0;
}

/* --- the walk ----------------------------------------------------------------- */

static void
introduce(const struct auth *a)
{
	auth_say(tr(a->lang, "Account \"%s\" of %s, %s."), a->account->name,
	    a->client->name, a->account->plugin_name);
	for (size_t i = 0; a->way->how != NULL && a->way->how[i] != NULL; i++) {
		auth_say("%s", "");
		auth_tell(tr(a->lang, a->way->how[i]));
	}
	auth_say("%s", "");
}

/* Paste what is asked for; `again': also what is there already. */
static int
paste(struct auth *a, const char *const *list, bool again, struct err *e)
{
	for (; list != NULL && *list != NULL; list++) {
		AUTO(free_p) char *prompt = NULL;
		const char *credential;
		struct secret **s = slot(a, *list, strlen(*list), &credential);
		struct secret *value;

		if (s == NULL || (*s != NULL && !again))
			continue;
		prompt = xasprintf(tr(a->lang, "Paste %s and press Enter; "
		    "nothing of it is shown:"), *list);
		value = auth_ask_secret(a, prompt, e);
		if (value == NULL)
			return -1;
		auth_set(a, *list, value);
	}
	return 0;
}

static void
set_scopes(struct auth *a)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	for (const struct hark_scope *s = a->way->scopes; s != NULL &&
	    s->name != NULL; s++) {
		if (!auth_wants(a, s))
			continue;
		if (b.len > 0)
			buf_adds(&b, a->way->separator != NULL ?
			    a->way->separator : " ");
		buf_adds(&b, s->name);
	}
	set_text(a, "scopes", b.data);
}

/* Where the browser is sent back to. */
static int
set_redirect(struct auth *a, struct err *e)
{
	AUTO(buf_free) struct buf b = BUF_INIT;
	struct err busy = { 0 };
	char port[12];

	if (strncmp(a->way->redirect, "urn:", 4) == 0) {
		set_text(a, "redirect", a->way->redirect);
		return 0;
	}
	if (a->opts->port > 0)
		a->listener = loopback_open(a->opts->port, &busy);
	snprintf(port, sizeof(port), "%d", a->opts->port > 0 ? a->opts->port :
	    AUTH_PORT);
	set_text(a, "port", port);
	if (auth_expand(&b, a->way->redirect, auth_lookup, a, e) == -1)
		return -1;
	set_text(a, "redirect", b.data);
	return 0;
}

static int
consent(struct auth *a, struct err *e)
{
	AUTO(free_p) char *state = pkce_random(), *verifier = pkce_random();
	AUTO(free_p) char *challenge = pkce_challenge(verifier);
	AUTO(buf_free) struct buf url = BUF_INIT;
	int rc;

	set_text(a, "state", state);
	set_text(a, "verifier", verifier);
	set_text(a, "challenge", challenge);
	explicit_bzero(verifier, strlen(verifier));
	if (auth_visits(a, a->way->before, e) == -1 ||
	    auth_fill(a, a->way->consent, &url, e) == -1)
		return -1;
	auth_say("%s\n\n%s\n", tr(a->lang, "Open this address in a browser, log "
	    "in there as the account itself, and agree:"), url.data);
	if (strncmp(a->way->redirect, "urn:", 4) == 0)
		auth_tell(tr(a->lang, "Then a code is shown. Paste it here "
		    "and press Enter; nothing of it is shown here."));
	else if (a->listener != -1)
		auth_tell(tr(a->lang, "After that the browser comes back "
		    "here by itself. If it runs on another machine than this, "
		    "it shows an error instead: then copy the whole address "
		    "from its address line, paste it here and press Enter; "
		    "nothing of it is shown here."));
	else
		auth_tell(tr(a->lang, "After that the browser shows an "
		    "error, which is all right: copy the whole address from "
		    "its address line, paste it here and press Enter; nothing "
		    "of it is shown here."));
	rc = auth_ask_code(a, state, e);
	if (a->listener != -1)
		close(a->listener);
	a->listener = -1;
	return rc;
}

static void
say_who(const struct auth *a)
{
	AUTO(buf_free) struct buf who = BUF_INIT;

	if (a->facts.who != NULL)
		utf8_safe(&who, a->facts.who, true);
	if (who.len > 0)
		auth_say(tr(a->lang, "It works: the network takes us for "
		    "%.200s."), who.data);
	else if (a->way->after != NULL)
		auth_say("%s", tr(a->lang, "It works: the network takes it."));
	else
		auth_say("%s", tr(a->lang, "This kind of credential is tested "
		    "by harkd itself: hark accounts tells."));
}

/* Beside the token of a network that says so: until when it is good. */
static void
keep_end(const struct auth *a)
{
	AUTO(free_p) char *path = consent_path(a->config, a->client->name,
	    a->account);
	struct err e = { 0 };

	if (path != NULL && place_keep(a->config, path,
	    consent_mark(a->account), a->facts.ends, &e) == -1)
		auth_say(tr(a->lang, "When it ends could not be noted: %s"),
		    e.text);
}

static int
write_all(struct auth *a, struct err *e)
{
	struct place places[MAX_GIVES];
	const char *names[MAX_GIVES];
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && a->way->gives[i] != NULL &&
	    n < MAX_GIVES; i++) {
		const char *option = a->way->gives[i];
		const char *eq = strchr(option, '=');
		struct secret **s = slot(a, option, (size_t)(eq - option),
		    &names[n]);
		const struct secret *value = auth_get(a, eq + 1);

		/* One that was needed, and is there already, stays. */
		if (s == NULL || value == NULL)
			continue;
		place_find(a->config, names[n], &places[n]);
		rc = place_write(&places[n], value, e);
		if (rc == 0) {
			a->wrote = true;
			secret_free(*s);
			*s = secret_copy(value);
			words_written(a, &places[n], names[n]);
		}
		n++;
	}
	if (rc == 0) {
		keep_end(a);
		words_ends(a);
		words_next(a, places, n, names);
	}
	while (n > 0)
		place_clear(&places[--n]);
	return rc;
}

static int
walk(struct auth *a, struct err *e)
{
	AUTO(buf_free) struct buf page = BUF_INIT;

	if (find_account(a, e) == -1 || find_way(a, e) == -1 ||
	    check_places(a, e) == -1)
		return -1;
	load_secrets(a);
	set_scopes(a);
	if (a->way->redirect != NULL && set_redirect(a, e) == -1)
		return -1;
	introduce(a);
	if (a->way->page != NULL) {
		if (auth_fill(a, a->way->page, &page, e) == -1)
			return -1;
		auth_say("%s\n\n  %s\n", tr(a->lang, "The page for it:"),
		    page.data);
	}
	if (paste(a, a->way->needs, false, e) == -1 ||
	    paste(a, a->way->asks, true, e) == -1)
		return -1;
	if (a->way->consent != NULL && consent(a, e) == -1)
		return -1;
	if (auth_visits(a, a->way->after, e) == -1) {
		/* That may well be why. */
		words_missing(a);
		return -1;
	}
	say_who(a);
	words_missing(a);
	return write_all(a, e);
}

static void
clear(struct auth *a)
{
	struct auth_value_of *v;

	while ((v = a->values) != NULL) {
		a->values = v->next;
		secret_free(v->value);
		free(v->name);
		free(v);
	}
	auth_facts_clear(&a->facts);
	if (a->listener != -1)
		close(a->listener);
}

int
auth_run(const struct auth_opts *opts)
{
	struct auth a = { .opts = opts, .lang = opts->lang, .listener = -1 };
	struct config_opts co = opts->config;
	struct err e = { 0 };
	int rc;

	/* What else may be wrong with it is said when harkd starts. */
	log_set_level(LOG_L_ERR);
	/* The one that is to be made need not be there yet. */
	co.no_secrets = true;
	a.config = config_read(&co, &e);
	if (a.config == NULL) {
		fprintf(stderr, "%s\n", e.text);
		return exit_of(&e);
	}
	loop_init();
	http_init(&(struct http_opts){ .user_agent = a.config->user_agent,
	    .ca_file = a.config->ca_file });
	rc = walk(&a, &e);
	if (rc == -1)
		fprintf(stderr, "hark: %s\n%s\n", e.text, a.wrote ? "" :
		    tr(a.lang, "Nothing was changed."));
	clear(&a);
	http_free();
	config_free(a.config);
	loop_free();
	return rc == -1 ? exit_of(&e) : EX_OK;
}
