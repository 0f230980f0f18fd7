// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { codeChanges, officers, realEstateTransfer } from '@guidang/chaincode/sample';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { gatewayServer } from '../testing/gateway-server';
import type { GatewayServer } from '../testing/gateway-server';

jest.setTimeout(60_000);

const faulty: MatterDefinition = {
  ...realEstateTransfer,
  id: '99071590000177',
  name: '有缺陷的事项',
  materials: [
    ...realEstateTransfer.materials,
    { code: 'photograph', name: '照片', required: false, accepts: ['content'] },
  ],
  acceptance: { all: [{ material: 'inquiry' }, { not: { material: 'inquiry' } }] },
  outcomes: [],
};

describe('the findings of a matter', () => {
  let gateway: EmbeddedGateway;
  let server: GatewayServer;
  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    await gateway.consent('faulty', [
      ...codeChanges,
      { kind: 'matter', definition: faulty },
      { kind: 'matter', definition: realEstateTransfer },
    ]);
    await gateway.reach();
    server = await gatewayServer(gateway);
  });
  afterAll(async () => {
    await server.close();
    await gateway.close();
  });

  it('are those of the command line, in both languages, with where they are', async () => {
    const { status, body } = await server.ask(officers.eastAcceptor, `/matters/${faulty.id}/findings`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ matter: faulty.id, version: 1 });
    expect(body?.['items']).toEqual([
      {
        path: ['acceptance'],
        text: { zh: '该条件在任何情况下都不可能成立', en: 'this can never hold, in no case' },
        isOpen: false,
      },
      expect.objectContaining({ path: ['materials', 8] }),
    ]);
  });

  it('are none of a matter without a fault', async () => {
    const { body } = await server.ask(
      officers.auditor,
      `/matters/${realEstateTransfer.id}/findings?version=1`,
    );
    expect(body).toEqual({ matter: realEstateTransfer.id, version: 1, items: [] });
  });

  it.each(['/matters/99071590000178/findings', `/matters/${faulty.id}/findings?version=7`])(
    'are not of what there is not: %s',
    async (path) => {
      const { status, body } = await server.ask(officers.eastAcceptor, path);
      expect([status, body?.['code']]).toEqual([404, 'not-found']);
    },
  );
});
