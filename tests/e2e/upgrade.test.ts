// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MatterDefinition, RegistryChange } from '@guidang/chaincode/model';
import {
  departments,
  licenceTypes,
  officers,
  organisations,
  regions,
  registryChanges,
} from '@guidang/chaincode/sample';
import type { ConditionsOfCase } from '@guidang/gateway/application/case/api';
import { checkEmbedded } from '../../gateway/src/fsck/check-embedded';
import { freePort } from '../../gateway/src/testing/free-port';
import { LedgerPosition } from '../../scripts/api-client';
import type { ApiClient } from '../../scripts/api-client';
import { agreeOn } from '../../scripts/demo/seed';
import { embeddedVenue } from '../../scripts/demo/venue';
import { outputOf, readyLine, startScript, stopProcess } from '../support/script-process';

jest.setTimeout(300_000);

const fixtures = join(__dirname, '..', 'fixtures', 'data-folders');

const attributes = { 'land-right': 'allotted', area: 89 };
const titleType = typeOf(licenceTypes.realEstate);

function typeOf(code: string): Extract<RegistryChange, { kind: 'licence-type' }> {
  const type = registryChanges.find((change) => change.kind === 'licence-type' && change.code === code);
  if (type?.kind !== 'licence-type') throw new Error('the sample has the type');
  return type;
}

const definition: MatterDefinition = {
  id: '99071590000304',
  name: '测试事项',
  materials: [
    {
      code: 'title',
      name: '不动产权证书',
      required: true,
      accepts: ['licence'],
      licenceType: titleType.code,
    },
  ],
  acceptance: { attribute: { licence: 'title', name: 'land-right' }, is: ['allotted'] },
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'WS', retention: 'D30' },
};
const asking: RegistryChange = { kind: 'matter', definition };

/** What a case with this licence misses for its acceptance. */
async function missingOf(licence: string, acceptor: ApiClient): Promise<string | undefined> {
  const { id } = await acceptor.post<{ id: string }>('/api/v1/cases', {
    number: licence.slice(-12),
    matter: definition.id,
    applicant: { organisation: departments.westLand.code },
    materials: [{ code: 'title', source: { licence } }],
  });
  const { conditions } = await acceptor.get<ConditionsOfCase>(`/api/v1/cases/${id}/conditions`);
  return conditions.find(({ of }) => of === 'acceptance')?.unmet[0]?.text.zh;
}

describe.each([
  ['event-pages-2', 8],
  ['event-pages-3', 8],
  ['licences-2', 8],
])('a data folder with %s', (name, leftOut) => {
  let data: string;
  let gateway: ChildProcess | undefined;
  let environment: NodeJS.ProcessEnv = {};

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'guidang-upgrade-'));
    execFileSync('tar', ['-xzf', join(fixtures, `${name}.tgz`), '-C', data]);
  });

  afterAll(async () => {
    if (gateway !== undefined) await stopProcess(gateway);
    await rm(data, { recursive: true, force: true });
  });

  it('is opened in place; what it holds stands beside licences with attributes', async () => {
    const port = await freePort();
    environment = {
      GUIDANG_DATA: data,
      TMPDIR: data,
      GUIDANG_PORT: String(port),
      GUIDANG_URL: `http://localhost:${port}`,
    };
    gateway = startScript('start.ts', environment);
    await readyLine(gateway, port);
    const { signIn } = embeddedVenue(environment, new LedgerPosition());
    await agreeOn({ id: 'attributes', changes: [titleType, asking] }, signIn);
    const decider = await signIn(officers.eastDecider);
    const { items } = await decider.get<{ items: { identifier: string }[] }>(
      `/api/v1/licences?type=${titleType.code}&issuer=${departments.eastLand.code}&status=in-force`,
    );
    // The first look of today may have registered one already; older ones come last.
    const old = items.at(-1)?.identifier ?? '';
    const { identifier } = await decider.post<{ identifier: string }>('/api/v1/licences', {
      type: titleType.code,
      region: regions.east,
      holders: [{ organisation: departments.westLand.code }],
      object: '999999001001GB00001F00010099',
      validFrom: '2026-03-02',
      attributes,
    });
    const shown = async (each: string): Promise<unknown> =>
      (await decider.get<{ licence: object }>(`/api/v1/licences/${each}?purpose=audit&basis=archives-law:28`))
        .licence;
    expect(await shown(identifier)).toMatchObject({ schema: 3, attributes });
    expect(await shown(old)).not.toHaveProperty('attributes');
    expect(await missingOf(old, await signIn(officers.eastAcceptor))).toMatch(/划拨（账本上无从得知）$/);
    expect(await missingOf(identifier, await signIn(officers.eastAcceptor))).toBeUndefined();
  });

  it('goes on with the demo', async () => {
    const { status, stdout, stderr } = await outputOf(startScript('demo.ts', environment, '--stop'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('demo passed');
  });

  it('holds no fault then, but for the contents that the fixture leaves out', async () => {
    const { findings } = await checkEmbedded(data, Object.keys(organisations), () => undefined);
    expect(findings.filter(({ kind }) => kind !== 'content')).toEqual([]);
    expect(findings.length).toBeLessThanOrEqual(leftOut);
  });
});
