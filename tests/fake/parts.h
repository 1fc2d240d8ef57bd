/* SPDX-License-Identifier: ISC */
#ifndef FAKE_PARTS_H
#define FAKE_PARTS_H

/* parts.h - what fake_free() calls; for tests/fake alone. */

void	fake_http_free(void);
void	fake_smtp_free(void);
void	fake_stream_free(void);

#endif
