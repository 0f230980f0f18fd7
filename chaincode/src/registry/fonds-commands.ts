// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import { governanceSubject } from '../command/subjects';
import { digestOf } from '../ledger/hash';
import { fondsCodeSchema, unifiedCodeSchema } from '../ledger/values';
import { requireDepartment } from './authority';
import { aboutFonds, requireFonds } from './fonds';
import { fondsEntries } from './model';
import type { Fonds } from './model';

export const nameKeeperBody = z.strictObject({
  fonds: fondsCodeSchema,
  /** A department of any organisation, usually of the archives; without it nobody but the owner keeps the fonds. */
  keeper: unifiedCodeSchema.optional(),
});

/**
 * The organisation of a fonds' owner names who may arrange the owner's records beside it, or takes that back. No
 * proposal does: a majority must not make a third party the keeper of a department's records.
 */
export const nameKeeper = defineCommand({
  type: 'registry.nameKeeper',
  body: nameKeeperBody,
  once: 'identifier',
  subjects: () => governanceSubject,
  about: async ({ fonds: code }, unit) => aboutFonds(await requireFonds(unit, code, 'body/fonds'), unit),
  async run({ fonds: code, keeper }, { unit, emit }) {
    const { keeper: before, ...fonds } = await requireFonds(unit, code, 'body/fonds');
    if (keeper !== undefined) await requireDepartment(unit, keeper, 'body/keeper');
    const version = fonds.version + 1;
    const kept: Fonds = { ...fonds, version, ...(keeper === undefined ? {} : { keeper }) };
    unit.put(fondsEntries, kept);
    emit({
      type: 'fonds.keeper-named',
      subject: { kind: 'fonds', id: code },
      version,
      digest: digestOf(kept),
      data: {
        ...(before === undefined ? {} : { from: before }),
        ...(keeper === undefined ? {} : { to: keeper }),
      },
    });
    return { fonds: code, version };
  },
});
