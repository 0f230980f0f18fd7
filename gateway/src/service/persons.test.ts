// SPDX-License-Identifier: Apache-2.0
import { commitmentTo, type Person } from '@guidang/chaincode';
import { officers } from '../../../scripts/demo/registry';
import { callerOf, EmbeddedGateway } from '../../../tests/support/embedded-gateway';

let gateway: EmbeddedGateway;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
});
afterAll(() => gateway.close());

it('is seeded', async () => {
  expect(gateway.projection.checkpoint.height).toBeGreaterThan(10);
  void commitmentTo; void officers; void callerOf; void (0 as unknown as Person);
});
