// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, Matter, MatterDefinition, RegistryChange } from '@guidang/chaincode/model';
import {
  departments,
  jointDepartments,
  jointOfficers,
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
import type { SignInAs } from '../../scripts/demo/seed';
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

/** A data folder of a fixture, and the gateway that is started on it. */
class Folder {
  readonly #data: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #port: number;
  #gateway: ChildProcess | undefined;

  private constructor(data: string, port: number) {
    this.#data = data;
    this.#port = port;
    this.#environment = {
      GUIDANG_DATA: data,
      TMPDIR: data,
      GUIDANG_PORT: String(port),
      GUIDANG_URL: `http://localhost:${port}`,
    };
  }

  static async unpacked(name: string): Promise<Folder> {
    const data = await mkdtemp(join(tmpdir(), 'guidang-upgrade-'));
    execFileSync('tar', ['-xzf', join(fixtures, `${name}.tgz`), '-C', data]);
    return new Folder(data, await freePort());
  }

  /** Opens it in place. @returns how officers sign in. */
  async open(): Promise<SignInAs> {
    this.#gateway = startScript('start.ts', this.#environment);
    await readyLine(this.#gateway, this.#port);
    return embeddedVenue(this.#environment, new LedgerPosition()).signIn;
  }

  /** Plays the demos of these names, all without one, and has the last one end the gateway. */
  async expectDemo(...names: string[]): Promise<void> {
    const played = startScript('demo.ts', this.#environment, ...names, '--stop');
    const { status, stdout, stderr } = await outputOf(played);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('demo passed');
  }

  /** Once the gateway has ended: one process at a time has the folder open. */
  async expectNoFault(leftOut: number): Promise<void> {
    await this.#stop();
    const { findings } = await checkEmbedded(this.#data, Object.keys(organisations), () => undefined);
    expect(findings.filter(({ kind }) => kind !== 'content')).toEqual([]);
    expect(findings.length).toBeLessThanOrEqual(leftOut);
  }

  async close(): Promise<void> {
    await this.#stop();
    await rm(this.#data, { recursive: true, force: true });
  }

  async #stop(): Promise<void> {
    if (this.#gateway !== undefined) await stopProcess(this.#gateway);
  }
}

// The oldest one goes on with all demos.
describe.each([
  ['event-pages-2', 8, []],
  ['event-pages-3', 8, ['estate']],
  ['licences-2', 8, ['estate']],
])('a data folder with %s', (name, leftOut, demos) => {
  let folder: Folder;

  beforeAll(async () => {
    folder = await Folder.unpacked(name);
  });

  afterAll(() => folder.close());

  it('is opened in place; what it holds stands beside licences with attributes', async () => {
    const signIn = await folder.open();
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

  it('goes on with the demo', () => folder.expectDemo(...demos));

  it('holds no fault then, but for the contents that the fixture leaves out', () =>
    folder.expectNoFault(leftOut));
});

describe('a data folder with cases-2', () => {
  let folder: Folder;

  beforeAll(async () => {
    folder = await Folder.unpacked('cases-2');
  });

  afterAll(() => folder.close());

  it('is opened in place; a joint case goes on under the version of its matter that asks nothing', async () => {
    const signIn = await folder.open();
    const window = await signIn(jointOfficers.healthWindow);
    const { code } = jointDepartments.health;
    const at = `/api/v1/cases/${code}.before-answers`;
    const running = await window.get<Case>(at);
    expect(running).toMatchObject({ schema: 2, state: 'accepted', matterVersion: 1 });
    const matter = await window.get<Matter>(`/api/v1/matters/${running.matter}`);
    expect(matter).toMatchObject({ schema: 2, version: 1 });
    expect([running, matter].map((each) => 'answers' in each || 'questions' in each)).toEqual([false, false]);
    const part = `/api/v1/cases/${code}.${running.id}-01`;
    await window.post(`${part}/transitions`, { version: 1, transition: 'accept' });
    const answers = [{ question: 'under-one-year', value: 'yes' }];
    await expect(window.post(`${part}/answers`, { version: 2, answers })).rejects.toThrow('under-one-year');
    await window.post(`${at}/transitions`, { version: 1, transition: 'withdraw', reason: 'withdrawn' });
    expect(await window.get<Case>(at)).toMatchObject({ schema: 2, state: 'withdrawn' });
  });

  it('goes on with the demo, whose matter asks now', () => folder.expectDemo('newborn'));

  it('holds no fault then, but for the contents that the fixture leaves out', () => folder.expectNoFault(8));
});
