/* SPDX-License-Identifier: ISC */

/*
 * What {name} stands for in a consent's description: a value of this walk,
 * else a secret or an option of the account.
 */

#include <stdlib.h>
#include <string.h>

#include "auth/auth_int.h"
#include "base/mem.h"

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

void
auth_set_text(struct auth *a, const char *name, const char *text)
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
	const struct hark_option *o = plugin_option(a->account->plugin, name,
	    strlen(name));
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
	const struct hark_option *o = plugin_option(a->account->plugin, name,
	    strlen(name));
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
	const struct hark_option *o = n > 1 ?
	    plugin_option(a->account->plugin, tmpl + 1, n - 1) : NULL;
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

void
auth_values_clear(struct auth *a)
{
	struct auth_value_of *v;

	while ((v = a->values) != NULL) {
		a->values = v->next;
		secret_free(v->value);
		free(v->name);
		free(v);
	}
}
