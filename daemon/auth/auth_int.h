/* SPDX-License-Identifier: ISC */
#ifndef HARK_AUTH_INT_H
#define HARK_AUTH_INT_H

/* auth_int.h - private to daemon/auth*.c; see auth.h. */

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "auth/auth.h"
#include "base/buf.h"
#include "net/auth.h"
#include "poll/consent.h"

/* A value of the walk, by name: {code}, {token}, what was pasted. */
struct auth_value_of {
	char *name;
	struct secret *value;
	struct auth_value_of *next;
};

/* What the network said of the consent. */
struct auth_facts {
	char *who;			/* strangers' words, or NULL */
	char **scopes;			/* granted; NULL: it does not say */
	size_t n_scopes;
	bool asked_scopes;
	struct consent_end ends;
};

struct auth {
	const struct auth_opts *opts;
	struct config *config;
	const struct conf_client *client;
	struct conf_account *account;
	const struct hark_consent *way;
	struct auth_value_of *values;
	struct auth_facts facts;
	int listener;			/* for the browser, or -1 */
	bool wrote;			/* a credential is replaced */
	const char *lang;
};

/* At most so many credentials in one go. */
#define MAX_GIVES	8

/* --- auth_find.c --- */

int	auth_find_account(struct auth *, struct err *);
int	auth_find_way(struct auth *, struct err *);

/* --- auth_value.c --- */

/* The value is taken; one of that name before it is forgotten. */
void	auth_set(struct auth *, const char *name, struct secret *value);
void	auth_set_text(struct auth *, const char *name, const char *text);
void	auth_values_clear(struct auth *);
const struct secret *auth_get(const struct auth *, const char *name);
/* For net/auth.h: values, then secrets and options of the account. */
auth_lookup_fn auth_lookup;
/* Is this option of the account set, or yes? */
bool	auth_has(const struct auth *, const char *option);
bool	auth_wants(const struct auth *, const struct hark_scope *);
/* An address template with its placeholders filled in; holds secrets. */
int	auth_fill(struct auth *, const char *tmpl, struct buf *, struct err *);

/* --- auth_ask.c --- */

void	auth_say(const char *, ...) __attribute__((format(printf, 1, 2)));
/* A paragraph, broken into lines. */
void	auth_tell(const char *);
/* A line without echo, trimmed; NULL: there is none, or it is none. */
struct secret *auth_ask_secret(const struct auth *, const char *prompt,
	    struct err *);
/* Which of these, from 0; -1: none. */
int	auth_ask_which(const struct auth *, const char *const *labels, size_t n);
/*
 * Wait for what comes back of the consent: from the browser, or pasted.  The
 * code is set as a value.
 */
int	auth_ask_code(struct auth *, const char *state, struct err *);

/* --- auth_visit.c --- */

/* All of them, in their order.  ERR_REFUSED: the network said no. */
int	auth_visits(struct auth *, const struct hark_visit *, struct err *);
void	auth_facts_clear(struct auth_facts *);

/* --- auth_place.c --- */

enum place_kind {
	PLACE_FILE,			/* harkd reads it: reload */
	PLACE_UNIT,			/* systemd reads it: restart */
	PLACE_LOOSE,			/* nobody reads it yet */
};

struct place {
	char *path;
	enum place_kind kind;
	struct secret_owner owner;	/* of a new file */
};

/* Where the credential of this name belongs. */
void	place_find(const struct config *, const char *credential,
	    struct place *);
/* May we write there?  Makes its folder if it is the usual one. */
int	place_check(const struct place *, struct err *);
/* Read it, as whom it belongs to.  NULL: there is none, or it is unfit. */
struct secret *place_load(const struct place *, struct err *);
/* New before old, never through links that somebody else may have put there. */
int	place_write(const struct place *, const struct secret *, struct err *);
/* The same for when it ends, in the state folder; see poll/consent.h. */
int	place_keep(const struct config *, const char *path, uint64_t mark,
	    struct consent_end, struct err *);
void	place_clear(struct place *);
/* Whoever harkd runs as. */
struct secret_owner place_harkd(const struct config *);

/* --- auth_words.c --- */

/* What is not granted, and what that means.  How many. */
int	words_missing(const struct auth *);
void	words_written(const struct auth *, const struct place *,
	    const char *credential);
void	words_ends(const struct auth *);
/* What to do for harkd to take it. */
void	words_next(const struct auth *, const struct place *, size_t n,
	    const char *const *credentials);

#endif
