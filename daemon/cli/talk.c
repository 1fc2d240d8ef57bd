/* SPDX-License-Identifier: ISC */

/* One request over the socket, its rows, its end. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "cli/cli.h"

static int
dial(const struct opts *o, int *rc)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	int fd;

	*rc = EXIT_HARK_NO_DAEMON;
	if (strlen(o->socket) >= sizeof(sun.sun_path)) {
		complain("%s: too long for a socket's path", o->socket);
		return -1;
	}
	strcpy(sun.sun_path, o->socket);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd != -1 && connect(fd, (struct sockaddr *)&sun, sizeof(sun)) == 0)
		return fd;
	if (errno == EACCES) {
		*rc = EXIT_HARK_PERMISSION;
		complain(t(o, "%s: not permitted; only root and the members of "
		    "the socket's group may talk to harkd"), o->socket);
	} else if (errno == ENOENT || errno == ECONNREFUSED) {
		complain(t(o, "harkd does not run (%s): systemctl start harkd"),
		    o->socket);
	} else {
		complain("%s: %s", o->socket, strerror(errno));
	}
	if (fd != -1)
		close(fd);
	return -1;
}

int
talk(const struct opts *o, const char *verb, json_t *args, row_fn *fn, void *arg,
    json_t **ret_end)
{
	json_t *rq = args != NULL ? args : json_object(), *line_json;
	char *line = NULL;
	size_t size = 0;
	int fd, rc = EXIT_HARK_ERROR;
	FILE *f;

	json_object_set_new(rq, "v", json_integer(PROTOCOL_VERSION));
	json_object_set_new(rq, "id", json_integer(1));
	json_object_set_new(rq, "verb", json_string(verb));
	json_object_set_new(rq, "lang", json_string(o->lang));
	fd = dial(o, &rc);
	if (fd == -1) {
		json_decref(rq);
		return rc;
	}
	f = fdopen(fd, "r+");
	line = json_line(rq);
	json_decref(rq);
	fprintf(f, "%s\n", line);
	fflush(f);
	free(line);
	line = NULL;

	rc = EXIT_HARK_NO_DAEMON;
	while (getline(&line, &size, f) > 0) {
		struct err e = { 0 };
		json_t *row, *ok;

		line_json = json_read(line, strlen(line), NULL, &e);
		if (line_json == NULL) {
			complain("harkd answered nonsense: %s", e.text);
			rc = EXIT_HARK_ERROR;
			break;
		}
		row = json_object_get(line_json, "row");
		if (row != NULL) {
			bool more = fn == NULL || fn(arg, row);

			json_decref(line_json);
			if (more)
				continue;
			rc = EXIT_HARK_OK;
			break;
		}
		ok = json_object_get(line_json, "ok");
		if (json_is_true(ok)) {
			rc = EXIT_HARK_OK;
		} else {
			json_t *x = json_object_get(line_json, "exit");

			rc = json_is_integer(x) ? (int)json_integer_value(x) :
			    EXIT_HARK_ERROR;
			if (!o->silent)
				complain("%s", safe(json_str(line_json,
				    "error"), 1000));
		}
		if (ret_end != NULL)
			*ret_end = json_incref(line_json);
		json_decref(line_json);
		break;
	}
	if (rc == EXIT_HARK_NO_DAEMON)
		complain(t(o, "harkd hung up"));
	free(line);
	fclose(f);
	return rc;
}

static bool
collect(void *arg, json_t *row)
{
	json_array_append(arg, row);
	return true;
}

json_t *
talk_rows(const struct opts *o, const char *verb, json_t *args, int *rc)
{
	json_t *rows = json_array();

	*rc = talk(o, verb, args, collect, rows, NULL);
	if (*rc == EXIT_HARK_OK)
		return rows;
	json_decref(rows);
	return NULL;
}

json_t *
talk_args(const struct opts *o)
{
	json_t *a = json_object();

	if (o->client != NULL)
		json_object_set_new(a, "client", json_string(o->client));
	if (o->account != NULL)
		json_object_set_new(a, "account", json_string(o->account));
	if (o->max != 0)
		json_object_set_new(a, "max", json_integer(o->max));
	return a;
}
