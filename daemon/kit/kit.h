/* SPDX-License-Identifier: ISC */
#ifndef HARK_KIT_KIT_H
#define HARK_KIT_KIT_H

/*
 * kit.h - `harkd --plugin-test': does a plugin do what its fixtures say?
 *
 * Loads one module, plays recorded conversations (fixture.h) through it,
 * unchanged and with the answers damaged (sweep.h), and says in TAP what came
 * of it.  Module and fixtures are anybody's: each is tried in a process of its
 * own, so that one that crashes, or never returns, fails and stops nobody.
 */

#include <stdbool.h>

struct kit_opts {
	const char *file;		/* the module, NAME.so */
	char *const *fixtures;		/* files, and folders of *.t; NULL ends */
	bool update;			/* write the effects into the fixtures */
	bool quick;			/* unchanged answers only */
};

/* Report on standard output.  Returns how many tests failed. */
int	kit_test(const struct kit_opts *);

#endif
