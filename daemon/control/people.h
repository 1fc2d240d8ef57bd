/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONTROL_PEOPLE_H
#define HARK_CONTROL_PEOPLE_H

/*
 * people.h - private to control/: persons over all clients.
 */

#include "control/request.h"
#include "store/people.h"

json_t	*show_person(const struct person *);

/*
 * Find the one person that is meant, over all clients.  On failure the request
 * is answered.  id: their public id, lent.
 */
typedef void req_person_fn(struct req *, struct client *, const char *id);
void	req_person(struct req *, const char *who, req_person_fn *);

#endif
