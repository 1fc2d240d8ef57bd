/* SPDX-License-Identifier: ISC */

/*
 * Statements.  Each string literal is prepared once and found again by its
 * address, so that SQL stands where it is used.  Every return code of SQLite
 * ends here, in an error that names the file and what was done.
 */

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/log.h"
#include "store/internal.h"

#define SLOTS	512		/* a power of two, twice what there are */

static enum err_code
code_of(struct store *s, int rc)
{
	switch (rc & 0xff) {
	case SQLITE_FULL:
		return ERR_FULL;
	case SQLITE_IOERR:
		switch (sqlite3_system_errno(s->db)) {
		case ENOSPC:
		case EDQUOT:
		case EFBIG:
			return ERR_FULL;
		default:
			return ERR_STORE;
		}
	default:
		return ERR_STORE;
	}
}

int
sql_fail(struct store *s, struct err *e, const char *what)
{
	int rc = sqlite3_extended_errcode(s->db);
	const char *file = s->opts.path != NULL ? s->opts.path : "memory";
	enum err_code code = code_of(s, rc);

	if (code == ERR_FULL)
		return err_set(e, code, "%s: the disk is full", file);
	if ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB)
		return err_set(e, code, "%s is damaged (%s): stop harkd, move "
		    "it away, put the newest backup in its place", file,
		    sqlite3_errmsg(s->db));
	return err_set(e, code, "%s: %s (%d) in: %.60s", file,
	    sqlite3_errmsg(s->db), rc, what);
}

static sqlite3_stmt *
prepared(struct store *s, struct err *e, const char *text)
{
	size_t i = (size_t)(((uintptr_t)text * UINT64_C(0x9e3779b97f4a7c15)) >>
	    40);
	struct sql_slot *slot;

	if (s->slots == NULL)
		s->slots = xcalloc(SLOTS, sizeof(*s->slots));
	for (;; i++) {
		slot = &s->slots[i & (SLOTS - 1)];
		if (slot->text == text)
			return slot->stmt;
		if (slot->text == NULL)
			break;
	}
	if (s->n_slots == SLOTS / 2)
		fatal("store: more than %d statements", SLOTS / 2);
	if (sqlite3_prepare_v3(s->db, text, -1, SQLITE_PREPARE_PERSISTENT,
	    &slot->stmt, NULL) != SQLITE_OK) {
		sql_fail(s, e, text);
		return NULL;
	}
	slot->text = text;
	s->n_slots++;
	return slot->stmt;
}

static void
bind(sqlite3_stmt *st, const char *types, va_list ap)
{
	const void *blob;
	const char *str;
	int64_t n;
	int i;

	for (i = 1; *types != '\0'; types++, i++) {
		switch (*types) {
		case 'i':
			sqlite3_bind_int64(st, i, va_arg(ap, int64_t));
			break;
		case 'd':
			sqlite3_bind_int(st, i, va_arg(ap, int));
			break;
		case 'z':
			n = va_arg(ap, int64_t);
			if (n == 0)
				sqlite3_bind_null(st, i);
			else
				sqlite3_bind_int64(st, i, n);
			break;
		case 's':
			str = va_arg(ap, const char *);
			sqlite3_bind_text(st, i, str, -1, SQLITE_STATIC);
			break;
		case 'b':
			blob = va_arg(ap, const void *);
			sqlite3_bind_blob(st, i, blob, va_arg(ap, int),
			    SQLITE_STATIC);
			break;
		default:
			fatal("store: unknown type %c", *types);
		}
	}
	if (i - 1 != sqlite3_bind_parameter_count(st))
		fatal("store: %d values for: %s", i - 1, sqlite3_sql(st));
}

sqlite3_stmt *
sql(struct store *s, struct err *e, const char *text, const char *types, ...)
{
	sqlite3_stmt *st = prepared(s, e, text);
	va_list ap;

	if (st == NULL)
		return NULL;
	va_start(ap, types);
	bind(st, types, ap);
	va_end(ap);
	return st;
}

int
sql_step(struct store *s, struct err *e, sqlite3_stmt *st)
{
	int rc;

	if (st == NULL)
		return -1;
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE) {
		sql_fail(s, e, sqlite3_sql(st));
		sqlite3_reset(st);
		return -1;
	}
	sqlite3_reset(st);
	return 0;
}

int
sql_run(struct store *s, struct err *e, const char *text, const char *types,
    ...)
{
	sqlite3_stmt *st = prepared(s, e, text);
	va_list ap;
	int n;

	if (st == NULL)
		return -1;
	va_start(ap, types);
	bind(st, types, ap);
	va_end(ap);
	while ((n = sql_step(s, e, st)) == 1)
		;
	return n;
}

int
sql_int(struct store *s, struct err *e, int64_t *ret, const char *text,
    const char *types, ...)
{
	sqlite3_stmt *st = prepared(s, e, text);
	va_list ap;
	int n;

	if (st == NULL)
		return -1;
	va_start(ap, types);
	bind(st, types, ap);
	va_end(ap);
	if ((n = sql_step(s, e, st)) == 1) {
		*ret = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
		return 0;
	}
	return n;
}

int
sql_exec(struct store *s, struct err *e, const char *text)
{
	if (sqlite3_exec(s->db, text, NULL, NULL, NULL) != SQLITE_OK)
		return sql_fail(s, e, text);
	return 0;
}

void
sql_finalize(struct store *s)
{
	if (s->slots == NULL)
		return;
	for (size_t i = 0; i < SLOTS; i++)
		sqlite3_finalize(s->slots[i].stmt);
	free(s->slots);
	s->slots = NULL;
	s->n_slots = 0;
}

char *
sql_str(struct arena *a, sqlite3_stmt *st, int col)
{
	const char *str = (const char *)sqlite3_column_text(st, col);

	return arena_strdup(a, str);
}

int64_t
meta_int(struct store *s, const char *key, int64_t def)
{
	sql_int(s, NULL, &def, "SELECT value FROM meta WHERE key = ?", "s",
	    key);
	return def;
}

int
meta_set(struct store *s, struct err *e, const char *key, int64_t value)
{
	return sql_run(s, e, "INSERT INTO meta(key, value) VALUES(?1, ?2) "
	    "ON CONFLICT DO UPDATE SET value = ?2", "si", key, value);
}
