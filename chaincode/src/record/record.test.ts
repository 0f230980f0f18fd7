// SPDX-License-Identifier: Apache-2.0
import { accessionRecords } from './accession';
import {
  accessRecord,
  amendRecord,
  annotateRecord,
  contentArrived,
  createRecord,
  fileRecord,
  handOverRecord,
  reportFinding,
} from './commands';
import { declareSearch } from './search';
import { departments } from '../sample/registry';
import { formatUniqueCode } from '../identifier';
import { sha256 } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { splitTableKey } from '../ledger/table';
import { uniqueId } from '../ledger/unique-id';
import { partyOf } from '../testing/people';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import { content, parcel } from '../testing/transfer';
import { pagesIn, recordPagesIn } from '../testing/world';
import type { Actor, World, Given } from '../testing/world';
import type { ArchiveRecord, RecordContent } from './model';

let world: World;
useWorld((fresh) => {
  world = fresh;
});

const recordBody = aRecord({
  category: 'ZY·BDC',
  retention: 'D30',
  dossiers: [{ object: parcel }],
  contents: [content('contract')],
});

async function create(body: RecordContent = recordBody): Promise<string> {
  return (await world.give(world.officers.eastRegistrar, createRecord, body)).done.result.id;
}
async function record(id: string): Promise<ArchiveRecord> {
  return (await world.query('query:record', id)) as ArchiveRecord;
}
function tables({ effects }: Given): (string | undefined)[] {
  return effects.writes.map(([key]) => splitTableKey(key)?.table);
}
/** A changed identifier with a valid check character, which only the ledger can refuse. */
function recoded(id: string, change: (body: string) => string): string {
  return formatUniqueCode(change(id.slice(0, -1)));
}

describe('a record', () => {
  it('is created in a page of its transaction: one key for it, one for its event, reading only the officer', async () => {
    const given = await world.give(world.officers.eastRegistrar, createRecord, recordBody);
    expect(tables(given)).toEqual(['record-page', 'event']);
    expect(given.effects.reads.map(([key]) => splitTableKey(key)?.table)).toEqual([
      'membership',
      'officer',
      'organisation',
      'department',
    ]);
    const [event] = given.events;
    expect(event).toMatchObject({
      type: 'record.created',
      subject: { kind: 'record', id: given.done.result.id },
      version: 1,
      position: 0,
      transaction: given.done.transaction,
      officer: { organisation: 'east', department: departments.eastLand.code, role: 'registrar' },
      command: { id: given.done.command },
    });
  });

  it('is found in its page until its first change, and under its own key afterwards', async () => {
    const id = await create();
    expect(await record(id)).toMatchObject({ id, version: 1, state: 'collecting' });
    const body = { id, version: 1, content: { ...recordBody, retention: 'Y' as const } };
    const given = await world.give(world.officers.eastRegistrar, amendRecord, body);
    expect(tables(given)).toEqual(['record', 'command', 'event']);
    expect(await record(id)).toMatchObject({ id, version: 2, state: 'collecting', retention: 'Y' });
  });

  it('loses a description that an amendment leaves out', async () => {
    const id = await create({ ...recordBody, description: sha256('description') });
    await world.give(world.officers.eastRegistrar, amendRecord, { id, version: 1, content: recordBody });
    expect(await record(id)).not.toHaveProperty('description');
  });

  it('is filed, and then immutable', async () => {
    const { eastRegistrar } = world.officers;
    const id = await create();
    await world.give(eastRegistrar, fileRecord, { id, version: 1 });
    expect(await record(id)).toMatchObject({ version: 2, state: 'filed' });
    for (const [command, more] of [
      [amendRecord, { content: recordBody }],
      [fileRecord, {}],
    ] as const) {
      const refusal = await world.refusalUnchecked(eastRegistrar, command, { id, version: 2, ...more });
      expect(refusal.code).toBe('state-conflict');
    }
  });

  it('without content is not filed', async () => {
    const id = await create({ ...recordBody, contents: [] });
    const refusal = await world.refusal(world.officers.eastRegistrar, fileRecord, { id, version: 1 });
    expect(refusal.code).toBe('state-conflict');
  });

  it.each([
    ['a person whom nobody has entered', { person: partyOf('nobody').person }, 'not-found', 'person'],
    ['a unit number that lacks a digit', { object: parcel.slice(0, -1) }, 'identifier-malformed', 'object'],
  ])('is not about %s', async (_, dossier, code, member) => {
    const { eastRegistrar } = world.officers;
    const about = { ...recordBody, dossiers: [{ object: parcel }, dossier] };
    const refused = await world.refusal(eastRegistrar, createRecord, about);
    expect(refused).toMatchObject({ code, field: `body/dossiers/1/${member}` });
    const row = await world.refusal(eastRegistrar, accessionRecords, { records: [recordBody, about] });
    expect(row).toMatchObject({ code, field: `body/records/1/dossiers/1/${member}` });
    const id = await create();
    const amended = await world.refusal(eastRegistrar, amendRecord, { id, version: 1, content: about });
    expect(amended).toMatchObject({ code, field: `body/content/dossiers/1/${member}` });
  });

  it('refers only to records that exist', async () => {
    const earlier = await create();
    const id = await create({ ...recordBody, references: [earlier] });
    expect(await record(id)).toMatchObject({ references: [earlier] });
    const references = [recoded(earlier, (body) => `0${body.slice(1)}`)];
    const { eastRegistrar } = world.officers;
    expect(await world.refusal(eastRegistrar, createRecord, { ...recordBody, references })).toMatchObject({
      code: 'not-found',
    });
    const amendment = { id, version: 1, content: { ...recordBody, references } };
    expect(await world.refusal(eastRegistrar, amendRecord, amendment)).toMatchObject({
      code: 'not-found',
    });
  });

  it('is changed against the version that the officer saw', async () => {
    const id = await create();
    const { eastRegistrar } = world.officers;
    await world.give(eastRegistrar, amendRecord, { id, version: 1, content: recordBody });
    expect(
      await world.refusal(eastRegistrar, amendRecord, { id, version: 1, content: recordBody }),
    ).toMatchObject({ code: 'version-stale', field: 'body/version', detail: { version: 2 } });
  });

  it('is changed by its own department only', async () => {
    const id = await create();
    const stranger = await world.enrol({
      ...world.officers.eastMarketDecider,
      id: 'x',
      roles: ['registrar'],
    });
    await world.register(stranger);
    expect(await world.refusal(stranger, fileRecord, { id, version: 1 })).toMatchObject({
      code: 'not-competent',
    });
  });

  /** An older version must not come back under another spelling of the same place. */
  it.each([
    ['a letter that stands for no digit', (body: string) => `${body.slice(0, 26)}I0${body.slice(28)}`],
    ['a longer slot', (body: string) => `${body.slice(0, 28)}0${body.slice(28)}`],
    ['a missing slot', (body: string) => body.slice(0, 28)],
  ])('is not found under an identifier with %s', async (_, change) => {
    const id = await create();
    const alias = recoded(id, change);
    const { eastRegistrar } = world.officers;
    await world.give(eastRegistrar, fileRecord, { id, version: 1 });
    expect(await record(alias)).toBeNull();
    expect(
      await world.refusal(eastRegistrar, amendRecord, { id: alias, version: 1, content: recordBody }),
    ).toMatchObject({ code: 'not-found', field: 'body/id' });
  });

  it.each([
    [fileRecord.type, fileRecord, {}],
    [amendRecord.type, amendRecord, { content: recordBody }],
  ])('that does not exist is not found by %s', async (_, command, more) => {
    const id = recoded(await create(), (body) => `0${body.slice(1)}`);
    const body = { id, version: 1, ...more };
    expect(await world.refusalUnchecked(world.officers.eastRegistrar, command, body)).toMatchObject({
      code: 'not-found',
    });
  });

  it('has an identifier that detects copying errors', async () => {
    const id = await create();
    const wrong = id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
    expect(
      await world.refusal(world.officers.eastRegistrar, fileRecord, { id: wrong, version: 1 }),
    ).toMatchObject({
      code: 'identifier-malformed',
      field: 'body/id',
    });
  });
});

describe('notes, reads and arrivals', () => {
  const purpose = { purpose: 'dispute', basis: 'archives-act:28' };

  it('of a record write an event and no state, so that they never conflict', async () => {
    const id = await create();
    const note = { id, kind: 'ocr', content: content('ocr') };
    const { auditor, eastSystem } = world.officers;
    const archivist = await archivistOfEast();
    const given = [
      await world.give(archivist, annotateRecord, note),
      await world.give(auditor, accessRecord, { id }, purpose),
      await world.give(auditor, accessRecord, { id, content: content('contract').digest }, purpose),
      await world.give(eastSystem, contentArrived, { id, digests: [content('contract').digest] }),
    ];
    for (const each of given) expect(tables(each)).toEqual(['command', 'event']);
    expect(given.map(({ events }) => events[0]?.type)).toEqual([
      'record.annotated',
      'record.accessed',
      'record.accessed',
      'record.content-arrived',
    ]);
    expect(given[1]?.events[0]).toMatchObject({ ...purpose, data: { version: 1 } });
    expect(given[2]?.events[0]?.digest).toEqual(content('contract').digest);
    expect(await record(id)).toMatchObject({ version: 1 });
  });

  const archivistOfEast = async (): Promise<Actor> => {
    const archivist = await world.enrol({ ...world.officers.eastRegistrar, id: 'x', roles: ['archivist'] });
    await world.register(archivist);
    return archivist;
  };
  const filed = async (): Promise<string> => {
    const id = await create();
    await world.give(world.officers.eastRegistrar, fileRecord, { id, version: 1 });
    return id;
  };

  it("of another's record are refused until the owner has handed it over, then it is the receiver's", async () => {
    const id = await filed();
    const { archivist, archivesSystem, eastSystem, westVerifier, auditor } = world.officers;
    const westSystem = await world.enrol({ ...westVerifier, id: 'west-clock', roles: ['system'] });
    await world.register(westSystem);
    const note = { id, kind: 'ocr', content: content('ocr') };
    const arrival = { id, digests: [content('contract').digest] };
    const refusals = async (): Promise<string[]> => [
      (await world.refusal(archivist, annotateRecord, note)).code,
      (await world.refusal(archivesSystem, annotateRecord, note)).code,
      (await world.refusal(archivesSystem, contentArrived, arrival)).code,
    ];
    expect(await refusals()).toEqual(Array(3).fill('not-competent'));
    await world.give(eastSystem, handOverRecord, { id, to: 'west' });
    expect(await refusals()).toEqual(Array(3).fill('not-competent'));
    const { events } = await world.give(eastSystem, handOverRecord, { id, to: 'archives' });
    expect(events).toMatchObject([{ type: 'record.handed-over', data: { organisation: 'archives' } }]);
    expect((await world.give(archivist, annotateRecord, note)).events).toHaveLength(1);
    await world.give(archivesSystem, contentArrived, arrival);
    await world.give(westSystem, contentArrived, arrival);
    expect(await record(id)).toMatchObject({ version: 2 });
    const { events: findings } = await world.give(auditor, reportFinding, note);
    expect(findings).toMatchObject([{ type: 'record.finding-reported', data: { kind: 'ocr' } }]);
    expect((await world.refusalUnchecked(auditor, annotateRecord, note)).code).toBe('role-missing');
  });

  it('a record is handed over once filed, to another member, and a second time without effect', async () => {
    const { eastSystem } = world.officers;
    const collecting = await create();
    expect(await world.refusal(eastSystem, handOverRecord, { id: collecting, to: 'archives' })).toMatchObject(
      { code: 'state-conflict' },
    );
    const id = await filed();
    for (const to of ['east', 'nobody']) {
      expect(await world.refusal(eastSystem, handOverRecord, { id, to })).toMatchObject({
        code: 'not-found',
        field: 'body/to',
      });
    }
    await world.give(eastSystem, handOverRecord, { id, to: 'archives' });
    expect((await world.give(eastSystem, handOverRecord, { id, to: 'archives' })).events).toEqual([]);
  });

  it('records a search under whom it asks about, and never without a purpose', async () => {
    const filters = { dossier: parcel };
    const about = { kind: 'object', id: parcel } as const;
    const verifier = world.officers.westVerifier;
    const purpose = { purpose: 'dispute', basis: 'archives-act:28' };
    const { events } = await world.give(
      verifier,
      declareSearch,
      { list: 'records', filters, about },
      purpose,
    );
    expect(events).toMatchObject([
      { type: 'search.recorded', subject: about, ...purpose, data: { list: 'records', filters } },
    ]);
    const own = await world.give(verifier, declareSearch, { list: 'cases', filters: {} }, purpose);
    expect(own.events[0]?.subject).toEqual({ kind: 'search', id: verifier.department });
    const bare = world.give(verifier, declareSearch, { list: 'records', filters, about });
    await expect(bare).rejects.toThrow('command-malformed');
  });

  it.each([
    ['purpose', { basis: 'archives-act:28' }],
    ['basis', { purpose: 'dispute' }],
  ])('are refused without %s', async (field, options) => {
    const id = await create();
    expect(await world.refusal(world.officers.auditor, accessRecord, { id }, options)).toMatchObject({
      code: 'command-malformed',
      field,
    });
  });

  it('name contents that the record has', async () => {
    const id = await create();
    const other = sha256('other');
    const { auditor, eastSystem } = world.officers;
    expect(await world.refusal(auditor, accessRecord, { id, content: other }, purpose)).toMatchObject({
      code: 'not-found',
      field: 'body/content',
    });
    expect(await world.refusal(eastSystem, contentArrived, { id, digests: [other] })).toMatchObject({
      code: 'not-found',
      field: 'body/digests',
    });
  });
});

describe('pages of records', () => {
  const commands = (count: number, body: RecordContent = recordBody): string[] =>
    Array.from({ length: count }, () => world.sign(world.officers.eastRegistrar, createRecord, body));
  const sizes = (pages: readonly (readonly unknown[])[]): number[] => pages.map(({ length }) => length);

  it(`take ${limits.pageItemsMax} records`, async () => {
    const small = { ...recordBody, dossiers: [], contents: [] };
    const count = limits.pageItemsMax + 3;
    const { outcomes, effects } = await world.batch('east', commands(count, small));
    expect(sizes(recordPagesIn(effects))).toEqual([limits.pageItemsMax, 3]);
    for (const outcome of outcomes) {
      if (outcome.status !== 'done') throw new Error('refused');
      const id = outcome.result['id'] as string;
      expect(await record(id)).toMatchObject({ id, version: 1 });
    }
  });

  it(`hold at most ${limits.pageBytesMax} bytes, but a record that is larger by itself`, async () => {
    const large = { ...recordBody, contents: Array.from({ length: 60 }, (_, at) => content(`file-${at}`)) };
    const { effects } = await world.batch('east', [...commands(3, large), ...commands(3)]);
    expect(sizes(recordPagesIn(effects))).toEqual([1, 1, 1, 3]);
  });

  it('have no gap where a command was refused', async () => {
    const [first = '', second = ''] = commands(2);
    const refused = world.sign(world.officers.eastRegistrar, createRecord, {
      ...recordBody,
      references: [formatUniqueCode('0'.repeat(29))],
    });
    const { outcomes, effects, events } = await world.batch('east', [first, refused, second]);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'refused', 'done']);
    const [page] = recordPagesIn(effects);
    const ids = outcomes.flatMap((outcome) => (outcome.status === 'done' ? [outcome.result['id']] : []));
    expect(page?.map(({ id }) => id)).toEqual(ids);
    expect(events.map(({ position, subject }) => [position, subject.id])).toEqual([
      [0, ids[0]],
      [1, ids[1]],
    ]);
  });

  it('are seen by later commands of the same transaction, which change records under keys of their own', async () => {
    const { eastRegistrar } = world.officers;
    const id = uniqueId(world.transactionIdAfter(3), { page: 0, slot: 0 });
    const { outcomes, effects } = await world.batch('east', [
      world.sign(eastRegistrar, createRecord, recordBody),
      world.sign(eastRegistrar, createRecord, { ...recordBody, references: [id] }),
      world.sign(eastRegistrar, fileRecord, { id, version: 1 }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(pagesIn(effects, 'record')).toMatchObject([{ id, version: 2, state: 'filed' }]);
    expect(await record(id)).toMatchObject({ version: 2 });
  });
});

describe('what a record says of itself', () => {
  async function kept(more: object): Promise<ArchiveRecord> {
    const { done } = await world.giveUnchecked(world.officers.eastRegistrar, createRecord, {
      ...recordBody,
      ...more,
    });
    return record(done.result['id'] as string);
  }

  it.each([
    [{ date: '20260500' }, { date: '2026-05' }],
    [{ date: '2024-00-00' }, { date: '2024' }],
    [{ retention: '定期30年' }, { retention: 'D30' }],
    [{ retention: '长期', year: '1998' }, { retention: 'C' }],
    [{ retention: 'D', year: '2006' }, { retention: 'D' }],
    [{ retention: 'D15', year: '1998' }, { retention: 'D15' }],
    [{ category: 'XK·ZC·01' }, { category: 'XK·ZC·01' }],
    [
      { dossiers: [{ object: '340104 004003 gb00022 F00010001' }, { object: '蒙F12345' }] },
      { dossiers: [{ object: '340104004003GB00022F00010001' }, { object: '蒙F12345' }] },
    ],
    [
      { dossiers: [{ object: '蒙F·12345' }, { object: '蒙f・1234挂' }, { object: '蒙Z1234港' }] },
      { dossiers: [{ object: '蒙F12345' }, { object: '蒙F1234挂' }, { object: '蒙Z1234港' }] },
    ],
    [
      { dossiers: [{ organisation: '91350203M0001FUE2P' }] },
      { dossiers: [{ organisation: '91350203M0001FUE2P', irregular: true }] },
    ],
    [
      { dossiers: [{ organisation: departments.audit.code, irregular: true }] },
      { dossiers: [{ organisation: departments.audit.code }] },
    ],
  ])('%j is kept as %j', async (given, expected) => {
    expect(await kept(given)).toMatchObject(expected);
  });

  // The world's first day in China is 2026-11-23.
  it.each(['2099-01-01', '2027', '2026-12', '1998/2099', '2099~', '../2030', '203X'])(
    'of %s, a date that has not been, is refused',
    async (date) => {
      const refused = await world.refusal(world.officers.eastRegistrar, createRecord, {
        ...recordBody,
        date,
      });
      expect(refused).toMatchObject({ code: 'command-malformed', field: 'body/date' });
    },
  );

  it.each([
    [{ date: '2026-02-30' }, 'body/date', 'command-malformed'],
    [{ year: '2027' }, 'body/year', 'command-malformed'],
    [{ year: '0024' }, 'body/year', 'command-malformed'],
    [{ date: '0024-05-06' }, 'body/date', 'command-malformed'],
    [{ contents: [{ ...content('scan'), bytes: 0 }] }, 'body/contents/0/bytes', 'command-malformed'],
    [
      { contents: [{ ...content('scan'), digest: { algorithm: 'sha256', value: sha256('') } }] },
      'body/contents/0/digest/value',
      'command-malformed',
    ],
    [{ retention: 'D20' }, 'body/retention', 'command-malformed'],
    [{ retention: 'C', year: '2007' }, 'body/retention', 'command-malformed'],
    [{ retention: 'X' }, 'body/retention', 'command-malformed'],
    [{ category: 'XK·ZC·01·02·03' }, 'body/category', 'command-malformed'],
  ])('%j is refused', async (given, field, code) => {
    const body = { ...recordBody, ...given };
    expect(await world.refusalUnchecked(world.officers.eastRegistrar, createRecord, body)).toMatchObject({
      code,
      field,
    });
  });

  it.each(['2026-11-23', '2026-11', '2026', '202X', '2024/..', '../2026', 'XXXX-12-31', '2026~'])(
    'of %s, a date that may have been, is taken',
    async (date) => {
      expect(await kept({ date })).toMatchObject({ date });
    },
  );

  it('takes an image for each of hundreds of pages, when created, amended and said to have arrived', async () => {
    const pages = Array.from({ length: limits.contentsPerRecordMax }, (_, page) => ({
      ...content('scan'),
      digest: sha256(`page ${page}`),
      mediaType: 'image/tiff',
    }));
    const { eastRegistrar, eastSystem } = world.officers;
    const id = await create({ ...recordBody, contents: pages });
    await world.give(eastRegistrar, amendRecord, {
      id,
      version: 1,
      content: { ...recordBody, contents: pages },
    });
    expect((await record(id)).contents).toHaveLength(limits.contentsPerRecordMax);
    await world.give(eastSystem, contentArrived, { id, digests: pages.map(({ digest }) => digest) });
    const more = { ...recordBody, contents: [...pages, content('one-more')] };
    expect(await world.refusal(eastRegistrar, createRecord, more)).toMatchObject({ field: 'body/contents' });
  });
});
