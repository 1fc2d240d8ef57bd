/* SPDX-License-Identifier: ISC */

/* What is known of credentials; see consent.h. */

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/consent.h"

char *
consent_path(const struct config *cf, const char *client,
    const struct conf_account *a)
{
	AUTO(free_p) char *key = xasprintf("%s/%s", client, a->name);
	uint64_t h = hash_bytes(1, key, strlen(key));

	if (cf == NULL || cf->state_dir == NULL || cf->state_dir[0] != '/' ||
	    a->plugin == NULL)
		return NULL;
	/* Tokens belong to whom they were given: another user, another file. */
	h = hash_bytes(h, a->plugin_name, strlen(a->plugin_name));
	for (const struct hark_option *o = a->plugin->options; o != NULL &&
	    o->name != NULL; o++) {
		const char *const *v = (const char *const *)(const void *)
		    ((const char *)a->options + o->offset);

		if ((o->type == HARK_STRING || o->type == HARK_URL) &&
		    *v != NULL)
			h = hash_bytes(h, *v, strlen(*v) + 1);
	}
	return xasprintf("%s/tokens/%s-%016" PRIx64, cf->state_dir, client, h);
}

uint64_t
consent_mark(const struct conf_account *a)
{
	const char *login = a->plugin != NULL ? a->plugin->login : NULL;
	uint64_t h = 0;

	for (size_t i = 0; i < a->n_secrets; i++)
		if (a->secrets[i].value != NULL && (login == NULL ||
		    strcmp(a->secrets[i].option, login) == 0))
			h = secret_mark(h, a->secrets[i].value);
	return h;
}

/* "MARK TIME [less]": to which credentials it belongs, and when they end. */
struct consent_end
consent_ends(const char *path, uint64_t mark)
{
	AUTO(free_p) char *name = NULL;
	char line[80], when[33], less[5] = "";
	const struct consent_end none = { 0 };
	uint64_t of;
	ssize_t n;
	int fd;

	if (path == NULL)
		return none;
	name = xasprintf("%s.ends", path);
	fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		return none;
	n = read(fd, line, sizeof(line) - 1);
	close(fd);
	line[n > 0 ? n : 0] = '\0';
	if (sscanf(line, "%16" SCNx64 " %32s %4s", &of, when, less) < 2 ||
	    of != mark)
		return none;
	return (struct consent_end){ .at = when_parse(when),
		.less = strcmp(less, "less") == 0 };
}

int
consent_keep(const char *path, uint64_t mark, struct consent_end ends,
    const struct secret_owner *owner, struct err *e)
{
	AUTO(free_p) char *name = xasprintf("%s.ends", path);
	char when[32], line[80];
	struct secret *s;
	int rc;

	if (ends.at == 0)
		return unlink(name) == 0 || errno == ENOENT ? 0 :
		    err_set(e, ERR_IO, "%s: %s", name, strerror(errno));
	when_format(ends.at, when);
	snprintf(line, sizeof(line), "%016" PRIx64 " %s%s", mark, when,
	    ends.less ? " less" : "");
	/* No secret, but written as carefully as one. */
	s = secret_new(line, strlen(line));
	rc = secret_put(name, s, owner, e);
	secret_free(s);
	return rc;
}
