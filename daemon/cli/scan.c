/* SPDX-License-Identifier: ISC */

/*
 * scan and classify run harkd itself, with a store in memory: neither needs a
 * daemon, an account or a configuration.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "cli/cli.h"

/* harkd judges the same standard input; its lines come back as words. */
static int
explain(const struct opts *o, const char *harkd)
{
	int fds[2], rc, status;
	pid_t pid;
	FILE *f;

	if (pipe(fds) == -1)
		return exec_failed(o);
	pid = fork();
	if (pid == 0) {
		dup2(fds[1], STDOUT_FILENO);
		close(fds[0]);
		close(fds[1]);
		execl(harkd, "harkd", "--classify", "--lang", o->lang,
		    (char *)NULL);
		_exit(127);
	}
	close(fds[1]);
	f = fdopen(fds[0], "r");
	rc = pid != -1 ? explain_verdicts(o, f) : exec_failed(o);
	fclose(f);
	if (pid != -1 && waitpid(pid, &status, 0) == pid &&
	    (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
		rc = EXIT_HARK_ERROR;
	return rc;
}

int
run_classify(const struct opts *o)
{
	AUTO(free_p) char *harkd = find_harkd();

	if (harkd == NULL)
		return exec_failed(o);
	if (o->explain && !o->json)
		return explain(o, harkd);
	execl(harkd, "harkd", "--classify", "--lang", o->lang, (char *)NULL);
	return exec_failed(o);
}

static void
print_scan(const struct opts *o, const json_t *r)
{
	const json_t *list = json_object_get(r, "waiting"), *q, *b, *share;
	int64_t due = json_int(r, "due");
	size_t i;

	say(t(o, "%s: %lld posts of the last %lld days"),
	    safe(json_str(r, "handle") != NULL ? json_str(r, "handle") :
	    json_str(r, "url"), 100), (long long)json_int(r, "posts"),
	    (long long)json_int(r, "days"));
	if (json_array_size(list) == 0)
		say("\n%s", t(o, "Nobody is waiting for an answer."));
	else
		say("\n%s", t(o, "Asked, and got no answer:"));
	json_array_foreach(list, i, q) {
		say("  %s  %s%s", short_time(o, json_str(q, "asked_at")),
		    safe(json_str(q, "asker"), 40), strcmp(json_str(q, "state"),
		    "perhaps") == 0 ? t(o, "  (perhaps)") : "");
		say("    %s", safe(json_str(q, "text"), 200));
		if (json_str(q, "url") != NULL)
			say("    %s", safe(json_str(q, "url"), 300));
	}
	if (due >= 10)
		say(t(o, "\nAnswered within a day: %.0f %% of %lld questions"),
		    json_number_value(json_object_get(r, "answer_rate")) * 100,
		    (long long)due);
	else if (due > 0)
		say(t(o, "\nAnswered: %lld of %lld questions"),
		    (long long)json_int(r, "answered"), (long long)due);
	b = json_object_get(r, "broadcast");
	share = json_object_get(b, "reply_share");
	if (json_is_number(share))
		say(t(o, "Of its own posts %.0f %% are replies to people; %lld "
		    "of %lld others only advertise."),
		    json_number_value(share) * 100,
		    (long long)json_int(b, "broadcasts"),
		    (long long)json_int(b, "originals"));
	list = json_object_get(r, "adverts");
	if (json_array_size(list) > 0)
		say("\n%s", t(o, "Only advertise:"));
	json_array_foreach(list, i, q)
		if (i < 8)
			say("  %s  %s", short_time(o, json_str(q, "at")),
			    safe(json_str(q, "text"), 120));
	list = json_object_get(r, "unseen");
	if (json_array_size(list) > 0)
		say("\n%s", t(o, "Not visible without an account:"));
	json_array_foreach(list, i, q)
		say("  %s", safe(json_string_value(q), 300));
}

#define SCAN_DAYS	90

struct scan {
	const struct opts *opts;
	bool progress;
	json_t *report;
};

static bool
on_line(void *arg, json_t *j)
{
	struct scan *s = arg;
	json_t *p = json_object_get(j, "progress");

	if (p != NULL && s->progress)
		fprintf(stderr, t(s->opts, "\rreading: %lld posts, %lld "
		    "requests "), (long long)json_int(p, "posts"),
		    (long long)json_int(p, "requests"));
	if (json_object_get(j, "row") != NULL)
		s->report = json_incref(json_object_get(j, "row"));
	if (json_str(j, "error") != NULL) {
		if (s->progress)
			fputs("\r\033[K", stderr);
		complain("%s", safe(json_str(j, "error"), 400));
	}
	return true;
}

int
run_scan(const struct opts *o)
{
	struct scan s = { .opts = o,
	    .progress = isatty(STDERR_FILENO) && !o->json };
	const char *argv[10] = { "harkd", "--lang", o->lang, "--days" };
	char days[24];
	size_t n = 4;
	int rc;

	snprintf(days, sizeof(days), "%lld", (long long)(o->days != 0 ?
	    o->days : SCAN_DAYS));
	argv[n++] = days;
	if (o->plugin_dir != NULL) {
		argv[n++] = "-P";
		argv[n++] = o->plugin_dir;
	}
	argv[n++] = "--scan";
	argv[n++] = o->argv[0];
	rc = harkd_lines(o, argv, on_line, &s);
	if (s.progress)
		fputs("\r\033[K", stderr);
	if (s.report != NULL && o->json)
		print_json(s.report);
	else if (s.report != NULL)
		print_scan(o, s.report);
	json_decref(s.report);
	return rc;
}
