// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fsck } from '../../gateway/src/ledger/embedded';
import { outboxSteps, runOutbox } from '../support/run-outbox';

const testMs = 120_000;
const deathsMax = 20;
const sent = outboxSteps.indexOf('before send');
jest.setTimeout(testMs);

describe('the outbox, killed', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-outbox-crash-'));
  });

  afterAll(async () => {
    expect((await fsck(join(folder, 'ledger'))).findings).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('passes these steps when it lives', async () => {
    const report = await runOutbox({ folder, id: 'alive', recover: false });
    expect(report).toMatchObject({ outcome: { kind: 'committed' }, value: 'x', steps: outboxSteps.length });
    await expect(runOutbox({ folder, id: 'alive', recover: true })).resolves.toMatchObject({
      outcome: report?.outcome,
      value: 'x',
      steps: 0,
    });
  });

  it.each(outboxSteps.map((name, step) => ({ name, step })))(
    'step $step, $name: the command takes effect exactly once, and its outcome is known',
    async ({ step }) => {
      const id = `killed-${step}`;
      await expect(runOutbox({ folder, id, dieAt: step, recover: false })).resolves.toBeUndefined();
      await expect(runOutbox({ folder, id, recover: true })).resolves.toMatchObject({
        outcome: { kind: 'committed' },
        value: 'x',
      });
    },
  );

  it('again and again, one step later in each recovery: still exactly once', async () => {
    const id = 'killed-again';
    await runOutbox({ folder, id, dieAt: sent, recover: false });
    let deaths = 0;
    let report = await runOutbox({ folder, id, dieAt: deaths, recover: true });
    while (report === undefined && deaths < deathsMax) {
      deaths += 1;
      report = await runOutbox({ folder, id, dieAt: deaths, recover: true });
    }
    expect(deaths).toBeGreaterThan(2);
    expect(report).toMatchObject({ outcome: { kind: 'committed' }, value: 'x' });
  });
});
