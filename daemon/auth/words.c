/* SPDX-License-Identifier: ISC */

/* What `hark auth' says when it is done, or nearly. */

#include <stdio.h>
#include <string.h>

#include "auth/auth_int.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"

/* "read" and "write" cover "read:accounts" and the like. */
static bool
granted(const struct auth_facts *f, const char *scope)
{
	for (size_t i = 0; i < f->n_scopes; i++) {
		size_t n = strlen(f->scopes[i]);

		if (strncmp(scope, f->scopes[i], n) == 0 &&
		    (scope[n] == '\0' || scope[n] == ':'))
			return true;
	}
	return false;
}

int
words_missing(const struct auth *a)
{
	const struct auth_facts *f = &a->facts;
	int n = 0;

	if (!f->asked_scopes)
		return 0;
	for (const struct hark_scope *s = a->way->scopes; s != NULL &&
	    s->name != NULL; s++) {
		if (!auth_wants(a, s) || granted(f, s->name))
			continue;
		if (n++ == 0)
			auth_say("%s", tr(a->lang, "Not granted:"));
		auth_say("  %s - %s", s->name, tr(a->lang, s->lacks));
	}
	if (n > 0)
		auth_tell(tr(a->lang, "If that is wanted, grant it there "
		    "and run this again."));
	return n;
}

void
words_written(const struct auth *a, const struct place *p,
    const char *credential)
{
	auth_say(tr(a->lang, "Credential %s: %s is written, readable by nobody "
	    "else."), credential, p->path);
}

void
words_ends(const struct auth *a)
{
	char when[32];

	if (a->facts.ends.at == 0)
		return;
	when_format(a->facts.ends.at, when);
	if (a->facts.ends.less) {
		auth_say(tr(a->lang, "This consent does not end, but from "
		    "%.10s on the network may show less of what people write, "
		    "until this is done again. The administrator is told 14, 7 "
		    "and 1 days before, and hark accounts shows it."), when);
		return;
	}
	auth_say(tr(a->lang, "This consent ends on %.10s. The administrator is "
	    "told 14, 7 and 1 days before, and hark accounts shows it."), when);
}

void
words_next(const struct auth *a, const struct place *p, size_t n,
    const char *const *credentials)
{
	bool restart = false, loose = false;

	for (size_t i = 0; i < n; i++) {
		restart = restart || p[i].kind != PLACE_FILE;
		loose = loose || p[i].kind == PLACE_LOOSE;
	}
	if (!restart) {
		auth_say("%s", tr(a->lang, "Now let harkd read it: hark "
		    "reload"));
		return;
	}
	if (loose) {
		auth_tell(tr(a->lang, "harkd does not get it yet. Enter "
		    "this with: systemctl edit harkd"));
		auth_say("  [Service]");
	}
	for (size_t i = 0; i < n; i++)
		if (p[i].kind == PLACE_LOOSE)
			auth_say("  LoadCredential=%s:%s", credentials[i],
			    p[i].path);
	auth_say("%s", tr(a->lang, "Now let harkd read it: systemctl restart "
	    "harkd"));
}
