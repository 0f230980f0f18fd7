// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { parseInput } from '../ledger/input';
import { definePrivateCommand } from '../command/private-command';
import type { PrivateData } from '../command/private-command';
import { digestSchema, sameDigest } from '../ledger/digest';
import { demand, Refusal } from '../ledger/refusal';
import { pseudonymSchema } from '../ledger/values';
import { commitmentTo } from './commitment';
import { lookupKey, lookupSchema, personKey, storedPersonSchema } from './model';

export const putPersonBody = z.strictObject({ person: pseudonymSchema, commitment: digestSchema });

/**
 * Enters a person under a pseudonym. Transient: `person` (salt and data), `lookup` (keyed digest of the number). The
 * signed command contains the commitment, so that the officer vouches for data that outsiders cannot read.
 */
export const putPerson = definePrivateCommand({
  type: 'person.put',
  body: putPersonBody,
  async run({ person, commitment }, data) {
    const stored = parseInput(storedPersonSchema, data.transient('person'), 'person');
    const lookup = parseInput(lookupSchema, data.transient('lookup'), 'lookup');
    const genuine = sameDigest(commitmentTo(stored.salt, stored.person), commitment);
    demand(genuine, 'commitment-mismatch', 'the commitment does not fit the data', {
      field: 'body/commitment',
    });
    await demandFree(data, lookupKey(lookup), 'the number has a pseudonym already');
    await demandFree(data, personKey(person), 'the pseudonym is taken');
    await data.put(personKey(person), { ...stored, lookup });
    await data.put(lookupKey(lookup), { person });
    return { person };
  },
});

export const purgePersonBody = z.strictObject({ person: pseudonymSchema });

/** Purges a person from the collection, including its history; references on the channel then lead nowhere. */
export const purgePerson = definePrivateCommand({
  type: 'person.purge',
  body: purgePersonBody,
  async run({ person }, data) {
    const stored = await data.get(personKey(person));
    if (stored === undefined) {
      throw new Refusal('not-found', 'there is no such person', { field: 'body/person' });
    }
    const { lookup } = parseInput(entrySchema, stored, 'person');
    await data.purge(personKey(person));
    await data.purge(lookupKey(lookup));
    return { person };
  },
});

const entrySchema = storedPersonSchema.extend({ lookup: lookupSchema });

async function demandFree(data: PrivateData, key: string, message: string): Promise<void> {
  demand((await data.get(key)) === undefined, 'already-exists', message, { field: 'body/person' });
}
