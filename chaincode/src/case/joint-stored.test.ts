// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from '../ledger/codec';
import { matters } from '../matter/model';
import { caseParts, cases } from './model';

/*
 * What the first version with joint matters has stored of one, and a matter and a case of schema 1. The file is
 * deliberately never made again: whatever it holds stays readable.
 */
const file = join(__dirname, '..', 'testing', 'joint-values.json');
const stored = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, { schema: number }>>;

type Read = (bytes: Uint8Array) => object;
const readMatter: Read = (bytes) => decode(matters, bytes);
const readCase: Read = (bytes) => decode(cases, bytes);
const readPart: Read = (bytes) => decode(caseParts, bytes);

it.each<[string, Read, number]>([
  ['matter', readMatter, 2],
  ['opened', readCase, 2],
  ['part', readCase, 2],
  ['row', readPart, 1],
  ['ended', readCase, 2],
  ['single matter', readMatter, 1],
  ['single case', readCase, 1],
])('%s, as it was stored, is read and written as it is', (name, read, schema) => {
  const value = stored[name];
  expect(value?.schema).toBe(schema);
  const bytes = Buffer.from(JSON.stringify(value));
  const found = read(bytes);
  expect(found).toEqual(value);
  expect(JSON.parse(Buffer.from(encode(found)).toString('utf8'))).toEqual(value);
});
