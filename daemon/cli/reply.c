/* SPDX-License-Identifier: ISC */

/*
 * `hark reply': show the thread and who will read it, ask, send once.
 *
 * The key that makes a reply unique is made here, before the first attempt: if
 * the connection to harkd breaks, the same key may be given again and harkd
 * says what became of it, instead of sending twice.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/cli.h"

#define MAX_REPLY	(32 * 1024)

static bool
read_all(FILE *f, struct buf *b)
{
	char part[4096];
	size_t n;

	while ((n = fread(part, 1, sizeof(part), f)) > 0) {
		buf_add(b, part, n);
		if (b->len > MAX_REPLY)
			return false;
	}
	while (b->len > 0 && strchr("\r\n \t", b->data[b->len - 1]) != NULL)
		buf_cut(b, b->len - 1);
	return ferror(f) == 0;
}

/* A temporary file with the thread below a line, in $EDITOR. */
static bool
edit(const struct opts *o, const json_t *q, struct buf *b)
{
	const char *editor = getenv("VISUAL");
	char path[] = "/tmp/hark-reply-XXXXXX";
	struct buf raw = BUF_INIT;
	int fd = mkstemp(path), status;
	json_t *p;
	size_t i;
	pid_t pid;
	FILE *f;
	bool ok;

	if (fd == -1)
		return false;
	if (editor == NULL)
		editor = getenv("EDITOR");
	if (editor == NULL)
		editor = "editor";
	f = fdopen(fd, "w");
	fprintf(f, "\n\n# %s\n", t(o, "Your answer goes above. Lines with # in "
	    "front are not sent; an empty answer sends nothing."));
	json_array_foreach(json_object_get(q, "posts"), i, p)
		fprintf(f, "# %s: %s\n", safe(json_str(p, "author"), 40),
		    safe(json_str(p, "text"), 600));
	fclose(f);
	pid = fork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", "exec $0 \"$1\"", editor, path,
		    (char *)NULL);
		_exit(127);
	}
	ok = pid != -1 && waitpid(pid, &status, 0) == pid && status == 0;
	f = ok ? fopen(path, "r") : NULL;
	if (f != NULL) {
		char *line, *save = NULL;

		ok = read_all(f, &raw);
		fclose(f);
		for (line = strtok_r(raw.data, "\n", &save); line != NULL;
		    line = strtok_r(NULL, "\n", &save))
			if (line[0] != '#')
				buf_addf(b, "%s\n", line);
		while (b->len > 0 && strchr("\r\n \t", b->data[b->len - 1]))
			buf_cut(b, b->len - 1);
	}
	unlink(path);
	buf_free(&raw);
	return ok;
}

static bool
confirmed(const struct opts *o)
{
	char answer[16];

	if (o->yes)
		return true;
	if (!isatty(STDIN_FILENO)) {
		complain("%s", t(o, "nobody to ask here; say --yes to send"));
		return false;
	}
	printf("%s ", t(o, "Send this? [y/N]"));
	fflush(stdout);
	if (fgets(answer, sizeof(answer), stdin) == NULL)
		return false;
	return strchr("yYjJ", answer[0]) != NULL && answer[0] != '\0';
}

static void
make_key(char out[33])
{
	unsigned char raw[16];

	if (getrandom(raw, sizeof(raw), 0) != sizeof(raw))
		abort();
	for (size_t i = 0; i < sizeof(raw); i++)
		snprintf(out + 2 * i, 3, "%02x", raw[i]);
}

static void
preview(const struct opts *o, const json_t *q, const char *text)
{
	const char *v = json_str(q, "visibility");
	json_t *p;
	size_t i, n = json_array_size(json_object_get(q, "posts"));

	json_array_foreach(json_object_get(q, "posts"), i, p)
		if (i + 6 >= n)
			say("  %s  %s: %s", short_time(o, json_str(p, "at")),
			    safe(json_str(p, "author"), 30),
			    safe(json_str(p, "text"), 300));
	say("\n%s %s", t(o, "visibility:"), t(o, v));
	print_text(text, "> ");
}

int
run_reply(const struct opts *o)
{
	json_t *rows, *q, *p, *args, *end = NULL;
	struct buf text = BUF_INIT;
	char key[33];
	int64_t seen = 0;
	bool ok = true;
	size_t i;
	int rc;

	rows = talk_rows(o, "show", json_pack("{s:s}", "which", o->argv[0]),
	    &rc);
	if (rows == NULL)
		return rc;
	q = json_array_get(rows, 0);
	if (!json_bool(q, "can_reply")) {
		complain(t(o, "%s takes no replies through hark; answer at %s"),
		    safe(json_str(q, "network"), 20), safe(json_str(q, "url"),
		    300));
		json_decref(rows);
		return EXIT_HARK_ERROR;
	}
	json_array_foreach(json_object_get(q, "posts"), i, p) {
		int64_t at = when_parse(json_str(p, "at"));

		if (at > seen)
			seen = at;
	}
	if (o->argc == 1)
		ok = edit(o, q, &text);
	else if (o->argc == 2 && strcmp(o->argv[1], "-") == 0)
		ok = read_all(stdin, &text);
	else
		for (int k = 1; k < o->argc; k++)
			buf_addf(&text, "%s%s", k > 1 ? " " : "", o->argv[k]);
	if (!ok || text.len == 0) {
		complain("%s", t(o, "nothing to send"));
		rc = EXIT_HARK_ERROR;
		goto out;
	}
	if (!o->yes)
		preview(o, q, text.data);
	if (!confirmed(o)) {
		rc = EXIT_HARK_ERROR;
		goto out;
	}
	make_key(key);
	args = json_pack("{s:s, s:s, s:s, s:I, s:b}", "which", o->argv[0],
	    "text", text.data, "key", key, "seen", (json_int_t)seen, "force",
	    o->force);
	if (args == NULL) {
		complain("%s", t(o, "the answer is not valid UTF-8"));
		rc = EXIT_HARK_USAGE;
		goto out;
	}
	rc = talk(o, "reply", args, NULL, NULL, &end);
	if (rc == EXIT_HARK_OK)
		say("%s", t(o, "Sent."));
	else if (rc == EXIT_HARK_NO_DAEMON)
		complain(t(o, "it may be out: see `hark queue' and the thread "
		    "before you send it again"));
	json_decref(end);
out:
	buf_free(&text);
	json_decref(rows);
	return rc;
}
