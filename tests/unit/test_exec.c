/* SPDX-License-Identifier: ISC */

/* Programs of the administrator's, really run. */

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/loop.h"
#include "base/mem.h"
#include "net/exec.h"
#include "net/hide.h"

static char dir[] = "/tmp/hark-exec-XXXXXX";
static struct err got;
static int calls;

static int
setup(void **state)
{
	(void)state;
	signal(SIGPIPE, SIG_IGN);
	loop_init();
	return mkdtemp(dir) != NULL ? 0 : -1;
}

static int
teardown(void **state)
{
	AUTO(free_p) char *rm = xasprintf("rm -r %s", dir);

	(void)state;
	loop_free();
	return system(rm);
}

/* A program of its own; given. */
static char *
program(const char *body)
{
	char *path = xasprintf("%s/run", dir);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", body);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0700), 0);
	return path;
}

static char *
result(const char *name)
{
	AUTO(free_p) char *path = xasprintf("%s/%s", dir, name);
	FILE *f = fopen(path, "r");
	char *s = xcalloc(1, 200001);

	assert_non_null(f);
	assert_true(fread(s, 1, 200000, f) > 0);
	fclose(f);
	return s;
}

static void
on_done(void *arg, const struct err *e)
{
	(void)arg;
	got = *e;
	calls++;
	loop_stop();
}

static void
run(const char *path, const char *input, size_t len, int64_t limit)
{
	calls = 0;
	exec_start(&(struct exec_opts){ .program = path, .input = input,
	    .len = len, .limit_ms = limit }, on_done, NULL);
	loop_run();
	assert_int_equal(calls, 1);
}

static void
test_input_and_surroundings(void **state)
{
	AUTO(free_p) char *body = xasprintf("cd %s; cat > in; env | sort > env; "
	    "readlink /proc/$$/fd/3 > fds; echo >> fds", dir);
	AUTO(free_p) char *path = program(body);

	(void)state;
	setenv("HARK_SECRET", "s3cret", 1);
	run(path, "{\"a\":1}\n", 8, 10000);
	assert_int_equal(got.code, ERR_OK);
	AUTO(free_p) char *in = result("in");
	AUTO(free_p) char *env = result("env");
	AUTO(free_p) char *fds = result("fds");

	assert_string_equal(in, "{\"a\":1}\n");
	assert_null(strstr(env, "s3cret"));
	assert_non_null(strstr(env, "PATH=/usr/local/bin:/usr/bin:/bin\n"));
	assert_string_equal(fds, "\n");
}

static void
test_large_input(void **state)
{
	AUTO(free_p) char *body = xasprintf("cat > %s/in", dir);
	AUTO(free_p) char *path = program(body);
	AUTO(free_p) char *big = xmalloc(200000);

	(void)state;
	memset(big, 'x', 200000);
	run(path, big, 200000, 10000);
	assert_int_equal(got.code, ERR_OK);
	AUTO(free_p) char *in = result("in");

	assert_int_equal(strlen(in), 200000);
	assert_memory_equal(in, big, 200000);
	/* Nobody reads it: no harm. */
	AUTO(free_p) char *deaf = program("exit 0");

	run(deaf, big, 200000, 10000);
	assert_int_equal(got.code, ERR_OK);
}

static void
test_failures(void **state)
{
	AUTO(free_p) char *path = program("echo first >&2; "
	    "printf 'no \\033[31mline\\n' >&2; exit 3");

	(void)state;
	run(path, "", 0, 10000);
	assert_int_equal(got.code, ERR_NET);
	assert_non_null(strstr(got.text, "exit status 3: no \\x1b[31mline"));
	AUTO(free_p) char *killed = program("kill -9 $$");

	run(killed, "", 0, 10000);
	assert_int_equal(got.code, ERR_NET);
	assert_non_null(strstr(got.text, "signal 9"));
	run("/nonexistent/program", "", 0, 10000);
	assert_int_equal(got.code, ERR_CONFIG);
}

static void
test_time_limit(void **state)
{
	/* The grandchild lives as long as the pipe has a writer. */
	AUTO(free_p) char *fifo = xasprintf("%s/alive", dir);
	AUTO(free_p) char *body = xasprintf("sleep 600 >%s & wait", fifo);
	AUTO(free_p) char *path = program(body);
	int64_t before = loop_mono();
	char c;
	int fd;

	(void)state;
	assert_int_equal(mkfifo(fifo, 0600), 0);
	fd = open(fifo, O_RDONLY | O_NONBLOCK);
	assert_true(fd != -1);
	run(path, "", 0, 300);
	assert_int_equal(got.code, ERR_LIMIT);
	assert_non_null(strstr(got.text, "too long"));
	assert_in_range(loop_mono() - before, 250, 10000);
	fcntl(fd, F_SETFL, 0);
	alarm(10);
	assert_int_equal(read(fd, &c, 1), 0);
	alarm(0);
	close(fd);
}

static char said[100000];
static size_t said_len;

static void
on_out(void *arg, const char *data, size_t len)
{
	(void)arg;
	assert_int_equal(calls, 0);
	assert_true(said_len + len < sizeof(said));
	memcpy(said + said_len, data, len);
	said_len += len;
	said[said_len] = '\0';
}

static void
listen_to(const char *path, size_t max)
{
	calls = 0;
	said_len = 0;
	said[0] = '\0';
	exec_start(&(struct exec_opts){ .program = path, .input = "in",
	    .len = 2, .limit_ms = 10000, .out = on_out, .out_max = max },
	    on_done, NULL);
	loop_run();
	assert_int_equal(calls, 1);
}

static void
test_output(void **state)
{
	AUTO(free_p) char *path = program("cat; printf ' and out\n'; "
	    "head -c 50000 /dev/zero | tr '\\0' z; exit 0");

	(void)state;
	listen_to(path, 60000);
	assert_int_equal(got.code, ERR_OK);
	assert_int_equal(said_len, 2 + 9 + 50000);
	assert_memory_equal(said, "in and out\nzzz", 14);
	/* Who never stops talking is stopped. */
	AUTO(free_p) char *endless = program("exec yes");

	listen_to(endless, 60000);
	assert_int_equal(got.code, ERR_NET);
	assert_non_null(strstr(got.text, "more than 60000 bytes"));
	assert_in_range(said_len, 0, 60000);
}

static void
test_hidden(void **state)
{
	AUTO(free_p) char *secret = xasprintf("%s/vault", dir);
	AUTO(free_p) char *inner = xasprintf("%s/vault/token", dir);
	AUTO(free_p) char *open = xasprintf("%s/open", dir);
	AUTO(free_p) char *body = xasprintf("cat %s %s; "
	    "echo x 2>/dev/null >%s || printf denied", open, inner, inner);
	AUTO(free_p) char *path = program(body);
	const char *const hide[] = { secret, "/nonexistent", NULL };
	FILE *f;

	(void)state;
	assert_int_equal(mkdir(secret, 0700), 0);
	for (int i = 0; i < 2; i++) {
		f = fopen(i == 0 ? open : inner, "w");
		assert_non_null(f);
		fputs(i == 0 ? "seen," : "s3cret,", f);
		fclose(f);
	}
	int ruleset = hide_open(hide);

	if (ruleset == -1)
		skip();			/* this kernel has no Landlock */
	close(ruleset);
	exec_hide(hide);
	listen_to(path, 60000);
	exec_hide(NULL);
	assert_string_equal(said, "seen,denied");
	AUTO(free_p) char *again = program(body);

	listen_to(again, 60000);
	assert_non_null(strstr(said, "seen,s3cret,"));
}

static void
test_cancel(void **state)
{
	AUTO(free_p) char *path = program("sleep 600");
	struct exec_call *c;

	(void)state;
	calls = 0;
	c = exec_start(&(struct exec_opts){ .program = path, .input = "x",
	    .len = 1, .limit_ms = 10000 }, on_done, NULL);
	exec_cancel(c);
	exec_cancel(NULL);
	run(path, "", 0, 100);		/* the loop still works */
	assert_int_equal(calls, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_input_and_surroundings),
		cmocka_unit_test(test_large_input),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_time_limit),
		cmocka_unit_test(test_output),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_cancel),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
