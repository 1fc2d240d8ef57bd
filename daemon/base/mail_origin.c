/* SPDX-License-Identifier: ISC */

/*
 * Where a mail comes from: a person or a machine, and what the server that
 * took it says of its sender (RFC 3834, RFC 8601); see mail.h.
 */

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mail.h"
#include "base/mem.h"

const char *
mail_header(const json_t *mail, const char *name)
{
	return json_string_value(json_array_get(json_object_get(
	    json_object_get(mail, "headers"), name), 0));
}

static bool
begins(const char *s, const char *with)
{
	return s != NULL && strncasecmp(s, with, strlen(with)) == 0;
}

static bool
is_automatic(const json_t *mail)
{
	const char *type = json_string_value(json_object_get(mail, "type"));
	const char *how = mail_header(mail, "precedence");
	const char *by = mail_header(mail, "auto-submitted");
	const char *back = mail_header(mail, "return-path");

	if (by != NULL && !begins(by, "no"))
		return true;
	if (begins(how, "bulk") || begins(how, "list") || begins(how, "junk") ||
	    begins(how, "auto"))
		return true;
	if (mail_header(mail, "list-id") != NULL ||
	    mail_header(mail, "list-unsubscribe") != NULL ||
	    mail_header(mail, "x-autoreply") != NULL ||
	    mail_header(mail, "x-autorespond") != NULL ||
	    mail_header(mail, "x-failed-recipients") != NULL)
		return true;
	/* Reports of delivery and of reading. */
	if (type != NULL && strcmp(type, "multipart/report") == 0)
		return true;
	/* Nobody is to hear of it: only machines send so. */
	return back != NULL && strcmp(back, "<>") == 0;
}

/* --- Authentication-Results ----------------------------------------------- */

/* Without comments and quoted strings, in which strangers' words may stand. */
static void
bare(struct buf *b, const char *s)
{
	int depth = 0;
	bool quote = false;

	for (; *s != '\0'; s++) {
		if (*s == '\\' && s[1] != '\0' && (quote || depth > 0)) {
			s++;
		} else if (*s == '"' && depth == 0) {
			quote = !quote;
		} else if (quote) {
			continue;
		} else if (*s == '(') {
			depth++;
		} else if (*s == ')' && depth > 0) {
			depth--;
			buf_addc(b, ' ');
		} else if (depth == 0) {
			buf_addc(b, *s == '\t' ? ' ' : *s);
		}
	}
}

/* The domain that a property names: of "@example.org", "a@example.org", too. */
static void
set_domain(json_t *out, const char *value, size_t n)
{
	const char *at = memrchr(value, '@', n);

	if (at != NULL) {
		n -= (size_t)(at + 1 - value);
		value = at + 1;
	}
	if (n > 0)
		json_object_set_new_nocheck(out, "domain",
		    json_stringn_nocheck(value, n));
}

/* " dkim=pass header.d=example.org header.s=x"; NULL: it is no result. */
static json_t *
result(char *s)
{
	static const char *const names[] = { "header.d", "header.i",
	    "smtp.mailfrom", "header.from" };
	char *save, *w = strtok_r(s, " ", &save), *eq;
	size_t best = ARRAY_LEN(names);
	json_t *j;

	if (w == NULL || (eq = strchr(w, '=')) == NULL)
		return NULL;
	*eq++ = '\0';
	/* "dkim/1": the version of the method. */
	w[strcspn(w, "/")] = '\0';
	if (*eq == '\0' && (eq = strtok_r(NULL, " ", &save)) == NULL)
		return NULL;
	j = json_object();
	json_object_set_new_nocheck(j, "method", json_string_nocheck(w));
	json_object_set_new_nocheck(j, "result", json_string_nocheck(eq));
	while ((w = strtok_r(NULL, " ", &save)) != NULL) {
		eq = strchr(w, '=');
		for (size_t i = 0; eq != NULL && i < best; i++)
			if ((size_t)(eq - w) == strlen(names[i]) &&
			    strncasecmp(w, names[i], strlen(names[i])) == 0) {
				set_domain(j, eq + 1, strlen(eq + 1));
				best = i;
			}
	}
	return j;
}

/* Of the topmost alone: everybody can write one, below. */
static json_t *
verdict(const char *header)
{
	struct buf b = BUF_INIT;
	json_t *out = NULL, *list, *j;
	char *p, *semi;
	size_t n;

	if (header == NULL)
		return NULL;
	bare(&b, header);
	p = b.data + strspn(b.data, " ");
	n = strcspn(p, " ;");
	semi = strchr(p, ';');
	if (n > 0 && semi != NULL) {
		out = json_object();
		list = json_array();
		json_object_set_new_nocheck(out, "server",
		    json_stringn_nocheck(p, n));
		for (p = semi + 1; p != NULL; p = semi) {
			semi = strchr(p, ';');
			if (semi != NULL)
				*semi++ = '\0';
			if ((j = result(p)) != NULL)
				json_array_append_new(list, j);
		}
		json_object_set_new_nocheck(out, "results", list);
	}
	buf_free(&b);
	return out;
}

void
mail_origin(json_t *mail)
{
	json_t *v = verdict(mail_header(mail, "authentication-results"));

	if (v != NULL)
		json_object_set_new_nocheck(mail, "verdict", v);
	if (is_automatic(mail))
		json_object_set_new_nocheck(mail, "automatic", json_true());
}

static bool
within(const char *host, const char *domain)
{
	size_t n = host != NULL ? strlen(host) : 0, m = strlen(domain);

	return n >= m && m > 0 && strcasecmp(host + n - m, domain) == 0 &&
	    (n == m || host[n - m - 1] == '.');
}

bool
mail_vouched(const json_t *mail, const char *server, const char *domain)
{
	const json_t *v = json_object_get(mail, "verdict"), *r;
	const char *by = json_string_value(json_object_get(v, "server"));
	bool pass = false;
	size_t i;

	if (by == NULL || strcasecmp(by, server) != 0)
		return false;
	json_array_foreach(json_object_get(v, "results"), i, r) {
		const char *method = json_string_value(json_object_get(r,
		    "method"));
		const char *said = json_string_value(json_object_get(r,
		    "result"));
		const char *of = json_string_value(json_object_get(r,
		    "domain"));
		bool good = strcasecmp(said, "pass") == 0;

		if (strcasecmp(method, "dmarc") == 0) {
			/* The domain's owner has the last word. */
			if (!good && strcasecmp(said, "fail") == 0)
				return false;
			pass |= good && (of == NULL || within(of, domain) ||
			    within(domain, of));
		} else if (strcasecmp(method, "dkim") == 0 ||
		    strcasecmp(method, "spf") == 0) {
			pass |= good && within(of, domain);
		}
	}
	return pass;
}
