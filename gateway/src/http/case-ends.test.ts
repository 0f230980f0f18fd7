// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { departments, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';

jest.setTimeout(60_000);

const { eastLand, westLand } = departments;
const { eastAcceptor, eastDecider, eastRegistrar, westDecider } = officers;
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
const withMaterial = matterOf('99071590000203', {
  materials: [{ code: 'paper', name: '申请材料', required: false, accepts: ['content'] }],
});
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
    [archived, plain, withMaterial, ...licensing].map((definition) => ({
      kind: 'matter' as const,
      definition,
    })),
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

async function outcome(by: DemoOfficer, path: string): Promise<unknown> {
  const { status, body } = await server.ask(by, path);
  return status < 300 ? status : body?.['code'];
}

let count = 0;
async function opened(matter: string, materials: readonly object[] = []): Promise<string> {
  const applicant = { organisation: westLand.code };
  const number = `E-${String((count += 1))}`;
  const { id } = await asked(eastAcceptor, '/cases', { number, matter, applicant, materials });
  return `/cases/${encodeURIComponent(String(id))}`;
}

function moved(
  by: DemoOfficer,
  at: string,
  transition: string,
  reason = 'by-applicant',
): Promise<Record<string, unknown>> {
  const more = transition === 'accept' ? {} : { reason };
  return asked(by, `${at}/transitions`, { version: 1, transition, ...more });
}

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

it.each(Object.keys(kept) as (keyof typeof kept)[])(
  'a case that is %s is over: its department reads it and its record, others say why, and nobody goes on with it',
  async (end) => {
    const body = Buffer.from(`a material of a case that is ${end}`);
    const stored = await server.ask(eastAcceptor, '/contents', {
      body,
      headers: { 'Content-Type': 'text/plain' },
    });
    const { digest, bytes } = stored.body as {
      readonly digest: { readonly value: string };
      readonly bytes: number;
    };
    const material = {
      code: 'paper',
      source: { content: { digest, bytes, mediaType: 'text/plain', role: 'scan' } },
    };
    const at = await opened(withMaterial.id, [material]);
    const { record } = await ends[end](at);
    const of = `record=${String(record)}&${why}`;
    expect({
      ownCase: await outcome(eastDecider, at),
      othersCase: await outcome(westDecider, at),
      ownRecord: await outcome(eastDecider, `/records/${String(record)}`),
      othersRecord: await outcome(westDecider, `/records/${String(record)}`),
      othersRecordForPurpose: await outcome(westDecider, `/records/${String(record)}?${why}`),
      fileOfCase: await outcome(eastDecider, `/contents/${digest.value}?case=${at.slice('/cases/'.length)}`),
      fileOfRecord: await outcome(eastRegistrar, `/contents/${digest.value}?${of}`),
      othersFile: await outcome(westDecider, `/contents/${digest.value}?${of}`),
    }).toEqual({
      ownCase: 200,
      othersCase: 'purpose-required',
      ownRecord: 200,
      othersRecord: 'purpose-required',
      othersRecordForPurpose: 200,
      // What its applicant has brought is the record's from now on, and a read of it is an access to that.
      fileOfCase: 'state-conflict',
      fileOfRecord: 200,
      othersFile: 200,
    });
    const { version } = (await asked(eastDecider, at)) as { readonly version: number };
    for (const transition of ['accept', 'withdraw', 'terminate']) {
      const again = await server.ask(eastAcceptor, `${at}/transitions`, {
        body: { version, transition, ...(transition === 'accept' ? {} : { reason: 'by-applicant' }) },
      });
      expect([transition, again.status, again.body?.['code']]).toEqual([transition, 409, 'state-conflict']);
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
