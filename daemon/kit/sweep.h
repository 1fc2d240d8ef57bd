/* SPDX-License-Identifier: ISC */
#ifndef HARK_KIT_SWEEP_H
#define HARK_KIT_SWEEP_H

/*
 * sweep.h - what a fixture tells beyond its own story.
 *
 * Each sweep plays the fixture again and again with one answer changed.  The
 * plugin must always end its task and keep its contract; some sweeps ask for
 * more.  False: `why' says what went wrong.
 */

#include "kit/fixture.h"

struct sweep {
	const struct fixture *fixture;
	const struct hark_plugin *plugin;
	const struct hark_plugin *whole;	/* the same, nothing pruned */
	const struct played *base;	/* unchanged */
	size_t at;			/* the answer being changed */
	char why[1024];
};

struct sweep_kind {
	const char *name;
	bool (*fn)(struct sweep *);	/* for one answer */
};

/* Ends with .name == NULL. */
extern const struct sweep_kind sweeps[];

#endif
