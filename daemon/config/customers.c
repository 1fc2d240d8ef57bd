/* SPDX-License-Identifier: ISC */

/* A list of customers becomes keys; see customers.h. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/url.h"
#include "config/customers.h"

#define MAX_FILE	(8 << 20)
#define MAX_KEYS	200000
#define MAX_COLUMNS	200

/* --- keys --- */

struct list {
	struct customers *c;
	size_t size;
};

static void
add_key(struct list *l, const char *network, const char *name)
{
	struct customers *c = l->c;
	struct customer_key *k;

	while (*name == '@' || isspace((unsigned char)*name))
		name++;
	if (*name == '\0' || strlen(name) > 300 || c->n == MAX_KEYS)
		return;
	if (c->n == l->size) {
		l->size = l->size != 0 ? l->size * 2 : 64;
		c->keys = xreallocarray(c->keys, l->size, sizeof(*c->keys));
	}
	k = &c->keys[c->n++];
	k->network = xstrdup(network);
	k->name = xstrdup(name);
	for (char *p = k->network; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	for (char *p = k->name; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	for (size_t n = strlen(k->name); n > 0 &&
	    isspace((unsigned char)k->name[n - 1]); n--)
		k->name[n - 1] = '\0';
}

static void
add_handle(struct list *l, const char *network, const char *handle)
{
	const char *bare = *handle == '@' ? handle + 1 : handle;

	/* "anna" is somebody else on every network. */
	if (network[0] == '\0' && strchr(bare, '@') == NULL &&
	    strchr(bare, '.') == NULL)
		return;
	/* Where it says so itself it is the same everywhere. */
	add_key(l, strchr(bare, '@') != NULL ? "" : network, handle);
}

static void
add_mail(struct list *l, const char *mail)
{
	if (strncasecmp(mail, "mailto:", 7) == 0)
		mail += 7;
	if (strchr(mail, '@') > mail)
		add_key(l, "", mail);
}

/* Whose profile pages these are; others are the Fediverse's. */
static const struct {
	const char *host, *before, *network;
} places[] = {
	{ "bsky.app", "profile/", "bluesky" },
	{ "facebook.com", "", "facebook" },
	{ "instagram.com", "", "instagram" },
	{ "linkedin.com", "in/", "linkedin" },
	{ "threads.net", "", "threads" },
	{ "tiktok.com", "", "tiktok" },
	{ "twitter.com", "", "x" },
	{ "x.com", "", "x" },
	{ "xing.com", "profile/", "xing" },
	{ "youtube.com", "", "youtube" },
};

static void
add_profile(struct list *l, const char *url)
{
	AUTO(free_p) char *name = NULL, *whole = NULL;
	const char *host, *path;
	struct url u;
	size_t n;

	if (!url_parse(url, &u) || u.userinfo)
		return;
	host = strncmp(u.host, "www.", 4) == 0 ? u.host + 4 : u.host;
	path = u.path + (*u.path == '/');
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		n = strlen(places[i].before);
		if (strcmp(host, places[i].host) != 0)
			continue;
		if (strncmp(path, places[i].before, n) != 0)
			return;
		path += n;
		name = xstrndup(path, strcspn(path, "/?#"));
		add_key(l, places[i].network, name);
		return;
	}
	if (strncmp(path, "users/", 6) == 0)
		path += 6;
	n = strcspn(path, "/?#");
	/* Of a post, or of anything else, it is not a person's. */
	if (n == 0 || path[n + (path[n] == '/')] != '\0')
		return;
	name = xstrndup(path, n);
	whole = xasprintf("%s@%s", *name == '@' ? name + 1 : name, u.host);
	add_key(l, "", whole);
}

/* --- CSV --- */

enum column { OTHER, HANDLE, NETWORK, PROFILE, MAIL, ON_NETWORK };

static const struct {
	const char *title;
	enum column column;
} titles[] = {
	{ "handle", HANDLE }, { "benutzername", HANDLE }, { "user", HANDLE },
	{ "username", HANDLE }, { "nutzername", HANDLE },
	{ "network", NETWORK }, { "netz", NETWORK }, { "netzwerk", NETWORK },
	{ "profile", PROFILE }, { "profil", PROFILE }, { "url", PROFILE },
	{ "profile-url", PROFILE }, { "website", PROFILE },
	{ "mail", MAIL }, { "email", MAIL }, { "e-mail", MAIL },
	{ "e-mail-adresse", MAIL }, { "mailadresse", MAIL },
	{ "mastodon", ON_NETWORK }, { "bluesky", ON_NETWORK },
	{ "facebook", ON_NETWORK }, { "instagram", ON_NETWORK },
	{ "linkedin", ON_NETWORK }, { "threads", ON_NETWORK },
	{ "tiktok", ON_NETWORK }, { "x", ON_NETWORK },
	{ "xing", ON_NETWORK }, { "youtube", ON_NETWORK },
	{ "wordpress", ON_NETWORK }, { "telegram", ON_NETWORK },
	{ "reddit", ON_NETWORK },
};

struct csv {
	const char *p, *end;
	char sep;
	struct buf field;
	const char *open;		/* a quote that never closes */
};

/* One field into c->field; false at the end of its line. */
static bool
next_field(struct csv *c)
{
	buf_reset(&c->field);
	if (c->p < c->end && *c->p == '"') {
		const char *quote = c->p;

		for (c->p++; c->p < c->end; c->p++) {
			if (*c->p == '"' && (c->p + 1 == c->end ||
			    c->p[1] != '"'))
				break;
			c->p += *c->p == '"';
			buf_addc(&c->field, *c->p);
		}
		c->open = c->p == c->end ? quote : NULL;
		c->p += c->p < c->end;
	}
	while (c->p < c->end && *c->p != c->sep && *c->p != '\n') {
		if (*c->p != '\r' && *c->p != '\0')
			buf_addc(&c->field, *c->p);
		c->p++;
	}
	if (c->p < c->end && *c->p == c->sep) {
		c->p++;
		return true;
	}
	c->p += c->p < c->end;
	return false;
}

static char
separator(const char *text, size_t len)
{
	size_t n = 0, semi = 0, tab = 0, comma = 0;

	for (; n < len && text[n] != '\n'; n++) {
		semi += text[n] == ';';
		tab += text[n] == '\t';
		comma += text[n] == ',';
	}
	return semi > comma && semi >= tab ? ';' : tab > comma ? '\t' : ',';
}

static void
csv_line(struct csv *c, struct list *l, const enum column *columns,
    char *const *names, size_t n)
{
	AUTO(free_p) char *network = xstrdup("");
	AUTO(free_p) char *handle = NULL;
	size_t before = l->c->n, i = 0;
	bool more, any = false;

	do {
		const char *v;

		more = next_field(c);
		v = c->field.data;
		while (isspace((unsigned char)*v))
			v++;
		if (*v == '\0' || i >= n)
			continue;
		any = true;
		switch (columns[i]) {
		case HANDLE:
			free(handle);
			handle = xstrdup(v);
			break;
		case NETWORK:
			free(network);
			network = xstrdup(v);
			network[strcspn(network, " ")] = '\0';
			break;
		case PROFILE:
			add_profile(l, v);
			break;
		case MAIL:
			add_mail(l, v);
			break;
		case ON_NETWORK:
			if (strstr(v, "://") != NULL)
				add_profile(l, v);
			else
				add_handle(l, names[i], v);
			break;
		case OTHER:
			break;
		}
	} while (i++, more);
	if (handle != NULL && strstr(handle, "://") != NULL)
		add_profile(l, handle);
	else if (handle != NULL)
		add_handle(l, network, handle);
	l->c->people += any;
	l->c->useless += any && l->c->n == before;
}

static int
parse_csv(const char *text, size_t len, struct list *l, struct err *e)
{
	enum column columns[MAX_COLUMNS];
	char *names[MAX_COLUMNS];
	struct csv c = { .p = text, .end = text + len, .field = BUF_INIT,
		.sep = separator(text, len) };
	size_t n = 0, known = 0;
	bool more;
	int r = 0;

	do {
		more = next_field(&c);
		if (n == MAX_COLUMNS)
			continue;
		columns[n] = OTHER;
		names[n] = xstrdup(c.field.data);
		for (char *p = names[n]; *p != '\0'; p++)
			*p = (char)tolower((unsigned char)*p);
		for (size_t i = 0; i < ARRAY_LEN(titles); i++)
			if (strcmp(names[n], titles[i].title) == 0)
				columns[n] = titles[i].column;
		known += columns[n] != OTHER && columns[n] != NETWORK;
		n++;
	} while (more);
	if (known == 0)
		r = err_set(e, ERR_CONFIG, "its first line names no column that "
		    "could be used; write for example: name,mail,profile,handle,"
		    "network");
	while (r == 0 && c.p < c.end)
		csv_line(&c, l, columns, names, n);
	/* It swallowed all lines after it. */
	if (r == 0 && c.open != NULL) {
		size_t line = 1;

		for (const char *p = text; p < c.open; p++)
			line += *p == '\n';
		r = err_set(e, ERR_CONFIG, "line %zu: a quote that begins "
		    "there never ends", line);
	}
	for (size_t i = 0; i < n; i++)
		free(names[i]);
	buf_free(&c.field);
	return r;
}

/* --- vCard --- */

static void
vcard_line(struct list *l, char *line)
{
	char *value = strchr(line, ':'), *name = line, *dot;
	size_t n;

	if (value == NULL)
		return;
	*value++ = '\0';
	/* "item1.EMAIL;type=HOME" */
	n = strcspn(name, ";");
	name[n] = '\0';
	if ((dot = strchr(name, '.')) != NULL)
		name = dot + 1;
	if (strcasecmp(name, "EMAIL") == 0)
		add_mail(l, value);
	else if (strcasecmp(name, "URL") == 0 ||
	    strcasecmp(name, "X-SOCIALPROFILE") == 0 ||
	    strcasecmp(name, "SOCIALPROFILE") == 0 ||
	    strcasecmp(name, "IMPP") == 0)
		add_profile(l, value);
}

static int
parse_vcard(const char *text, size_t len, struct list *l, struct err *e)
{
	struct buf line = BUF_INIT;
	const char *p = text, *end = text + len;
	size_t before = 0;
	bool open = false;

	while (p < end) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));

		eol = eol != NULL ? eol : end;
		buf_add(&line, p, (size_t)(eol - p));
		p = eol < end ? eol + 1 : end;
		while (line.len > 0 && line.data[line.len - 1] == '\r')
			buf_cut(&line, line.len - 1);
		/* Folded: the next line begins with a space. */
		if (p < end && (*p == ' ' || *p == '\t')) {
			p++;
			continue;
		}
		if (strcasecmp(line.data, "BEGIN:VCARD") == 0) {
			open = true;
			before = l->c->n;
		} else if (strcasecmp(line.data, "END:VCARD") == 0 && open) {
			open = false;
			l->c->people++;
			l->c->useless += l->c->n == before;
		} else if (open) {
			vcard_line(l, line.data);
		}
		buf_reset(&line);
	}
	buf_free(&line);
	if (l->c->people == 0)
		return err_set(e, ERR_CONFIG, "there is no vCard in it");
	return 0;
}

/* --- whole --- */

static int
cmp(const void *a, const void *b)
{
	const struct customer_key *x = a, *y = b;
	int c = strcmp(x->network, y->network);

	return c != 0 ? c : strcmp(x->name, y->name);
}

static void
once_each(struct customers *c)
{
	size_t n = 0;

	if (c->n > 1)
		qsort(c->keys, c->n, sizeof(*c->keys), cmp);
	for (size_t i = 0; i < c->n; i++) {
		if (n > 0 && cmp(&c->keys[n - 1], &c->keys[i]) == 0) {
			free(c->keys[i].network);
			free(c->keys[i].name);
		} else {
			c->keys[n++] = c->keys[i];
		}
	}
	c->n = n;
}

struct customers *
customers_parse(const char *text, size_t len, int vcard, struct err *e)
{
	struct list l = { .c = xcalloc(1, sizeof(*l.c)) };

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	if ((vcard ? parse_vcard(text, len, &l, e) :
	    parse_csv(text, len, &l, e)) == -1) {
		customers_free(l.c);
		return NULL;
	}
	once_each(l.c);
	return l.c;
}

struct customers *
customers_read(const char *path, struct err *e)
{
	size_t n = strlen(path);
	int vcard = n > 4 && (strcasecmp(path + n - 4, ".vcf") == 0);
	AUTO(free_p) char *text = NULL;
	struct customers *c;
	size_t len;

	text = file_read(path, MAX_FILE, &len, e);
	if (text == NULL)
		return NULL;
	c = customers_parse(text, len, vcard, e);
	if (c == NULL)
		err_prefix(e, "%s", path);
	return c;
}

void
customers_free(struct customers *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->n; i++) {
		free(c->keys[i].network);
		free(c->keys[i].name);
	}
	free(c->keys);
	free(c);
}
