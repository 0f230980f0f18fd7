// SPDX-License-Identifier: Apache-2.0
import { accessRecord, amendRecord, createRecord, openCase, recordCredit } from '@guidang/chaincode/commands';
import { dateOf } from '@guidang/chaincode/model';
import type { MatterDefinition } from '@guidang/chaincode/model';
import { parseKeys, verifyExport } from '@guidang/verifier';
import type { ExportVerification } from '@guidang/verifier';
import { departments, officers } from '@guidang/chaincode/sample';
import { until } from '../../common/until';
import { EmbeddedGateway } from '../../testing/embedded-gateway';
import type { ExportRequest } from './selection';
import { aRecord } from '../../../../chaincode/src/testing/a-record';

jest.setTimeout(60_000);

const parcel = '999999001001GB00001F00010001';
const record = aRecord({ dossiers: [{ object: parcel }] });
const applicant = departments.westLand.code;
const promised: MatterDefinition = {
  id: '99071590000305',
  name: '告知承诺事项',
  materials: [{ code: 'conditions', name: '声明', required: true, accepts: ['promise'] }],
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'WS', retention: 'D30' },
};

let gateway: EmbeddedGateway;
const records: string[] = [];
/** A time between the first half and the second. */
let middle: string;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded({ logKeeper: 'archives' });
  await create({ ...record, dossiers: [] });
  await create(record);
  await gateway.anchorHead();
  await waitForNextSecond();
  middle = new Date().toISOString();
  await waitForNextSecond();
  await create(record);
  await amend(records[1] ?? '');
  await access(records[1] ?? '');
  await gateway.anchorHead();
});
afterAll(() => gateway.close());

async function create(body: typeof record): Promise<void> {
  const { result } = await gateway.give(officers.eastRegistrar, createRecord, body);
  records.push(result['id']);
}

async function amend(id: string): Promise<void> {
  const content = { ...record, year: '2025' };
  await gateway.give(officers.eastRegistrar, amendRecord, { id, version: 1, content });
}

async function access(id: string): Promise<void> {
  const given = { purpose: 'case-review', basis: 'archives-law:28' };
  await gateway.give(officers.eastRegistrar, accessRecord, { id }, given);
}

const digest = { algorithm: 'sha256', value: 'ab'.repeat(32) } as const;
const statement = { digest, bytes: 9, mediaType: 'text/plain', role: 'promise' };

async function recordFalsePromise(): Promise<void> {
  await gateway.consent('promise', [{ kind: 'matter', definition: promised }]);
  const { result } = await gateway.give(officers.eastAcceptor, openCase, {
    number: 'P-1',
    matter: promised.id,
    applicant: { organisation: applicant },
    materials: [{ code: 'conditions', source: { promise: statement } }],
  });
  await gateway.give(officers.eastDecider, recordCredit, {
    on: { kind: 'organisation', id: applicant },
    id: 'XY-1',
    kind: 'false-promise',
    basis: 'notice-and-promise:2020-42',
    case: result['id'],
    material: 'conditions',
    from: dateOf(new Date().toISOString()),
  });
}

/** Cosignature times have a resolution of one second. */
async function waitForNextSecond(): Promise<void> {
  const second = (): number => Math.floor(Date.now() / 1000);
  const now = second();
  await until('the second is over', () => second() > now || undefined);
}

async function exported(
  selection: ExportRequest['selection'],
  covering = false,
  openAll = false,
): Promise<string[]> {
  let text = '';
  const request = { selection, covering, openAll };
  for await (const part of await gateway.services.http.exports.open(request)) text += part;
  return text.trimEnd().split('\n');
}

/** Verified by the offline verifier, which shares no code with the exports and is given only the keys. */
async function verified(lines: readonly string[]): Promise<ExportVerification> {
  const keys = parseKeys(Buffer.from((await gateway.services.http.log.keys()) ?? ''));
  return verifyExport(
    lines.map((line) => Buffer.from(line)),
    { keys },
  );
}

function faults({ findings }: ExportVerification): string[] {
  return findings.filter(({ ok }) => !ok).map(({ check }) => check);
}

describe('an export', () => {
  it('of everything is proven complete', async () => {
    const lines = await exported({ kind: 'all' });
    const found = await verified(lines);
    expect(faults(found)).toEqual([]);
    expect(found.completeness.proven).toBe(true);
    expect(found.leaves).toBe(gateway.projection.head?.size);
    expect(lines.length).toBe(found.leaves + 3);
  });

  it('of a range is bounded by two heads', async () => {
    const before = await verified(await exported({ kind: 'range', to: middle }));
    const after = await verified(await exported({ kind: 'range', from: middle }));
    for (const part of [before, after]) {
      expect(faults(part)).toEqual([]);
      expect(part.completeness.proven).toBe(true);
    }
    // The first range ends with the first head after the middle: it may contain too much, never too little.
    expect(before.leaves).toBe(gateway.projection.head?.size);
    expect(after.about.events).toMatchObject({
      'record.created': 1,
      'record.amended': 1,
      'record.accessed': 1,
    });
    expect(after.leaves).toBe(3);
  });

  it('of a range that has ended before the log began is refused, and not made of what the first head covers', async () => {
    const to = new Date(Date.now() - 30 * 24 * 3_600_000).toISOString();
    await expect(exported({ kind: 'range', to })).rejects.toMatchObject({
      document: { code: 'command-malformed', field: 'body/selection/to' },
    });
  });

  it('of a range that has not ended yet says so', async () => {
    const to = new Date(Date.now() + 3_600_000).toISOString();
    const found = await verified(await exported({ kind: 'range', from: middle, to }));
    expect(faults(found)).toEqual([]);
    expect(found.completeness.proven).toBe(false);
  });

  it('of a record contains its events, each proven, but does not prove that there are no more', async () => {
    const lines = await exported({ kind: 'record', id: records[1] ?? '' });
    const found = await verified(lines);
    expect(faults(found)).toEqual([]);
    expect(found.about.events).toEqual({ 'record.created': 1, 'record.amended': 1, 'record.accessed': 1 });
    expect(found.leaves).toBe(3);
    expect(found.completeness.proven).toBe(false);
    const states = lines.flatMap((line) => (JSON.parse(line) as { state?: string }).state ?? []);
    expect(states.map((state) => (JSON.parse(state) as { year: string }).year)).toEqual(['2026', '2025']);
  });

  it('of a record with all leaves, opened, proves that too', async () => {
    const found = await verified(await exported({ kind: 'record', id: records[1] ?? '' }, true, true));
    expect(faults(found)).toEqual([]);
    expect(found.completeness.proven).toBe(true);
    expect(found.about.leaves).toBe(3);
    expect(found.leaves).toBe(gateway.projection.head?.size);
    expect(found.closed).toBe(0);
  });

  it('of a record under all leaves opens its own, and says what rests on the word of who sealed it', async () => {
    const lines = await exported({ kind: 'record', id: records[1] ?? '' }, true);
    const found = await verified(lines);
    expect(faults(found)).toEqual([]);
    expect(found.about.events).toEqual({ 'record.created': 1, 'record.amended': 1, 'record.accessed': 1 });
    expect(found.leaves).toBe(gateway.projection.head?.size);
    expect(found.closed).toBe(found.leaves - 3);
    expect(found.completeness).toMatchObject({
      proven: false,
      reason: expect.stringMatching(/^every leaf of the log is there .* closed/) as string,
    });
    // Neither by an event nor by a state.
    expect(lines.join('\n')).not.toContain(records[2]);
    expect(lines.join('\n')).not.toContain(officers.archivist.id);
  });

  it('of an object contains the events that name it', async () => {
    const found = await verified(await exported({ kind: 'subject', object: parcel }));
    expect(faults(found)).toEqual([]);
    expect(found.about.events).toEqual({ 'record.created': 2, 'record.amended': 1, 'record.accessed': 1 });
    const covering = await verified(await exported({ kind: 'subject', object: parcel }, true, true));
    expect(covering.about.events).toEqual(found.about.events);
    expect(covering.completeness.proven).toBe(true);
    const closed = await verified(await exported({ kind: 'subject', object: parcel }, true));
    expect(closed.about.events).toEqual(found.about.events);
    expect(faults(closed)).toEqual([]);
  });

  it('of a body contains the entries on its credit', async () => {
    await recordFalsePromise();
    await gateway.anchorHead();
    const events = { 'case.opened': 1, 'credit.recorded': 1 };
    const selection = { kind: 'subject', organisation: applicant } as const;
    const found = await verified(await exported(selection));
    expect(faults(found)).toEqual([]);
    expect(found.about.events).toEqual(events);
    for (const openAll of [false, true]) {
      const covering = await verified(await exported(selection, true, openAll));
      expect(faults(covering)).toEqual([]);
      expect(covering.about.events).toEqual(events);
    }
    const other = { kind: 'subject', organisation: departments.eastLand.code } as const;
    expect((await verified(await exported(other, true, true))).about.events).toEqual({});
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['its tail', (lines) => [...lines.slice(0, -4), ...lines.slice(-2)]],
    ['an event in the middle', (lines) => lines.filter((_, index) => index !== 4)],
    ['the access event', (lines) => lines.filter((line) => !line.includes('record.accessed'))],
    ['the order of two', ([first = '', second = '', third = '', ...rest]) => [first, third, second, ...rest]],
    ['a byte', (lines) => lines.map((line) => line.replace('record.amended', 'record.amendex'))],
  ])('without %s is detected', async (_, change) => {
    const found = await verified(change(await exported({ kind: 'all' })));
    expect(faults(found)).not.toEqual([]);
    expect(found.completeness.proven).toBe(false);
  });

  it('is refused while the log has no head', async () => {
    const fresh = await EmbeddedGateway.open({ logKeeper: 'archives' });
    try {
      const open = fresh.services.http.exports.open({ selection: { kind: 'all' }, covering: false });
      await expect(open).rejects.toMatchObject({ code: 'head-missing' });
    } finally {
      await fresh.close();
    }
  });
});
