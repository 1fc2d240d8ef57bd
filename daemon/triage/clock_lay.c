/* SPDX-License-Identifier: ISC */

/*
 * The thread laid out for the judge: parents as indices, posts in the order in
 * which they can have happened, branches, who speaks to whom, who asks.
 *
 * Stores number posts as they arrive, and strangers' times are clamped, so a
 * parent may come after its child in the snapshot; here it never does.  Nor is
 * what others write in the second of our answer taken for older than that.
 * Loops of parents, which no honest network makes, are cut.
 */

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/when.h"
#include "triage/clock_int.h"

void
tmap_init(struct tmap *m, struct arena *a, size_t n)
{
	size_t size = 4;

	while (size < 2 * n)
		size *= 2;
	m->mask = size - 1;
	m->keys = arena_alloc(a, size * sizeof(*m->keys));
	m->vals = arena_alloc(a, size * sizeof(*m->vals));
	memset(m->vals, 0xff, size * sizeof(*m->vals));
}

static size_t
tmap_slot(const struct tmap *m, int64_t key)
{
	uint64_t h = (uint64_t)key * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(h >> 20) & m->mask;

	while (m->vals[i] != -1 && m->keys[i] != key)
		i = (i + 1) & m->mask;
	return i;
}

int *
tmap_at(struct tmap *m, int64_t key)
{
	size_t i = tmap_slot(m, key);

	m->keys[i] = key;
	return &m->vals[i];
}

int
tmap_get(const struct tmap *m, int64_t key)
{
	return m->vals[tmap_slot(m, key)];
}

bool
node_is_own(const struct judge *j, int i)
{
	return j->nodes[i].p->flags & TPOST_OWN;
}

bool
author_is_own(const struct judge *j, int64_t author)
{
	for (int i = 0; i < j->n_own; i++)
		if (*j->own[i] == author)
			return true;
	return false;
}

/*
 * A private conversation is one branch.  So is, for its author, a thread that
 * starts with a stranger's post: all in it stands below his words.
 */
int
node_branch(const struct judge *j, int asker, int i)
{
	if (j->talk)
		return 0;
	if (j->root >= 0 && j->nodes[j->root].asker == asker)
		return j->root;
	return j->nodes[i].top;
}

/* Everything about a post that follows from its parent's. */
static void
lay_below(struct judge *j, int i)
{
	struct node *nd = &j->nodes[i], *up;

	nd->when = nd->p->at;
	nd->told = nd->p->told != 0 ? nd->p->told : nd->p->at;
	nd->top = i;
	nd->above = -1;
	nd->depth = 1;
	if (nd->parent < 0)
		return;
	up = &j->nodes[nd->parent];
	if (up->when > nd->when)
		nd->when = up->when;
	if (up->when == nd->when && up->told > nd->told)
		nd->told = up->told;
	nd->depth = up->depth + 1;
	if (nd->parent != j->root)
		nd->top = up->top;
	nd->above = node_is_own(j, nd->parent) ? up->above : nd->parent;
}

/* Parents first, without recursion: threads may be deep. */
static void
lay_parents(struct judge *j)
{
	int *stack = arena_alloc(j->arena, (size_t)j->n * sizeof(*stack));

	for (int i = 0; i < j->n; i++) {
		int depth = 0, at = i;

		while (j->nodes[at].depth == 0) {
			int up = j->nodes[at].parent;

			stack[depth++] = at;
			j->nodes[at].depth = -1;
			if (up < 0)
				break;
			if (j->nodes[up].depth == -1) {
				j->nodes[at].parent = -1;
				break;
			}
			at = up;
		}
		while (depth > 0)
			lay_below(j, stack[--depth]);
	}
}

static int
order_cmp(const void *a, const void *b, void *arg)
{
	const struct judge *j = arg;
	const struct node *x = &j->nodes[*(const int *)a];
	const struct node *y = &j->nodes[*(const int *)b];
	bool xown = x->p->flags & TPOST_OWN, yown = y->p->flags & TPOST_OWN;

	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	if (x->told != y->told)
		return x->told < y->told ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->depth != y->depth)
		return x->depth < y->depth ? -1 : 1;
	if (x->p->at != y->p->at)
		return x->p->at < y->p->at ? -1 : 1;
	if (xown != yown)
		return xown ? -1 : 1;
	return x->p->id < y->p->id ? -1 : x->p->id > y->p->id;
}

static bool
same_time(const struct judge *j, int a, int b)
{
	const struct node *x = &j->nodes[a], *y = &j->nodes[b];

	return x->when == y->when && x->told == y->told;
}

/*
 * Posts order[from..to) have one time, as where a network tells whole seconds,
 * and are ours and others'.  A post comes after its parent; where all ids are
 * numbered, as they are; else what we wrote comes before whatever it does not
 * stand below: better it rings once too often than that a question is taken
 * for answered which nobody has seen.
 */
static void
lay_ties(struct judge *j, int from, int to)
{
	bool numbered = true;

	for (int k = from; k < to; k++)
		numbered = numbered && j->nodes[j->order[k]].p->order > 0;
	/* Parents stand before their children. */
	for (int k = from; k < to; k++) {
		struct node *nd = &j->nodes[j->order[k]];
		int up = nd->parent;

		nd->rank = numbered ? nd->p->order :
		    !(nd->p->flags & TPOST_OWN);
		if (numbered && up >= 0 && same_time(j, up, j->order[k]) &&
		    j->nodes[up].rank > nd->rank)
			nd->rank = j->nodes[up].rank;
	}
	for (int k = to - 1; k >= from && !numbered; k--) {
		struct node *nd = &j->nodes[j->order[k]];

		if (nd->rank == 0 && nd->parent >= 0 &&
		    same_time(j, nd->parent, j->order[k]))
			j->nodes[nd->parent].rank = 0;
	}
	qsort_r(&j->order[from], (size_t)(to - from), sizeof(*j->order),
	    order_cmp, j);
}

static void
lay_order(struct judge *j)
{
	bool sorted = true;

	j->order = arena_alloc(j->arena, (size_t)j->n * sizeof(*j->order));
	for (int i = 0; i < j->n; i++) {
		j->order[i] = i;
		if (i > 0 && order_cmp(&j->order[i - 1], &j->order[i], j) > 0)
			sorted = false;
	}
	if (!sorted)
		qsort_r(j->order, (size_t)j->n, sizeof(*j->order), order_cmp,
		    j);
	for (int from = 0, to; from < j->n; from = to) {
		int own = node_is_own(j, j->order[from]);

		for (to = from + 1; to < j->n && same_time(j, j->order[from],
		    j->order[to]); to++)
			own += node_is_own(j, j->order[to]);
		if (own > 0 && own < to - from)
			lay_ties(j, from, to);
	}
}

/* Where the network hides the author, a branch is one asker. */
static int64_t
asker_key(const struct judge *j, int i)
{
	const struct node *nd = &j->nodes[i];
	int top = nd->top;

	if (nd->p->author > 0)
		return nd->p->author;
	if (j->talk)
		top = j->root >= 0 ? j->root : j->order[0];
	return -j->nodes[top].p->id;
}

static void
lay_askers(struct judge *j)
{
	j->askers = arena_alloc(j->arena, (size_t)j->n * sizeof(*j->askers));
	j->own = arena_alloc(j->arena, (size_t)j->n * sizeof(*j->own));
	tmap_init(&j->authors, j->arena, (size_t)j->n);
	tmap_init(&j->chains, j->arena, (size_t)j->n);
	for (int k = 0; k < j->n; k++) {
		int i = j->order[k], *who;
		struct node *nd = &j->nodes[i];
		struct asker *a;

		nd->asker = nd->target = nd->question = -1;
		nd->next = nd->prev = nd->older = -1;
		if (nd->p->flags & TPOST_OWN) {
			if (!author_is_own(j, nd->p->author))
				j->own[j->n_own++] = &nd->p->author;
			continue;
		}
		who = tmap_at(&j->authors, asker_key(j, i));
		if (*who == -1) {
			*who = j->n_askers++;
			a = &j->askers[*who];
			a->key = asker_key(j, i);
			a->open = a->last = -1;
		}
		nd->asker = *who;
	}
	/* Whom it answers, past one's own words. */
	for (int k = 0; k < j->n; k++) {
		struct node *nd = &j->nodes[j->order[k]];

		nd->to = nd->parent;
		if (nd->parent >= 0 && nd->asker >= 0 &&
		    j->nodes[nd->parent].asker == nd->asker)
			nd->to = j->nodes[nd->parent].to;
	}
}

/* "Ja, gerne!" people say twice; machines are more polite. */
#define REPEAT_MIN	12

/* What we say, without the names it starts with. */
static const char *
own_words(const char *s)
{
	for (;;) {
		s += strspn(s, " \t\r\n,:");
		if (*s != '@')
			return s;
		s += strcspn(s, " \t\r\n");
	}
}

/* The same own text twice within a minute is a machine's. */
static void
lay_automatic(struct judge *j)
{
	struct tmap texts;
	bool any = false;

	for (int k = 0; k < j->n; k++) {
		int i = j->order[k], *last;
		struct node *nd = &j->nodes[i];
		const char *s;

		if (nd->p->flags & TPOST_AUTOMATIC)
			nd->automatic = true;
		if (nd->asker >= 0 || nd->p->text == NULL ||
		    nd->p->flags & (TPOST_REPOST | TPOST_GONE | TPOST_REMOVED))
			continue;
		s = own_words(nd->p->text);
		if (strlen(s) < REPEAT_MIN)
			continue;
		if (!any)
			tmap_init(&texts, j->arena, (size_t)j->n);
		any = true;
		last = tmap_at(&texts, (int64_t)hash_bytes(0, s, strlen(s)));
		if (*last >= 0 &&
		    nd->when - j->nodes[*last].when <= WHEN_MINUTE)
			nd->automatic = j->nodes[*last].automatic = true;
		*last = i;
	}
}

void
clock_lay(struct judge *j)
{
	const struct thread *t = j->t;

	j->nodes = arena_alloc(j->arena, (size_t)j->n * sizeof(*j->nodes));
	tmap_init(&j->ids, j->arena, (size_t)j->n);
	j->talk = t->private_;
	for (int i = 0; i < j->n; i++) {
		j->nodes[i].p = &t->posts[i];
		if (t->posts[i].visibility > HARK_PRIVATE)
			j->talk = false;
		*tmap_at(&j->ids, t->posts[i].id) = i;
	}
	j->root = t->root > 0 ? tmap_get(&j->ids, t->root) : -1;
	for (int i = 0; i < j->n; i++) {
		int64_t up = t->posts[i].parent;

		j->nodes[i].parent = up > 0 ? tmap_get(&j->ids, up) : -1;
	}
	lay_parents(j);
	lay_order(j);
	lay_askers(j);
	lay_automatic(j);
}
