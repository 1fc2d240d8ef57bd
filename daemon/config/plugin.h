/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_PLUGIN_H
#define HARK_CONFIG_PLUGIN_H

/*
 * plugin.h - the modules that speak to networks: found, checked, loaded.
 *
 * A plugin is constant data and one pure function (hark.h).  It is inspected,
 * and refused, before any of its code runs: ABI, size, name, options with help
 * and defaults that parse, feeds, ops it claims.  Loaded with RTLD_NOW |
 * RTLD_LOCAL | RTLD_NODELETE and never unloaded.
 */

#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "hark.h"

struct plugin_set;

/* All *.so of dir.  A refused one is logged and left out; dir must exist. */
struct plugin_set *plugin_load_dir(const char *dir, struct err *);
/* One file, for plugin tests. */
const struct hark_plugin *plugin_load_file(const char *path, struct err *);
/* Check a plugin's data without running it. */
int	plugin_check(const struct hark_plugin *, const char *name, struct err *);
/* Is this member in its struct?  Plugins made for an older ABI have fewer. */
#define plugin_has(pl, member)						\
	((pl)->size >= offsetof(struct hark_plugin, member) +		\
	    sizeof((pl)->member))
/* Linked in, for tests: added before or instead of a directory. */
struct plugin_set *plugin_set_new(void);
int	plugin_set_add(struct plugin_set *, const struct hark_plugin *,
	    struct err *);
void	plugin_set_free(struct plugin_set *);

size_t	plugin_count(const struct plugin_set *);
const struct hark_plugin *plugin_at(const struct plugin_set *, size_t);
const struct hark_plugin *plugin_find(const struct plugin_set *,
	    const char *name);
/* Files of the folder that are no plugins for us: path and why, lent; NULL if
 * there are fewer. */
const char *plugin_refused(const struct plugin_set *, size_t, const char **why);
/* The option of this name, n bytes of it, or NULL. */
const struct hark_option *plugin_option(const struct hark_plugin *,
	    const char *name, size_t n);
/* How a person lets hark in there; NULL: it does not say. */
const struct hark_consent *plugin_consents(const struct hark_plugin *);
/* For plugin_check(): is what they describe whole? */
int	plugin_check_consents(const struct hark_plugin *, struct err *);
/* coded: it is told where codes stand. */
int	plugin_check_refusals(const struct hark_plugin *,
	    const struct hark_refusal *, bool coded, struct err *);
int	plugin_check_logins(const struct hark_plugin *, struct err *);
/* What its .reads keep; built once and kept as long as the plugin: for ever. */
const struct json_names *plugin_reads(const struct hark_plugin *);
/* The plugin that claims a profile's address, or NULL. */
const struct hark_plugin *plugin_for_url(const struct plugin_set *,
	    const char *url);
/* Fill config_size bytes with the defaults, and `url' into the HARK_URL option
 * that is the realm: for SCAN, which has no account. */
void	*plugin_scan_options(const struct hark_plugin *, const char *url);

#endif
