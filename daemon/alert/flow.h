/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_FLOW_H
#define HARK_ALERT_FLOW_H

/*
 * flow.h - plain text in short lines: RFC 3676, format=flowed.  Pure.
 *
 * Mail programs that know it join the lines again at any width; the others
 * show lines that fit a terminal.  An address (https:, mailto:) is never broken
 * nor parted from what stands before it.
 */

#include "base/buf.h"

#define FLOW_COLUMNS	74	/* of a line with several words */

/* text: UTF-8, LF.  Appended. */
void	flow(struct buf *, const char *text);

#endif
