/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_PLUGIN_H
#define FUZZ_PLUGIN_H

/*
 * plugin.h - whole tasks of a plugin, made of any bytes.
 *
 * The first byte picks what is asked and which facts are known, the rest up to
 * a newline is the cursor or id or text; then come answers, separated by 0xff,
 * each with one byte that picks status and type before it.  If the plugin opens
 * a stream, they are what comes there, as they are; if it takes what somebody
 * brings, they are that.
 */

#include <stddef.h>
#include <stdint.h>

#include "hark.h"

/* What the account has: name, value, ..., NULL; at most two facts. */
void	fuzz_plugin(const struct hark_plugin *, const char *const *options,
	    const char *const *facts, const uint8_t *, size_t);

#endif
