/* SPDX-License-Identifier: ISC */

/* Texts by language; see tr.h.  The table is made by scripts/po2c. */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tr.h"

struct message {
	const char *id, *text;
	const char *many;		/* of plural texts, else NULL */
};

static const struct message german[] = {
#include "messages.h"
};

static int
compare(const void *key, const void *item)
{
	const struct message *m = item;

	return strcmp(key, m->id);
}

static const struct message *
find(const char *lang, const char *msgid)
{
	if (lang == NULL || strncmp(lang, "de", 2) != 0)
		return NULL;
	return bsearch(msgid, german, ARRAY_LEN(german), sizeof(german[0]),
	    compare);
}

const char *
tr(const char *lang, const char *msgid)
{
	const struct message *m = find(lang, msgid);

	return m != NULL ? m->text : msgid;
}

const char *
trn(const char *lang, const char *one, const char *many, long long n)
{
	const struct message *m = find(lang, one);

	if (m == NULL || m->many == NULL)
		return n == 1 ? one : many;
	return n == 1 ? m->text : m->many;
}
