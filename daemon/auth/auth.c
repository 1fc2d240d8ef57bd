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

#include "auth/auth_int.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "net/http.h"
#include "net/loopback.h"
#include "net/pkce.h"
#include "poll/consent.h"

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
	auth_set_text(a, "scopes", b.data);
}

/* Where the browser is sent back to. */
static int
set_redirect(struct auth *a, struct err *e)
{
	AUTO(buf_free) struct buf b = BUF_INIT;
	struct err busy = { 0 };
	char port[12];

	if (strncmp(a->way->redirect, "urn:", 4) == 0) {
		auth_set_text(a, "redirect", a->way->redirect);
		return 0;
	}
	if (a->opts->port > 0)
		a->listener = loopback_open(a->opts->port, &busy);
	snprintf(port, sizeof(port), "%d", a->opts->port > 0 ? a->opts->port :
	    AUTH_PORT);
	auth_set_text(a, "port", port);
	if (auth_expand(&b, a->way->redirect, auth_lookup, a, e) == -1)
		return -1;
	auth_set_text(a, "redirect", b.data);
	return 0;
}

static int
consent(struct auth *a, struct err *e)
{
	AUTO(free_p) char *state = pkce_random(), *verifier = pkce_random();
	AUTO(free_p) char *challenge = pkce_challenge(verifier);
	AUTO(buf_free) struct buf url = BUF_INIT;
	int rc;

	auth_set_text(a, "state", state);
	auth_set_text(a, "verifier", verifier);
	auth_set_text(a, "challenge", challenge);
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
			if (!a->opts->draft)
				words_written(a, &places[n], names[n]);
		}
		n++;
	}
	if (rc == 0) {
		keep_end(a);
		words_ends(a);
		if (!a->opts->draft)
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

	if (auth_find_account(a, e) == -1 || auth_find_way(a, e) == -1 ||
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
	auth_values_clear(a);
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
		return err_exit(&e);
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
	return rc == -1 ? err_exit(&e) : EX_OK;
}
