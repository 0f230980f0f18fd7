// SPDX-License-Identifier: Apache-2.0
import { governors, officers } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { gatewayServer } from '../../gateway/src/testing/gateway-server';
import { measureDossiersOf } from './dossier';

it('asks for dossiers of two sizes, and for many at once, each of which is recorded', async () => {
  const gateway = await EmbeddedGateway.seeded();
  const server = await gatewayServer(gateway);
  try {
    const tokens = Object.fromEntries(
      [officers, governors].flatMap((some) => Object.values(some)).map(({ id }) => [id, id]),
    );
    const options = { rounds: 1, warmUpMs: 0, measureMs: 300 };
    const sizes = { few: 2, many: 6, pagesPerRound: 2 };
    const measured = await measureDossiersOf({ url: server.url, tokens }, { ...options, ...sizes });
    expect(measured.rounds).toHaveLength(1);
    expect(measured.ratio).toBeGreaterThan(0);
    expect(measured.offersRatio).toBeGreaterThan(0);
    expect(measured.together.errors).toEqual({});
    await gateway.reach();
    const filters = { kind: 'dossier.consulted' } as const;
    const recorded = await gateway.services.events.uses({ filters, limit: 10_000 });
    expect(recorded.items.length).toBeGreaterThanOrEqual(6 + measured.together.completed);
  } finally {
    await server.close();
    await gateway.close();
  }
});
