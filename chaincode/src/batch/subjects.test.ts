// SPDX-License-Identifier: Apache-2.0
import { accessCase, deadlinePassed, openCase } from '../case/commands';
import { liftRestriction } from '../licence/restriction-commands';
import { arrangeRecords } from '../record/arrange';
import { accessRecord, createRecord, fileRecord } from '../record/commands';
import { approveProposal, withdrawProposal } from '../registry/proposal-commands';
import { formatUniqueCode } from '../identifier';
import { sha256 } from '../ledger/hash';
import { splitTableKey } from '../ledger/table';
import { transactionCode } from '../ledger/unique-id';
import { aRecord } from '../testing/a-record';
import { MemoryLedger } from '../testing/memory-ledger';
import { runScenario } from '../testing/scenario';
import { World } from '../testing/world';
import { allCommands, subjectsOf } from './all-commands';

const [record, other] = [
  formatUniqueCode('0123456789ABCDEFGHJKMNPQRST01'),
  formatUniqueCode('0123456789ABCDEFGHJKMNPQRST02'),
] as const;

interface Ran {
  readonly type: string;
  readonly code: string;
  readonly subjects: readonly string[];
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

/** Every single command of the scenario, with what it read and wrote. */
async function runAll(): Promise<Ran[]> {
  const world = await World.create();
  await runScenario(world);
  const ledger = new MemoryLedger();
  const ran: Ran[] = [];
  for (const invocation of world.ledger.log) {
    const { effects } = await ledger.submit(invocation);
    const payload = invocation.arguments[0]?.split('.')[1] ?? '';
    if (invocation.transaction === 'batch:run') continue;
    const { type, body } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
      type: string;
      body: unknown;
    };
    if (!allCommands.has(type)) continue;
    ran.push({
      type,
      code: transactionCode(invocation.transactionId),
      subjects: subjectsOf(type, body),
      reads: new Set(effects.reads.map(([key]) => key)),
      writes: new Set(effects.writes.map(([key]) => key)),
    });
  }
  return ran;
}

const registry = [
  'membership',
  'organisation',
  'department',
  'officer',
  'authority',
  'restriction-authority',
  'licence-type',
  'issuer-alias',
  'registration',
  'log-keys',
  'log-head',
  'calendar',
  'fonds',
  'release',
  'proposal',
];
const matters = ['matter', 'matter-current'];

/** Whether a body could have named the key; `Subjects` says which keys stay unnamed. */
function isNameable(key: string, left: Ran, right: Ran): boolean {
  const table = splitTableKey(key)?.table ?? '';
  // A key that a transaction derives for itself cannot be requested by others before the commit.
  if (key.includes(left.code) || key.includes(right.code)) return false;
  const governs = [left, right].some(({ subjects }) => subjects.includes('registry'));
  if ([...registry, ...matters].includes(table)) return !governs;
  // Read by whatever is about a person, and written with the entry and by orders alone.
  if (table === 'person') return [left, right].every(({ type }) => type.startsWith('person.'));
  const drawsOn = [left, right].some(({ type }) => type.startsWith('case.') && type !== openCase.type);
  return !(
    drawsOn &&
    ['licence', 'licence-slot', 'restrictions', 'restriction-count', 'record', 'record-page'].includes(table)
  );
}

function conflicts(left: Ran, right: Ran): string[] {
  const meet = (reads: ReadonlySet<string>, writes: ReadonlySet<string>): string[] =>
    [...reads].filter((key) => writes.has(key));
  return [...meet(left.reads, right.writes), ...meet(right.reads, left.writes)].filter((key) =>
    isNameable(key, left, right),
  );
}

it('commands without a common subject read nothing that the other writes', async () => {
  const ran = await runAll();
  let met = 0;
  for (const [index, left] of ran.entries()) {
    for (const right of ran.slice(index + 1)) {
      const keys = conflicts(left, right);
      if (keys.length === 0) continue;
      met += 1;
      const common = left.subjects.filter((subject) => right.subjects.includes(subject));
      expect({ left: left.type, right: right.type, keys, common: common.length > 0 }).toMatchObject({
        common: true,
      });
    }
  }
  expect(met).toBeGreaterThan(20);
});

it.each<[string, unknown, string[]]>([
  [fileRecord.type, { id: record, version: 1 }, [`record~${record}`]],
  [accessRecord.type, { id: record }, [`record~${record}`]],
  [
    arrangeRecords.type,
    {
      series: { fonds: 'A001', category: 'WS', year: '2026', retention: 'Y' },
      records: [{ id: other, version: 1 }],
    },
    ['series~A001~WS~2026~Y~-', `record~${other}`],
  ],
  [liftRestriction.type, { on: { kind: 'object', id: 'P-0001' }, id: 's' }, ['restrictions~object~P-0001']],
  [
    deadlinePassed.type,
    { id: '11999999000000011X.S-0001', version: 1, deadline: 'decision' },
    ['case~S-0001'],
  ],
  [accessCase.type, { id: '11999999000000011X.S-0001', content: sha256('application') }, ['case~S-0001']],
  [approveProposal.type, { id: 'demo', digest: sha256('demo') }, ['registry']],
  [withdrawProposal.type, { id: 'demo' }, ['registry']],
  [fileRecord.type, { id: 'none', version: 1 }, ['*']],
  [fileRecord.type, null, ['*']],
  ['no.such', {}, ['*']],
])('%s of %j is about %j', (type, body, subjects) => {
  expect(subjectsOf(type, body)).toEqual(subjects);
});

it('a new record is about the records that it refers to', () => {
  const body = aRecord({
    retention: 'D10',
    contents: [{ digest: sha256('x'), bytes: 1, mediaType: 'text/plain', role: 'note' }],
    references: [] as string[],
  });
  expect(subjectsOf(createRecord.type, body)).toEqual([]);
  expect(subjectsOf(createRecord.type, { ...body, references: [record, other] })).toEqual([
    `record~${record}`,
    `record~${other}`,
  ]);
});
