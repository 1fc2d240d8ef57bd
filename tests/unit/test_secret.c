/* SPDX-License-Identifier: ISC */

/* Credentials: which files are believed, and how new ones are written. */

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/secret.h"

static char dir[64], creds[96];

static int
setup(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/hark-secret-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(creds, sizeof(creds), "%s/creds", dir);
	assert_int_equal(mkdir(creds, 0700), 0);
	unsetenv("CREDENTIALS_DIRECTORY");
	umask(022);
	return 0;
}

static int
teardown(void **state)
{
	char cmd[100];

	(void)state;
	snprintf(cmd, sizeof(cmd), "rm -rf -- %s", dir);
	return system(cmd);
}

static void
put(const char *folder, const char *name, const char *text, size_t n,
    mode_t mode)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	fclose(f);
	assert_int_equal(chmod(path, mode), 0);
}

static void
assert_secret(const char *name, const char *value, size_t n)
{
	struct err e = { 0 };
	struct secret *s = secret_load(dir, name, &e);
	const char *p;
	size_t len;

	if (s == NULL)
		fail_msg("%s: %s", name, e.text);
	p = secret_reveal(s, &len);
	assert_int_equal(len, n);
	assert_memory_equal(p, value, n + 1);
	secret_free(s);
}

static void
assert_refused(const char *name, enum err_code code, const char *words)
{
	struct err e = { 0 };

	assert_null(secret_load(dir, name, &e));
	if (e.code != code || strstr(e.text, words) == NULL)
		fail_msg("%s: got %d \"%s\"", name, (int)e.code, e.text);
	assert_null(strstr(e.text, "hunter2"));
}

static void
test_load(void **state)
{
	char big[16385];

	(void)state;
	put(dir, "a", "hunter2\n", 8, 0600);
	assert_secret("a", "hunter2", 7);
	put(dir, "b", "hunter2", 7, 0400);
	assert_secret("b", "hunter2", 7);
	put(dir, "c", " two\n\n", 6, 0640);
	assert_secret("c", " two\n", 5);
	put(dir, "d", "dos\r\n", 5, 0600);
	assert_secret("d", "dos", 3);
	memset(big, 'x', sizeof(big));
	put(dir, "big", big, 16384, 0600);
	put(dir, "bigger", big, 16385, 0600);
	put(dir, "empty", "", 0, 0600);
	put(dir, "newline", "\n", 1, 0600);
	put(dir, "open", "hunter2", 7, 0644);
	put(dir, "write", "hunter2", 7, 0620);
	big[16384] = '\0';
	assert_secret("big", big, 16384);
	assert_refused("bigger", ERR_LIMIT, "16 KiB");
	assert_refused("empty", ERR_CONFIG, "empty");
	assert_refused("newline", ERR_CONFIG, "empty");
	assert_refused("open", ERR_PERMISSION, "chmod 600");
	assert_refused("write", ERR_PERMISSION, "mode 0620");
	assert_refused("none", ERR_NOT_FOUND, "put it into /tmp");
	assert_refused("creds", ERR_PERMISSION, "not a file");
	assert_refused("../a", ERR_CONFIG, "not the name");
	assert_refused("", ERR_CONFIG, "not the name");
	assert_refused("/nonexistent/x", ERR_NOT_FOUND, "/nonexistent/x");
}

static void
test_a_pipe_does_not_block(void **state)
{
	char path[100];

	(void)state;
	snprintf(path, sizeof(path), "%s/pipe", dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_refused("pipe", ERR_PERMISSION, "not a file");
}

static void
test_owner(void **state)
{
	char path[100];

	(void)state;
	if (geteuid() != 0)
		skip();
	put(dir, "theirs", "hunter2", 7, 0600);
	snprintf(path, sizeof(path), "%s/theirs", dir);
	assert_int_equal(chown(path, 12345, 0), 0);
	assert_refused("theirs", ERR_PERMISSION, "uid 12345");
}

static void
test_where(void **state)
{
	char path[100];

	(void)state;
	put(dir, "w", "in dir", 6, 0600);
	assert_secret("w", "in dir", 6);
	setenv("CREDENTIALS_DIRECTORY", creds, 1);
	assert_secret("w", "in dir", 6);
	put(creds, "w", "given", 5, 0440);
	assert_secret("w", "given", 5);
	snprintf(path, sizeof(path), "%s/w", dir);
	assert_secret(path, "in dir", 6);
	unsetenv("CREDENTIALS_DIRECTORY");
	assert_null(secret_load(NULL, "w", NULL));
}

static void
test_store(void **state)
{
	struct secret *s = secret_new("n\0w", 3), *copy;
	struct err e = { 0 };
	struct stat st;
	char path[100], tmp[120];

	(void)state;
	umask(0);
	assert_int_equal(secret_store(dir, "t", s, &e), 0);
	assert_secret("t", "n\0w", 3);
	snprintf(path, sizeof(path), "%s/t", dir);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	/* Over an old one, with the rest of a crash in the way. */
	copy = secret_copy(s);
	secret_free(s);
	snprintf(tmp, sizeof(tmp), "%s.new", path);
	assert_int_equal(symlink("/nonexistent/x", tmp), 0);
	assert_int_equal(secret_store(dir, path, copy, &e), 0);
	assert_int_equal(access(tmp, F_OK), -1);
	assert_secret("t", "n\0w", 3);

	setenv("CREDENTIALS_DIRECTORY", creds, 1);
	put(creds, "t", "given", 5, 0440);
	assert_int_equal(secret_store(dir, "t", copy, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	unsetenv("CREDENTIALS_DIRECTORY");
	assert_int_equal(secret_store("/nonexistent", "t", copy, &e), -1);
	assert_int_equal(e.code, ERR_IO);
	secret_free(copy);
	secret_free(NULL);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_load),
		T(test_a_pipe_does_not_block),
		T(test_owner),
		T(test_where),
		T(test_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
