/* SPDX-License-Identifier: ISC */
#ifndef HARK_SERVICE_H
#define HARK_SERVICE_H

/*
 * service.h - the running daemon: every floor put together, kept, reloaded
 * and taken apart in the reverse order.
 */

#include <stdbool.h>

#include "base/err.h"
#include "config/config.h"

struct service_opts {
	struct config_opts config;
	bool once;		/* poll everything once, alert, end */
	bool dry_run;		/* send nothing */
};

/* Runs until stopped; returns an exit status of sysexits(3). */
int	service_run(const struct service_opts *);

/* `harkd --scan': a public profile to stdout as JSON lines. */
struct scan_opts {
	const char *url;
	const char *plugin_dir;
	const char *ca_file;
	const char *model;
	const char *lang;
	int days;
	bool allow_private;
};
int	scan_run(const struct scan_opts *);

/*
 * `harkd --plugins': what each can do here, to stdout as JSON lines; the keys
 * are in hark(1).  Without a configuration, of plugin_dir.
 */
int	plugins_run(const struct config_opts *, const char *plugin_dir,
	    const char *name);

#endif
