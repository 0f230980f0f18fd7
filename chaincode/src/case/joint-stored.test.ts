// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from '../ledger/codec';
import type { Table } from '../ledger/table';
import { matters } from '../matter/model';
import { caseParts, cases } from './model';

/*
 * What the first version with joint matters has stored of one, and a matter and a case of schema 1. The file is
 * deliberately never made again: whatever it holds stays readable.
 */
const file = join(__dirname, '..', 'testing', 'joint-values.json');
const stored = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, { schema: number }>>;

it.each<[string, Table<never>, number]>([
  ['matter', matters, 2],
  ['opened', cases, 2],
  ['part', cases, 2],
  ['row', caseParts, 1],
  ['ended', cases, 2],
  ['single matter', matters, 1],
  ['single case', cases, 1],
])('%s, as it was stored, is read and written as it is', (name, table, schema) => {
  const value = stored[name];
  expect(value?.schema).toBe(schema);
  const bytes = Buffer.from(JSON.stringify(value));
  const read: unknown = decode(table, bytes);
  expect(read).toEqual(value);
  expect(JSON.parse(Buffer.from(encode(read)).toString('utf8'))).toEqual(value);
});
