/* SPDX-License-Identifier: ISC */
#ifndef HARK_POLL_HELP_H
#define HARK_POLL_HELP_H

/*
 * help.h - private to poll/: what many plugins would write themselves; each is
 * a member of struct hark_core, see hark.h.
 */

#include "hark.h"

json_t	*help_at(struct hark_task *, const json_t *, const char *path);
const char *help_str(struct hark_task *, const json_t *, const char *path);
char	*help_copy(struct hark_task *, const char *);
char	*help_html(struct hark_task *, const char *);
char	*help_quote(struct hark_task *, const char *);
char	*help_encode(struct hark_task *, const char *);
char	*help_hash(struct hark_task *, size_t n, const char *const *);
char	*help_join(struct hark_task *, const char *base, const char *ref);
bool	help_wordless(struct hark_task *, const char *);
const char *help_named(struct hark_task *, const char *text, const char *who);
/* The value of an option that is a text, n bytes of its name; NULL: not set.  Of
 * a secret it is the name of the credential. */
const char *help_option(const struct hark_task *, const char *name, size_t n);
bool	help_changed(struct hark_task *, const char *id, int64_t n);
void	help_counted(struct hark_task *);
/* What the headers of the answer say about requests that are left. */
void	help_quota(struct hark_task *);

#endif
