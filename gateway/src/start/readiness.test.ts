// SPDX-License-Identifier: Apache-2.0
import { EmbeddedGateway } from '../testing/embedded-gateway';

jest.setTimeout(60_000);

const by = { organisation: 'east', officer: 'east-governor', reason: 'the key was stolen; it is replaced' };

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
      theirs: 'a\n3\nroot\n',
      ours: 'b',
    });
    await expect(readiness()).resolves.toMatchObject({ ready, checks: { log: { ok: false } } });
    expect(service.status()).toMatchObject({ contradictions: 1, acknowledged: 0 });
    for (const { id } of service.contradictions()) await service.acknowledge(id, by);
    await expect(readiness()).resolves.toMatchObject({
      ready: true,
      checks: { log: { ok: true, detail: 'acknowledged: 1, see /api/v1/log/evidence' } },
    });
    expect(service.status()).toMatchObject({ contradictions: 1, acknowledged: 1 });
  },
);
