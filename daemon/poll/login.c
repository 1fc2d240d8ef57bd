/* SPDX-License-Identifier: ISC */

/* Tokens: had, renewed, kept; see login.h. */

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/when.h"
#include "poll/consent.h"
#include "poll/login.h"
#include "poll/task.h"

/* Bluesky allows 30 logins in five minutes, others three. */
#define PAUSE_MIN	WHEN_MINUTE
#define PAUSE_MAX	(30 * WHEN_MINUTE)
#define SAVE_AGAIN	WHEN_MINUTE
/* A token refused younger than this was never any good. */
#define HONEST_LIFE	(10 * WHEN_MINUTE)

struct login_wait {
	struct login *login;		/* NULL once it is being told */
	login_fn *fn;
	void *arg;
	struct login_wait *next;
};

struct login {
	struct acct *acct;
	struct secret *access, *refresh;
	int64_t expires, renew_at;	/* wall clock; 0: unknown */
	int64_t had_at;			/* mono; of the token */
	unsigned generation;
	char *path;			/* of the files, without ending; or NULL */
	char *others;			/* what files of other consents begin
					 * with; NULL: there are none */
	struct timer *unsaved;		/* what could not be written yet */

	struct task *task;
	bool took;			/* the running LOGIN brought a token */
	struct login_wait *waiting;
	struct timer *tell;
	struct err err;			/* of the last attempt */
	int64_t failures;		/* of LOGIN, in a row */
	int64_t refusals;		/* of fresh tokens, in a row */
	int64_t not_before;		/* mono */
};

/* --- files ---------------------------------------------------------------- */

static struct secret *
load(const struct login *l, const char *what)
{
	AUTO(free_p) char *path = xasprintf("%s.%s", l->path, what);
	struct err e = { 0 };
	struct secret *s = secret_load(NULL, path, &e);

	if (s == NULL && e.code != ERR_NOT_FOUND)
		log_warn("%s: %s", l->acct->key, e.text);
	return s;
}

static bool
save(const struct login *l, const char *what, const struct secret *s)
{
	AUTO(free_p) char *path = NULL;
	struct err e = { 0 };

	if (l->path == NULL || s == NULL)
		return true;
	path = xasprintf("%s.%s", l->path, what);
	if (secret_store(NULL, path, s, &e) == 0)
		return true;
	if (l->unsaved == NULL || !timer_running(l->unsaved))
		log_warn("%s: the new token is lost when harkd ends: %s",
		    l->acct->key, e.text);
	return false;
}

/*
 * The one that renews first: without it the other is of no use in a day.  What
 * cannot be written is used all the same, for the old one may be dead, and is
 * written as soon as the disk takes it.
 */
static void
save_both(void *arg)
{
	struct login *l = arg;

	if (save(l, "refresh", l->refresh) && save(l, "access", l->access))
		return;
	if (l->unsaved == NULL)
		l->unsaved = timer_new(save_both, l);
	timer_start(l->unsaved, SAVE_AGAIN);
}

/* Until now one name served whatever the tokens came from. */
static void
adopt(const struct login *l, const char *was, const char *what)
{
	AUTO(free_p) char *from = xasprintf("%s.%s", was, what);
	AUTO(free_p) char *to = xasprintf("%s.%s", l->path, what);

	if (access(to, F_OK) == -1 && rename(from, to) == -1 &&
	    errno != ENOENT)
		log_warn("%s: %s", from, strerror(errno));
}

/* The new consent works: what came of those before it goes. */
static void
drop_others(struct login *l)
{
	AUTO(free_p) char *prefix = TAKE(l->others);
	char *slash = strrchr(prefix, '/');
	const char *own = strrchr(l->path, '/') + 1;
	size_t n = strlen(slash + 1);
	struct dirent *d;
	DIR *dir;

	*slash = '\0';
	dir = opendir(prefix);
	while (dir != NULL && (d = readdir(dir)) != NULL)
		if (strncmp(d->d_name, slash + 1, n) == 0 &&
		    strncmp(d->d_name, own, strlen(own)) != 0)
			unlinkat(dirfd(dir), d->d_name, 0);
	if (dir != NULL)
		closedir(dir);
}

/* Is this secret there?  NULL: any is good. */
static bool
has_secret(const struct conf_account *cf, const char *option)
{
	for (size_t i = 0; i < cf->n_secrets; i++)
		if (option == NULL || strcmp(cf->secrets[i].option,
		    option) == 0)
			return true;
	return false;
}

struct login *
login_new(struct acct *a)
{
	const struct config *cf = a->poll->config;
	AUTO(free_p) char *dir = NULL, *was = NULL;
	struct login *l;

	if (a->conf->plugin == NULL || a->conf->n_secrets == 0 ||
	    !(a->conf->plugin->ops & HARK_CAN(HARK_LOGIN)) ||
	    !has_secret(a->conf, a->conf->plugin->login))
		return NULL;
	l = xcalloc(1, sizeof(*l));
	l->acct = a;
	if (cf == NULL || cf->state_dir == NULL || cf->state_dir[0] != '/')
		return l;
	dir = xasprintf("%s/tokens", cf->state_dir);
	if (mkdir(dir, 0700) == -1 && errno != EEXIST) {
		log_warn("%s: %s", dir, strerror(errno));
		return l;
	}
	/*
	 * Another consent, other files: tokens of the one before are never
	 * mixed with it, and are there if it is put back.
	 */
	was = consent_path(cf, a->client->conf->name, a->conf);
	l->path = xasprintf("%s-%016" PRIx64, was, consent_mark(a->conf));
	adopt(l, was, "refresh");
	adopt(l, was, "access");
	l->refresh = load(l, "refresh");
	l->access = load(l, "access");
	if (l->refresh == NULL && l->access == NULL)
		l->others = xasprintf("%s-", was);
	return l;
}

void
login_free(struct login *l)
{
	struct login_wait *w;

	if (l == NULL)
		return;
	task_cancel(l->task);
	timer_free(l->tell);
	while ((w = l->waiting) != NULL) {
		l->waiting = w->next;
		free(w);
	}
	secret_free(l->access);
	secret_free(l->refresh);
	timer_free(l->unsaved);
	free(l->others);
	free(l->path);
	free(l);
}

/* --- what there is -------------------------------------------------------- */

const struct secret *
login_secret(const struct login *l, const char *name)
{
	if (l == NULL)
		return NULL;
	if (strcmp(name, "token") == 0 || strcmp(name, "access") == 0)
		return l->access;
	return strcmp(name, "refresh") == 0 ? l->refresh : NULL;
}

unsigned
login_generation(const struct login *l)
{
	return l != NULL ? l->generation : 0;
}

bool
login_ready(const struct login *l)
{
	int64_t now = loop_now();

	if (l == NULL)
		return true;
	if (l->access == NULL || (l->expires != 0 && now >= l->expires))
		return false;
	/* Ahead of time, but not at any price. */
	return l->renew_at == 0 || now < l->renew_at ||
	    loop_mono() < l->not_before;
}

static void
pause_for(struct login *l)
{
	int64_t wait = PAUSE_MIN;

	for (int64_t i = 1; i < l->failures + l->refusals && wait < PAUSE_MAX;
	    i++)
		wait *= 2;
	l->not_before = loop_mono() + (wait < PAUSE_MAX ? wait : PAUSE_MAX);
}

void
login_refused(struct login *l, unsigned generation)
{
	if (l == NULL || generation != l->generation || l->access == NULL)
		return;
	secret_free(l->access);
	l->access = NULL;
	l->expires = l->renew_at = 0;
	/* One from a file is as old as it may be. */
	if (l->had_at == 0 || loop_mono() - l->had_at >= HONEST_LIFE)
		l->refusals = 0;
	else {
		l->refusals++;
		err_set(&l->err, ERR_CONFIG, "the network refuses the token it "
		    "just gave");
		pause_for(l);
	}
}

/* --- waiting -------------------------------------------------------------- */

static void begin(struct login *);

static void
on_tell(void *arg)
{
	struct login *l = arg;
	struct login_wait *w = l->waiting;
	struct err e = { 0 };
	int64_t not_before = 0;
	login_fn *fn;
	void *fn_arg;

	begin(l);
	if (w == NULL || l->task != NULL)
		return;
	if (!login_ready(l)) {
		e = l->err.code != ERR_OK ? l->err : (struct err){
		    .code = ERR_NET, .text = "there is no token" };
		not_before = l->not_before;
	}
	l->waiting = w->next;
	fn = w->fn;
	fn_arg = w->arg;
	free(w);
	/* One in a turn: it may wait again, cancel others, or free us. */
	if (l->waiting != NULL)
		timer_start(l->tell, 0);
	fn(fn_arg, &e, not_before);
}

static void
on_login(void *arg, const struct task_result *r)
{
	struct login *l = arg;

	l->task = NULL;
	if (r->error == 0 && l->took) {
		l->err = (struct err){ 0 };
		l->failures = 0;
	} else {
		l->failures++;
		err_set(&l->err, r->error == HARK_E_AUTH || r->error ==
		    HARK_E_CONFIG ? ERR_CONFIG : ERR_NET, "login: %s",
		    r->error == 0 ? "the network gave no token" :
		    r->why != NULL ? r->why : hark_error_name(r->error));
		log_warn("%s: %s", l->acct->key, l->err.text);
	}
	/* Even good ones not one after the other. */
	pause_for(l);
	if (r->not_before > l->not_before)
		l->not_before = r->not_before;
	timer_start(l->tell, 0);
}

static void
begin(struct login *l)
{
	struct acct *a = l->acct;

	if (l->task != NULL || login_ready(l) || loop_mono() < l->not_before)
		return;
	l->took = false;
	a->poll->running++;
	l->task = task_start(a, &(struct task_spec){ .op = HARK_LOGIN },
	    on_login, l);
}

struct login_wait *
login_wait(struct login *l, login_fn *fn, void *arg)
{
	struct login_wait *w = xcalloc(1, sizeof(*w)), **p;

	w->login = l;
	w->fn = fn;
	w->arg = arg;
	for (p = &l->waiting; *p != NULL; p = &(*p)->next)
		;
	*p = w;
	if (l->tell == NULL)
		l->tell = timer_new(on_tell, l);
	begin(l);
	if (l->task == NULL)
		timer_start(l->tell, 0);
	return w;
}

void
login_wait_cancel(struct login_wait *w)
{
	struct login_wait **p;

	if (w == NULL)
		return;
	for (p = &w->login->waiting; *p != w; p = &(*p)->next)
		;
	*p = w->next;
	free(w);
}

bool
login_idle(const struct login *l)
{
	return l != NULL && l->task != NULL && l->waiting == NULL;
}

bool
login_stop(struct login *l)
{
	bool was = l != NULL && l->task != NULL;

	if (was)
		task_cancel(TAKE(l->task));
	return was;
}

/* --- taking what came ----------------------------------------------------- */

/* A member's name, or a JSON pointer (RFC 6901, without ~ escapes). */
static const char *
find(const json_t *j, const char *where)
{
	char name[128];

	if (where[0] != '/')
		return json_string_value(json_object_get(j, where));
	while (*where == '/' && j != NULL) {
		size_t n = strcspn(++where, "/");

		if (n >= sizeof(name))
			return NULL;
		memcpy(name, where, n);
		name[n] = '\0';
		where += n;
		j = json_is_array(j) ? json_array_get(j,
		    strtoul(name, NULL, 10)) : json_object_get(j, name);
	}
	return json_string_value(j);
}

/* When a JWT expires, in ms; 0: it does not say, or is none. */
static int64_t
jwt_expires(const char *token)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_";
	const char *p = strchr(token, '.'), *d;
	struct buf b = BUF_INIT;
	unsigned bits = 0, n = 0;
	json_int_t exp = 0;
	json_t *j;

	if (p == NULL)
		return 0;
	while (*++p != '\0' && (d = strchr(digits, *p)) != NULL) {
		bits = bits << 6 | (unsigned)(d - digits);
		if ((n += 6) >= 8)
			buf_addc(&b, (char)(bits >> (n -= 8) & 0xff));
	}
	if (*p == '.' && b.len > 0 &&
	    (j = json_read(b.data, b.len, NULL, NULL)) != NULL) {
		exp = json_int(j, "exp");
		json_decref(j);
	}
	buf_free(&b);
	return exp > 0 && exp < INT64_MAX / WHEN_SECOND ? exp * WHEN_SECOND : 0;
}

int
login_take(struct login *l, const char *body, size_t len, const char *access,
    const char *refresh, int64_t expires, struct err *e)
{
	AUTO(json_p) json_t *j = json_read(body, len, NULL, e);
	const char *token, *again = NULL;
	struct secret *s, *r = NULL;
	int64_t now = loop_now();

	if (j == NULL)
		return -1;
	token = access != NULL ? find(j, access) : NULL;
	if (token == NULL || *token == '\0')
		return err_set(e, ERR_PROTOCOL, "the answer has no token in "
		    "\"%s\"", access != NULL ? access : "");
	if (refresh != NULL)
		again = find(j, refresh);
	if (expires == 0)
		expires = jwt_expires(token);
	s = secret_new(token, strlen(token));
	if (again != NULL && *again != '\0')
		r = secret_new(again, strlen(again));
	if (r != NULL) {
		secret_free(l->refresh);
		l->refresh = r;
	}
	secret_free(l->access);
	l->access = s;
	/* Before anybody hears of the token, and so before it is used. */
	save_both(l);
	if (l->others != NULL && (l->unsaved == NULL ||
	    !timer_running(l->unsaved)))
		drop_others(l);
	l->generation++;
	l->had_at = loop_mono();
	/* A clock that is wrong must not make every token an expired one. */
	l->expires = expires > now ? expires : 0;
	l->renew_at = l->expires != 0 ? now + (expires - now) / 10 * 9 : 0;
	l->took = true;
	return 0;
}
