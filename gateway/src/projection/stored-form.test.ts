// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { LedgerBlock } from '../ledger/port';
import { Projection } from './index';
import { modules } from './modules';
import type { ProjectedTable } from './table';

/*
 * The blocks of a world were saved once, with the digest of the projection at that time: registry, matters, a case,
 * licences, restrictions, pages of records some of which changed, heads of the log. The file is deliberately never
 * regenerated. Another digest means that every gateway must rebuild from its whole ledger, so the projection's schema
 * number must change too.
 */
const digest = '221a8422ddd9c306389941fcc243dc5daee88b9e68d8fc75bc0574bc29b8e3e7';
const file = join(__dirname, '..', 'testing', 'blocks-of-a-world.json.gz');

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const blocksSchema = z.array(
  z.object({
    number: z.int(),
    hash: z.string(),
    previousHash: z.string(),
    transactions: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        claimedAt: z.string(),
        carrier: z.string(),
        writes: z.array(z.object({ key: z.string(), value: bytes.nullable() })),
        privateHashes: z.array(z.never()),
      }),
    ),
  }),
);

const blocks: LedgerBlock[] = blocksSchema.parse(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')));

/** The blocks are fixed: an index of a field that they lack has no entries in them. */
const indexNames = [
  'case.organisation',
  'case.department',
  'case.state',
  'case.matter',
  'case.applicant',
  'case.object',
  'credit.on',
  'licence.type',
  'licence.issuer',
  'licence.status',
  'licence.holder',
  'licence.object',
  'licence.printedNumber',
  'licence.offered',
  'licence.rendition',
  'restriction.on',
  'record.department',
  'record.organisation',
  'record.state',
  'record.category',
  'record.dossier',
  'record.offered',
  'record.case',
  'record.archivalCode',
  'record.content',
  'record.filedContent',
  'department.successor',
  'officer.id',
];

it('has these indexes, and others in another schema only', () => {
  const tables: readonly (readonly ProjectedTable[])[] = Object.values(modules).map((each) => each.tables);
  expect(tables.flat().flatMap((table) => table.indexNames)).toEqual(indexNames);
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-stored-form-'));
});
afterEach(() => rm(folder, { recursive: true }));

it.each([1, 5, 100])('is byte for byte unchanged, with %d blocks at once', async (atOnce) => {
  const projection = await Projection.open(folder);
  for (let at = 0; at < blocks.length; at += atOnce) await projection.apply(...blocks.slice(at, at + atOnce));
  const made = await projection.digest();
  await projection.close();
  expect(made).toBe(digest);
});
