// SPDX-License-Identifier: Apache-2.0
import { JSONSerializer } from 'fabric-contract-api';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import { contracts } from './contracts';
import { DirectChaincode } from './direct-chaincode';
import { ContractRunner } from './simulator/runner';
import type { Invocation } from './testing/invocation';
import { runScenario } from './testing/scenario';
import { testSeed, World } from './testing/world';

/** Detects an upgrade of the library whose dispatch differs, or has become cheap. */
const direct = new DirectChaincode(contracts);
const byLibrary = new ChaincodeFromContract([...contracts], {
  transaction: 'jsonSerializer',
  serializers: { jsonSerializer: JSONSerializer },
});

let world: World;
beforeAll(async () => {
  world = await World.create();
  await runScenario(world);
});

async function run(
  chaincode: ChaincodeFromContract,
  invocation: Invocation,
): ReturnType<World['ledger']['run']> {
  return world.ledger.run(invocation, new ContractRunner(chaincode));
}

function sample(): Invocation {
  const invocation = world.ledger.log.find(({ transaction }) => transaction === 'record:create');
  if (invocation === undefined) throw new Error('the scenario creates no record');
  return invocation;
}

describe('direct calls', () => {
  it('answer, read and write the same as calls through the library', async () => {
    for (const invocation of world.ledger.log) {
      const through = await run(byLibrary, invocation);
      expect(await run(direct, invocation)).toEqual(through);
    }
  });

  it.each<[string, readonly string[]]>([
    ['record:create', []],
    ['record:create', ['a', 'b']],
    ['record:create', ['']],
    ['record:create', ['\u0000']],
    ['record:create', ['', testSeed]],
    ['record:create', ['\u0000', testSeed]],
    ['record:create', ['a', testSeed, 'c']],
    ['record:destroy', ['x']],
    ['record', ['x']],
    ['nothing:at-all', ['x']],
    ['', ['x']],
    [':', []],
    ['record:constructor', ['x']],
    ['__proto__:create', ['x']],
    ['query:record', ['none']],
    ['query:authority', ['one']],
    ['query:membership', []],
    ['org.hyperledger.fabric:GetMetadata', []],
  ])('of %s with %j fail the same way as in the library', async (transaction, values) => {
    const invocation = { ...sample(), transaction, arguments: values };
    expect(await run(direct, invocation)).toEqual(await run(byLibrary, invocation));
  });

  it("do not parse the gateway's certificate, which the peer has verified", async () => {
    const invocation = { ...sample(), transaction: 'query:membership', arguments: [], certificate: 'none' };
    expect(await run(direct, invocation)).toMatchObject({ answer: { result: expect.any(String) as string } });
    expect(await run(byLibrary, invocation)).toMatchObject({
      answer: { failure: expect.any(String) as string },
    });
  });
});
