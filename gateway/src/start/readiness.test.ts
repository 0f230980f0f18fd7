// SPDX-License-Identifier: Apache-2.0
import { acknowledgeFork } from '@guidang/chaincode/commands';
import { governors } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';

jest.setTimeout(60_000);

const root = Buffer.alloc(32, 7).toString('base64');

let gateway: EmbeddedGateway;

beforeEach(async () => {
  gateway = await EmbeddedGateway.open();
  await gateway.reach();
});
afterEach(() => gateway.close());

it.each([
  ['proposed', true],
  ['anchored', false],
] as const)(
  'a fork that is %s leaves the gateway ready: %s; acknowledged, it stays in sight',
  async (kind, ready) => {
    const { evidence, service } = gateway.log;
    const readiness = () => gateway.services.http.readiness();
    await expect(readiness()).resolves.toMatchObject({ ready: true, checks: { log: { ok: true } } });
    await evidence.add({
      kind,
      size: 3,
      foundAt: new Date().toISOString(),
      theirs: `a\n3\n${root}\n`,
      ours: 'b',
    });
    await expect(readiness()).resolves.toMatchObject({ ready, checks: { log: { ok: false } } });
    expect(await service.status()).toMatchObject({ contradictions: 1, acknowledged: 0 });
    // Another organisation's judgement does not silence this one's alarm.
    const fork = { kind, size: 3, root, reason: 'key-stolen' };
    await gateway.give(governors.east, acknowledgeFork, fork);
    await expect(readiness()).resolves.toMatchObject({ ready, checks: { log: { ok: false } } });
    await gateway.give(governors.archives, acknowledgeFork, fork);
    await expect(readiness()).resolves.toMatchObject({
      ready: true,
      checks: { log: { ok: true, detail: 'judged: 1, see /api/v1/log/evidence' } },
    });
    expect(await service.status()).toMatchObject({ contradictions: 1, acknowledged: 1 });
  },
);
