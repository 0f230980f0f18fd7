// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { departments, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';

jest.setTimeout(60_000);

const { eastLand, westLand } = departments;
const { eastAcceptor, eastDecider, eastRegistrar } = officers;
const why = 'purpose=case-review&basis=archives-law:28';

/** Types whose periods of months end on the day before, on the same day, and as types did that do not say. */
const types = {
  'day-before': '11999999000000019M101',
  'same-day': '11999999000000019M102',
  unsaid: '11999999000000019M103',
} as const;
const ending = Object.entries(types) as [keyof typeof types, string][];

const kept = {
  closed: 'Y',
  refused: 'D30',
  'not-accepted': 'D10',
  withdrawn: 'D10',
  terminated: 'D25',
} as const;

function classified(retention: string): MatterDefinition['archive'] {
  return { category: 'WS', retention };
}

function matterOf(id: string, more: Partial<MatterDefinition>): MatterDefinition {
  return {
    id,
    name: '测试事项',
    materials: [],
    steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
    completion: { decided: 'decide', as: 'approve' },
    workingDays: 7,
    outcomes: [],
    archive: classified('D30'),
    ...more,
  };
}

const archived = matterOf('99071590000201', {
  archive: {
    ...classified('D15'),
    byOutcome: Object.fromEntries(Object.entries(kept).map(([end, of]) => [end, classified(of)])),
  },
});
const plain = matterOf('99071590000202', {});
const licensing = ending.map(([, licenceType], index) =>
  matterOf(`9907159000021${String(index)}`, {
    outcomes: [{ kind: 'issue-licence', licenceType, validMonths: 12 }],
  }),
);

let gateway: EmbeddedGateway;
let server: GatewayServer;
beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  const grant = { regions: [regions.east], from: '2020-01-01' };
  await gateway.consent('types', [
    ...ending.map(([ends, code]) => ({
      kind: 'licence-type' as const,
      code,
      name: '测试证照',
      statuses: ['in-force' as const],
      multiple: true,
      ...(ends === 'unsaid' ? {} : { validityEnds: ends }),
    })),
    ...ending.map(([, licenceType]) => ({
      kind: 'authority' as const,
      issuer: eastLand.code,
      licenceType,
      grant,
    })),
  ]);
  await gateway.consent(
    'matters',
    [archived, plain, ...licensing].map((definition) => ({ kind: 'matter' as const, definition })),
  );
  server = await gatewayServer(gateway);
});
afterAll(async () => {
  await server.close();
  await gateway.close();
});

async function asked(by: DemoOfficer, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await server.ask(by, path, body === undefined ? {} : { body });
  await gateway.reach();
  expect([path, answer.status < 300]).toEqual([path, true]);
  return answer.body ?? {};
}

let count = 0;
async function opened(matter: string): Promise<string> {
  const applicant = { organisation: westLand.code };
  const number = `E-${String((count += 1))}`;
  const { id } = await asked(eastAcceptor, '/cases', { number, matter, applicant, materials: [] });
  return `/cases/${encodeURIComponent(String(id))}`;
}

const moved = (by: DemoOfficer, at: string, transition: string, reason = 'by-applicant') =>
  asked(by, `${at}/transitions`, { version: 1, transition, ...(transition === 'accept' ? {} : { reason }) });

async function decided(at: string, result: 'approve' | 'refuse'): Promise<Record<string, unknown>> {
  await moved(eastAcceptor, at, 'accept');
  const reason = result === 'refuse' ? { reason: 'condition-unmet' } : {};
  return asked(eastDecider, `${at}/decisions`, { version: 2, step: 'decide', result, ...reason });
}

const ends: Readonly<Record<keyof typeof kept, (at: string) => Promise<Record<string, unknown>>>> = {
  closed: (at) => decided(at, 'approve'),
  refused: (at) => decided(at, 'refuse'),
  'not-accepted': (at) => moved(eastAcceptor, at, 'not-accept'),
  withdrawn: (at) => moved(eastAcceptor, at, 'withdraw'),
  terminated: (at) => moved(eastAcceptor, at, 'terminate'),
};

it.each(Object.entries(kept) as [keyof typeof kept, string][])(
  'the record of a case that is %s is kept as its matter says: %s, else as it says of all',
  async (end, retention) => {
    for (const [matter, expected] of [
      [archived, retention],
      [plain, 'D30'],
    ] as const) {
      const { record, state } = await ends[end](await opened(matter.id));
      expect(state).toBe(end);
      const filed = await asked(eastRegistrar, `/records/${String(record)}`);
      expect(filed).toMatchObject({ retention: expected, category: 'WS', state: 'filed' });
    }
  },
);

it.each(ending)('a licence for twelve months ends as its type says: %s', async (says) => {
  const matter = licensing[ending.findIndex(([each]) => each === says)];
  const { issued } = await decided(await opened(matter?.id ?? ''), 'approve');
  const [identifier] = issued as string[];
  const { licence } = await asked(eastDecider, `/licences/${String(identifier)}?${why}`);
  const { validFrom, validUntil } = licence as { readonly validFrom: string; readonly validUntil: string };
  const [year = '', ...monthAndDay] = validFrom.split('-');
  // A 29th of February has no same day a year later: the month ends the period, and no day before it does.
  const isCut = validFrom.endsWith('-02-29');
  const sameDay = [String(Number(year) + 1), ...(isCut ? ['02', '28'] : monthAndDay)].join('-');
  const dayBefore = new Date(Date.parse(sameDay) - 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
  expect(validUntil).toBe(says === 'day-before' && !isCut ? dayBefore : sameDay);
});
