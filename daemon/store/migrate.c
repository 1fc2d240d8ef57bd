/* SPDX-License-Identifier: ISC */

/*
 * Schema versions.  user_version counts; each step is one transaction.  Before
 * the first step of an old file a copy is put beside it ("FILE.v1"), which
 * retention deletes after a month.  A newer file is refused: what an older
 * hark does not know it would lose.
 */

#include <sys/stat.h>

#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "store/internal.h"

static const char schema[] =
#include "schema.sql.h"
    ;
static const char people[] =
#include "people.sql.h"
    ;
static const char talk[] =
#include "talk.sql.h"
    ;
static const char figures[] =
#include "figures.sql.h"
    ;
static const char lesson[] =
#include "lesson.sql.h"
    ;
static const char caps[] =
#include "caps.sql.h"
    ;
static const char spent[] =
#include "spent.sql.h"
    ;
static const char digest[] =
#include "digest.sql.h"
    ;
static const char silent[] =
#include "silent.sql.h"
    ;
static const char short_[] =
#include "short.sql.h"
    ;
static const char forget[] =
#include "forget.sql.h"
    ;
static const char command[] =
#include "command.sql.h"
    ;
static const char bell[] =
#include "bell.sql.h"
    ;
static const char wait_[] =
#include "wait.sql.h"
    ;
static const char left[] =
#include "left.sql.h"
    ;
static const char waits[] =
#include "waits.sql.h"
    ;

/* steps[n] leads from version n to n + 1; 0 is an empty file. */
static const char *const steps[SCHEMA_VERSION] = { schema, people, talk,
	figures, lesson, caps, spent, digest, silent, short_, forget,
	command, bell, wait_, left, waits };

static int
step(struct store *s, int64_t version, struct err *e)
{
	char pragma[64];

	if (sql_exec(s, e, "BEGIN IMMEDIATE") == -1)
		return -1;
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %lld",
	    (long long)version + 1);
	if (sql_exec(s, e, steps[version]) == -1 ||
	    sql_exec(s, e, pragma) == -1 || sql_exec(s, e, "COMMIT") == -1) {
		sql_exec(s, NULL, "ROLLBACK");
		return -1;
	}
	return 0;
}

static int
keep_copy(struct store *s, int64_t version, struct err *e)
{
	AUTO(free_p) char *path = xasprintf("%s.v%lld", s->opts.path,
	    (long long)version);
	AUTO(free_p) char *text = NULL;
	char *quoted;
	mode_t old;
	int r;

	unlink(path);
	quoted = sqlite3_mprintf("VACUUM INTO %Q", path);
	text = xstrdup(quoted);
	sqlite3_free(quoted);
	old = umask(077);
	r = sql_exec(s, e, text);
	umask(old);
	if (r == 0)
		log_info("%s: a copy of schema %lld stays in %s for a month",
		    s->opts.client, (long long)version, path);
	return r;
}

int
migrate(struct store *s, struct err *e)
{
	int64_t version = 0, app = 0, objects = 0;
	char pragma[64];

	if (sql_int(s, e, &version, "PRAGMA user_version", "") == -1 ||
	    sql_int(s, e, &app, "PRAGMA application_id", "") == -1 ||
	    sql_int(s, e, &objects, "SELECT count(*) FROM sqlite_schema", "")
	    == -1)
		return -1;
	if (app != SCHEMA_APPLICATION && (app != 0 || version != 0 ||
	    objects != 0))
		return err_set(e, ERR_STORE, "%s is a database of another "
		    "program; choose another file", s->opts.path);
	if (version > SCHEMA_VERSION)
		return err_set(e, ERR_CONFIG, "%s was written by a newer hark "
		    "(schema %lld, this one knows %d): upgrade hark, or put "
		    "an older backup in its place", s->opts.path,
		    (long long)version, SCHEMA_VERSION);
	if (version > 0 && version < SCHEMA_VERSION && s->opts.path != NULL &&
	    keep_copy(s, version, e) == -1)
		return -1;
	if (app == 0) {
		snprintf(pragma, sizeof(pragma), "PRAGMA application_id = %d",
		    SCHEMA_APPLICATION);
		if (sql_exec(s, e, pragma) == -1)
			return -1;
	}
	for (; version < SCHEMA_VERSION; version++)
		if (step(s, version, e) == -1)
			return -1;
	return 0;
}
