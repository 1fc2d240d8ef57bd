/* SPDX-License-Identifier: ISC */

/*
 * How a person lets hark in, and how tokens are had from then on, as a plugin
 * describes it, judged before anybody is asked for anything: what it names is
 * there when it is needed.
 */

#include <string.h>

#include "config/plugin.h"

#define NAME_CHARS	"abcdefghijklmnopqrstuvwxyz0123456789-_"

static bool
taken(const struct hark_visit *list, const struct hark_visit *end,
    const char *name, size_t n)
{
	for (; list != NULL && list != end && list->url != NULL; list++)
		for (size_t i = 0; list->take != NULL && list->take[i] != NULL;
		    i++)
			if (strncmp(list->take[i], name, n) == 0 &&
			    list->take[i][n] == '=')
				return true;
	return false;
}

/*
 * Is there a value of this name by the time of `when'?  NULL: at the end.
 * c NULL: of a login.
 */
static bool
known(const struct hark_plugin *pl, const struct hark_consent *c,
    const struct hark_visit *when, const char *name, size_t n)
{
	static const char *const ours[] = { "redirect", "scopes", "state",
		"code", "verifier", "challenge", "port" };

	if (plugin_option(pl, name, n) != NULL)
		return true;
	if (c == NULL)
		return n == strlen("refresh") && strncmp(name, "refresh", n) ==
		    0;
	for (size_t i = 0; c->consent != NULL && i < sizeof(ours) /
	    sizeof(ours[0]); i++)
		if (strlen(ours[i]) == n && strncmp(ours[i], name, n) == 0)
			return true;
	return taken(c->before, when, name, n) ||
	    taken(c->after, when, name, n);
}

static int
check_text(const struct hark_plugin *pl, const struct hark_consent *c,
    const struct hark_visit *when, const char *text, struct err *e)
{
	for (const char *p = text; p != NULL && (p = strchr(p, '{')) != NULL; ) {
		bool function = false;
		size_t n;

		do {
			p++;
			n = strspn(p, NAME_CHARS);
			/* In JSON braces stand for themselves. */
			if (n == 0 || (p[n] != ':' && p[n] != '}'))
				break;
			if (p[n] == '}' || function)
				if (!known(pl, c, when, p, n))
					return err_set(e, ERR_CONFIG, "a %s "
					    "uses {%.*s}, which is not there "
					    "by then", c != NULL ? "consent" :
					    "login", (int)n, p);
			function = true;
			p += n;
		} while (*p == ':');
	}
	return 0;
}

static int
check_ends(const char *const *p, struct err *e)
{
	for (; p != NULL && *p != NULL; p++)
		if ((*p)[0] != '/' && strncmp(*p, "less=/", 6) != 0)
			return err_set(e, ERR_CONFIG, "a consent ends at "
			    "\"%.60s\", which is no /POINTER or less=/POINTER",
			    *p);
	return 0;
}

static int
check_visits(const struct hark_plugin *pl, const struct hark_consent *c,
    const struct hark_visit *v, struct err *e)
{
	for (; v != NULL && v->url != NULL; v++) {
		if (check_text(pl, c, v, v->url, e) == -1 ||
		    check_text(pl, c, v, v->body, e) == -1)
			return -1;
		for (size_t i = 0; v->auth != NULL && v->auth[i] != NULL; i++)
			if (check_text(pl, c, v, v->auth[i], e) == -1)
				return -1;
		for (size_t i = 0; v->take != NULL && v->take[i] != NULL; i++)
			if (strstr(v->take[i], "=/") == NULL)
				return err_set(e, ERR_CONFIG, "a consent takes "
				    "\"%.60s\", which is no NAME=/POINTER",
				    v->take[i]);
		if (check_ends(v->ends_in, e) == -1 ||
		    check_ends(v->ends_at, e) == -1)
			return -1;
	}
	return 0;
}

const struct hark_consent *
plugin_consents(const struct hark_plugin *pl)
{
	return plugin_has(pl, consents) ? pl->consents : NULL;
}

static int
check_secrets(const struct hark_plugin *pl, const char *const *names,
    struct err *e)
{
	for (; names != NULL && *names != NULL; names++) {
		size_t n = strcspn(*names, "=");
		const struct hark_option *o = plugin_option(pl, *names, n);

		if (o == NULL || !(o->flags & HARK_SECRET))
			return err_set(e, ERR_CONFIG, "a consent is about "
			    "\"%.*s\", which is no secret option", (int)n,
			    *names);
	}
	return 0;
}

int
plugin_check_consents(const struct hark_plugin *pl, struct err *e)
{
	const struct hark_consent *c = plugin_consents(pl);

	for (; c != NULL && c->gives != NULL; c++) {
		if (check_secrets(pl, c->gives, e) == -1 ||
		    check_secrets(pl, c->asks, e) == -1 ||
		    check_secrets(pl, c->needs, e) == -1 ||
		    check_text(pl, c, c->before, c->page, e) == -1 ||
		    check_visits(pl, c, c->before, e) == -1 ||
		    check_text(pl, c, c->after, c->consent, e) == -1 ||
		    check_visits(pl, c, c->after, e) == -1)
			return -1;
		for (size_t i = 0; c->gives[i] != NULL; i++) {
			const char *eq = strchr(c->gives[i], '=');

			if (eq == NULL || !known(pl, c, NULL, eq + 1,
			    strlen(eq + 1)))
				return err_set(e, ERR_CONFIG, "a consent gives "
				    "\"%.60s\", which nothing brings",
				    c->gives[i]);
		}
		if (c->when != NULL && plugin_option(pl, c->when,
		    strlen(c->when)) == NULL)
			return err_set(e, ERR_CONFIG, "a consent is for "
			    "\"%.40s\", which is no option", c->when);
		if ((c->consent != NULL) != (c->redirect != NULL))
			return err_set(e, ERR_CONFIG, "a consent has an "
			    "address, but no redirect, or the reverse");
		for (const struct hark_scope *s = c->scopes; s != NULL &&
		    s->name != NULL; s++)
			if (s->lacks == NULL || s->lacks[0] == '\0')
				return err_set(e, ERR_CONFIG, "scope \"%.60s\" "
				    "does not say what it is for", s->name);
	}
	return 0;
}

/* Nothing secret: addresses are seen in logs. */
static int
check_address(const struct hark_plugin *pl, const char *url, struct err *e)
{
	const struct hark_option *o;

	if (strncmp(url, "https://", 8) != 0 && url[0] != '{')
		return err_set(e, ERR_CONFIG, "a login at \"%.60s\", which is "
		    "no address", url);
	for (const char *p = url; (p = strchr(p, '{')) != NULL; ) {
		size_t n = strcspn(++p, "}");

		o = plugin_option(pl, p, n);
		if (o == NULL || (o->flags & HARK_SECRET) ||
		    (o->type != HARK_URL && (o->type != HARK_STRING ||
		    p == url + 1)))
			return err_set(e, ERR_CONFIG, "a login at \"%.60s\": "
			    "{%.*s} is no part of an address", url, (int)n, p);
	}
	return 0;
}

int
plugin_check_logins(const struct hark_plugin *pl, struct err *e)
{
	const struct hark_login *l = plugin_has(pl, logins) ? pl->logins : NULL;

	if (l != NULL && !(pl->ops & HARK_CAN(HARK_LOGIN)))
		return err_set(e, ERR_CONFIG, "it says how to log in, but not "
		    "that it can");
	for (; l != NULL && l->url != NULL; l++) {
		if (l->when != NULL && !known(pl, NULL, NULL, l->when,
		    strlen(l->when)))
			return err_set(e, ERR_CONFIG, "a login is for "
			    "\"%.40s\", which is no option", l->when);
		if (check_address(pl, l->url, e) == -1 ||
		    check_text(pl, NULL, NULL, l->body, e) == -1)
			return -1;
		for (size_t i = 0; l->auth != NULL && l->auth[i] != NULL; i++)
			if (check_text(pl, NULL, NULL, l->auth[i], e) == -1)
				return -1;
		if (plugin_check_refusals(pl, l->refusals, true, e) == -1)
			return err_prefix(e, "login");
	}
	return 0;
}
