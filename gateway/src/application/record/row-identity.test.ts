// SPDX-License-Identifier: Apache-2.0
import type { ArchiveRecord, NewRecord } from '@guidang/chaincode/model';
import { rowIdentity } from './row-identity';

const owner = { organisation: 'east', department: '11999999000000019M' };
const irregular = '91999999MADE00012B';

const row: NewRecord = {
  category: 'WS',
  retention: 'D30',
  year: '2024',
  date: '2024-05',
  dossiers: [{ organisation: irregular }, { object: 'PARCEL-1' }],
  contents: [],
  references: [],
  archivalCode: 'Z109-WS·2024-D30-0001',
};

/** The record that the ledger made of the row. */
const record: ArchiveRecord = {
  ...row,
  dossiers: [{ organisation: irregular, irregular: true }, { object: 'PARCEL-1' }],
  archivalCode: 'Z109-WS·2024-D30-0001',
  existingCode: { original: 'Z109-WS·2024-D30-0001', fondsUnknown: true },
  fonds: 'Z109',
  schema: 1,
  id: 'R1',
  version: 1,
  state: 'collecting',
  ...owner,
  createdAt: '2026-11-29T00:00:00.000Z',
};

describe('rowIdentity', () => {
  it('is that of the record that was created of the row', () => {
    expect(rowIdentity(owner, record)).toBe(rowIdentity(owner, row));
  });

  it('does not depend on the spelling of a 档号, nor on the order of dossiers', () => {
    const spelled = { ...row, archivalCode: 'z109-ws.2024-d30-0001', fonds: 'Z109' };
    expect(rowIdentity(owner, { ...spelled, dossiers: [...row.dossiers].reverse() })).toBe(
      rowIdentity(owner, row),
    );
  });

  it('does not depend on marks around a 档号, nor refuse one that was kept with what is a cell of a row now', () => {
    expect(rowIdentity(owner, { ...row, archivalCode: '“Z109-WS·2024-D30-0001”。' })).toBe(
      rowIdentity(owner, row),
    );
    const kept = { ...record, existingCode: { original: 'Z109-WS\t2024-1' } };
    expect(rowIdentity(owner, kept)).toBe(rowIdentity(owner, { ...row, archivalCode: 'Z109-WS2024-1' }));
  });

  it('does not count a 档号 that the record was given later', () => {
    const { archivalCode: _brought, ...plain } = row;
    const { existingCode: _existing, ...arranged } = record;
    expect(rowIdentity(owner, { ...arranged, fonds: 'Z109' })).toBe(
      rowIdentity(owner, { ...plain, fonds: 'Z109' }),
    );
  });

  it.each<[string, Partial<NewRecord>]>([
    ['category', { category: 'KU' }],
    ['date', { date: '2024-06' }],
    ['档号', { archivalCode: 'Z109-WS·2024-D30-0002' }],
    ['dossiers', { dossiers: [] }],
  ])('differs with another %s', (_, change) => {
    expect(rowIdentity(owner, { ...row, ...change })).not.toBe(rowIdentity(owner, row));
  });
});
