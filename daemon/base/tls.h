/* SPDX-License-Identifier: ISC */
#ifndef HARK_BASE_TLS_H
#define HARK_BASE_TLS_H

/* tls.h - how much a mail connection insists on encryption. */

enum smtp_tls {
	SMTP_TLS_REQUIRED,	/* smtps://, or STARTTLS or nothing is sent */
	SMTP_TLS_IF_OFFERED,	/* STARTTLS when the server has it */
	SMTP_TLS_NEVER,		/* loopback only */
};

#endif
