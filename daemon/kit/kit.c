/* SPDX-License-Identifier: ISC */

/* A process for each fixture, and the report; see kit.h. */

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "config/plugin.h"
#include "kit/kit.h"
#include "kit/sweep.h"

/* Shared with the child, which may end at any moment. */
struct tally {
	int tests, failed;
	char doing[256];		/* what is being tried, or "" */
};

struct kit {
	const struct kit_opts *opts;
	struct tally *tally;
	const struct hark_plugin *plugin;	/* in the child */
	struct hark_plugin whole;		/* the same, reads everything */
};

/* --- the report ----------------------------------------------------------- */

static void
begin(struct kit *k, const char *path, const char *what)
{
	snprintf(k->tally->doing, sizeof(k->tally->doing), "%s: %s", path, what);
}

/* Of what is being tried; why is NULL if it went well.  Its lines are safe. */
static void
end(struct kit *k, const char *why)
{
	struct buf safe = BUF_INIT;

	k->tally->tests++;
	k->tally->failed += why != NULL;
	utf8_safe(&safe, k->tally->doing, true);
	printf("%s %d - %s\n", why == NULL ? "ok" : "not ok", k->tally->tests,
	    safe.data);
	while (why != NULL && *why != '\0') {
		size_t n = strcspn(why, "\n");
		AUTO(free_p) char *line = xstrndup(why, n);

		buf_reset(&safe);
		utf8_safe(&safe, line, true);
		printf("# %s\n", safe.data);
		why += n + (why[n] == '\n');
	}
	fflush(stdout);
	buf_free(&safe);
	k->tally->doing[0] = '\0';
}

/* The first line in which they differ. */
static void
difference(const char *want, const char *got, char *why, size_t size)
{
	int n = 1;

	while (*want != '\0' && *want == *got) {
		n += *want == '\n';
		want++;
		got++;
	}
	while (n > 1 && want[-1] != '\n') {
		want--;
		got--;
	}
	snprintf(why, size, "line %d\nwant %.*s\ngot  %.*s", n,
	    (int)strcspn(want, "\n"), want, (int)strcspn(got, "\n"), got);
}

/* --- in the child --------------------------------------------------------- */

static int
rewrite(const char *path, const char *text, char *why, size_t size)
{
	FILE *f = fopen(path, "w");

	if (f != NULL && fputs(text, f) != EOF && fclose(f) != EOF)
		return 0;
	snprintf(why, size, "it cannot be written: %s", strerror(errno));
	return -1;
}

static bool
load(struct kit *k)
{
	struct err e = { 0 };

	k->plugin = plugin_load_file(k->opts->file, &e);
	if (k->plugin == NULL) {
		end(k, e.text);
		return false;
	}
	memcpy(&k->whole, k->plugin, k->plugin->size);
	k->whole.reads = NULL;
	return true;
}

static void
try_plugin(struct kit *k, const char *path)
{
	begin(k, path, "loads");
	if (load(k))
		end(k, NULL);
}

static void
try_fixture(struct kit *k, const char *path)
{
	struct played base = PLAYED_INIT;
	struct sweep s = { .base = &base };
	struct fixture *f;
	char why[4096] = "";
	struct err e = { 0 };
	size_t n;

	begin(k, path, "can be read");
	if (!load(k))
		return;
	if ((f = fixture_read(path, k->plugin, &e)) == NULL) {
		end(k, e.text);
		return;
	}
	begin(k, path, "effects");
	fixture_play(f, k->plugin, 0, NULL, &base);
	n = (size_t)snprintf(why, sizeof(why), "%s%s", base.broken,
	    base.broken[0] != '\0' ? "\n" : "");
	if (strcmp(base.text.data, fixture_text(f)) != 0) {
		if (k->opts->update)
			rewrite(path, base.text.data, why + n, sizeof(why) - n);
		else
			difference(fixture_text(f), base.text.data, why + n,
			    sizeof(why) - n);
	}
	end(k, why[0] != '\0' ? why : NULL);

	s.fixture = f;
	s.plugin = k->plugin;
	s.whole = &k->whole;
	for (const struct sweep_kind *w = sweeps; w->name != NULL; w++) {
		bool ok = true;

		/* What was written just now is no better than what was read. */
		if (k->opts->quick || (k->opts->update && why[0] != '\0'))
			break;
		begin(k, path, w->name);
		for (s.at = 0; ok && s.at < fixture_answers(f); s.at++)
			ok = w->fn(&s);
		end(k, ok ? NULL : s.why);
	}
	played_free(&base);
	fixture_free(f);
}

/* --- in the parent -------------------------------------------------------- */

/* Returns true if all went well. */
static bool
apart(struct kit *k, void (*try)(struct kit *, const char *), const char *path)
{
	int before = k->tally->failed, status = 0;
	pid_t pid, me = getpid();
	char why[200];

	fflush(stdout);
	k->tally->doing[0] = '\0';
	pid = fork();
	if (pid == 0) {
		const struct rlimit no_core = { 0, 0 };

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setrlimit(RLIMIT_CORE, &no_core);
		if (getppid() == me)
			try(k, path);
		fflush(stdout);
		exit(0);
	}
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	if (pid == -1)
		snprintf(why, sizeof(why), "no process for it: %s",
		    strerror(errno));
	else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGVTALRM)
		snprintf(why, sizeof(why), "step() did not return within %d "
		    "seconds", FIXTURE_MAX_SECONDS);
	else if (WIFSIGNALED(status))
		snprintf(why, sizeof(why), "it crashed: %s",
		    strsignal(WTERMSIG(status)));
	else if (k->tally->doing[0] != '\0' || WEXITSTATUS(status) != 0)
		snprintf(why, sizeof(why), "it ended the program, with status "
		    "%d", WEXITSTATUS(status));
	else
		return k->tally->failed == before;
	if (k->tally->doing[0] == '\0')
		begin(k, path, "ends well");
	end(k, why);
	return false;
}

static int
is_fixture(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return d->d_name[0] != '.' && n > 2 &&
	    strcmp(d->d_name + n - 2, ".t") == 0;
}

static void
try_all(struct kit *k, const char *path)
{
	struct dirent **names;
	struct stat st;
	int n;

	if (stat(path, &st) == -1 || !S_ISDIR(st.st_mode)) {
		apart(k, try_fixture, path);
		return;
	}
	n = scandir(path, &names, is_fixture, alphasort);
	if (n <= 0) {
		begin(k, path, "can be read");
		end(k, n == 0 ? "there is no fixture, NAME.t, in this folder" :
		    strerror(errno));
	}
	for (int i = 0; i < n; i++) {
		size_t len = strlen(path);
		AUTO(free_p) char *file = xasprintf("%s%s%s", path,
		    path[len - 1] == '/' ? "" : "/", names[i]->d_name);

		apart(k, try_fixture, file);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

int
kit_test(const struct kit_opts *opts)
{
	struct kit k = { .opts = opts };
	struct tally *t = mmap(NULL, sizeof(*t), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int failed;

	if (t == MAP_FAILED)
		fatal("no memory to share");
	k.tally = t;
	if (apart(&k, try_plugin, opts->file))
		for (char *const *f = opts->fixtures; *f != NULL; f++)
			try_all(&k, *f);
	failed = t->failed;
	printf("1..%d\n%d passed, %d failed\n", t->tests, t->tests - failed,
	    failed);
	fflush(stdout);
	munmap(t, sizeof(*t));
	return failed;
}
