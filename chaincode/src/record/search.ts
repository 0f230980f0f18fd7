// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import { limits } from '../ledger/limits';
import { objectIdSchema, pseudonymSchema, unifiedCodeSchema } from '../ledger/values';

/** Whom or what a search asks about, where it asks about one. */
export const searchedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: pseudonymSchema }),
  z.strictObject({ kind: z.literal('object'), id: objectIdSchema }),
  /** A body, by unified code. */
  z.strictObject({ kind: z.literal('search'), id: unifiedCodeSchema }),
]);

export const declareSearchBody = z.strictObject({
  /** What is searched; `log` is an export. */
  list: z.enum(['records', 'licences', 'cases', 'restrictions', 'credit-entries', 'events', 'log']),
  /** As asked: codes and identifiers, by name. */
  filters: z
    .record(z.string().regex(/^[A-Za-z]{1,32}$/), z.string().max(limits.searchFilterCharactersMax))
    .refine((filters) => Object.keys(filters).length <= limits.searchFiltersMax, 'too many filters'),
  about: searchedSchema.optional(),
});

/**
 * Records a search (利用登记) for a purpose on a legal basis, before its first page is shown. Its subject is whom it asks
 * about, so that a history shows who looked; else the searching department. It is never of a kind that the open log
 * shows.
 */
export const declareSearch = defineCommand({
  type: 'record.search',
  body: declareSearchBody,
  once: 'identifier',
  subjects: () => [],
  run({ list, filters, about }, { officer, emit }) {
    const own = {
      kind: 'search',
      id: officer.department === '' ? officer.organisation : officer.department,
    } as const;
    emit({ type: 'search.recorded', subject: about ?? own, data: { list, filters } });
    return Promise.resolve({ list });
  },
});
