// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { peer } from '@hyperledger/fabric-protos';
import { Shim } from 'fabric-shim';
import type { ChaincodeResponse, ChaincodeStub } from 'fabric-shim';
import { ChaincodeMessageHandler } from 'fabric-shim/lib/handler.js';
import type { State } from './ledger/state';
import { learnAbilities, stateOf } from './peer-state';

const { REGISTERED, READY, TRANSACTION, RESPONSE, COMPLETED } = peer.ChaincodeMessage.Type;
function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}

/** A fake peer: answers and records what fabric-shim's own handler sends. */
class Peer extends EventEmitter {
  readonly asked: { type: number; payload: Uint8Array }[] = [];
  readonly #state: ReadonlyMap<string, string>;

  constructor(state: ReadonlyMap<string, string>) {
    super();
    this.#state = state;
  }

  /** Runs one transaction of a chaincode. */
  async run(act: (state: State) => Promise<void>, abilities?: peer.ChaincodeAdditionalParams): Promise<void> {
    const chaincode = {
      Init: () => Promise.resolve(Shim.success()),
      async Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse> {
        await act(stateOf(stub));
        return Shim.success();
      },
    };
    new ChaincodeMessageHandler(this, chaincode).chat('register');
    this.#say(REGISTERED);
    this.#say(READY, abilities?.serializeBinary());
    const ended = new Promise((resolve) => this.once('completed', resolve));
    const input = new peer.ChaincodeInput();
    input.addArgs(bytes('run'));
    this.#say(TRANSACTION, input.serializeBinary());
    await ended;
  }

  write(message: unknown): boolean {
    if (!(message instanceof peer.ChaincodeMessage)) return true;
    const type: number = message.getType();
    if (type === COMPLETED) return this.emit('completed');
    const payload = message.getPayload_asU8();
    this.asked.push({ type, payload });
    setImmediate(() => {
      this.#say(RESPONSE, this.#answer(type, payload));
    });
    return true;
  }

  end(): void {
    this.emit('completed');
  }

  #answer(type: number, payload: Uint8Array): Uint8Array {
    const valueOf = (key: string): Uint8Array => bytes(this.#state.get(key) ?? '');
    if (type === peer.ChaincodeMessage.Type.GET_STATE) {
      return valueOf(peer.GetState.deserializeBinary(payload).getKey());
    }
    const result = new peer.GetStateMultipleResult();
    result.setValuesList(peer.GetStateMultiple.deserializeBinary(payload).getKeysList().map(valueOf));
    return result.serializeBinary();
  }

  #say(type: number, payload: Uint8Array = bytes('')): void {
    const message = new peer.ChaincodeMessage();
    message.setType(type as peer.ChaincodeMessage.TypeMap['READY']);
    message.setPayload(payload);
    message.setTxid('t');
    message.setChannelId('c');
    this.emit('data', message);
  }
}

function able(keysMax: number): peer.ChaincodeAdditionalParams {
  const abilities = new peer.ChaincodeAdditionalParams();
  abilities.setUseGetMultipleKeys(true);
  abilities.setMaxSizeGetMultipleKeys(keysMax);
  abilities.setUseWriteBatch(true);
  abilities.setMaxSizeWriteBatch(keysMax);
  return abilities;
}

const stored = new Map([
  ['a', 'A'],
  ['c', 'C'],
]);

/** Detects an upgrade of fabric-shim that changes the protocol, or batches keys itself. */
describe('the state behind a peer', () => {
  beforeAll(learnAbilities);

  it('is read in one message if the peer supports it', async () => {
    const fabric = new Peer(stored);
    let values: string[] = [];
    await fabric.run(async (state) => {
      values = (await state.read(['a', 'b', 'c'])).map((value) => Buffer.from(value).toString());
    }, able(1000));
    expect(values).toEqual(['A', '', 'C']);
    expect(fabric.asked.map(({ type }) => type)).toEqual([25]);
  });

  it('is written in one message, with the policies of new keys', async () => {
    const fabric = new Peer(stored);
    await fabric.run(
      (state) =>
        state.write([
          { key: 'x', value: bytes('X'), policy: bytes('owner') },
          { key: 'y', value: bytes('Y') },
        ]),
      able(1000),
    );
    const [asked] = fabric.asked;
    expect([fabric.asked.length, asked?.type]).toEqual([1, 24]);
    const records = peer.WriteBatchState.deserializeBinary(asked?.payload ?? bytes('')).getRecList();
    const { PUT_STATE, PUT_STATE_METADATA } = peer.WriteRecord.Type;
    expect(records.map((each) => [each.getType(), each.getKey(), each.getMetadata()?.getMetakey()])).toEqual([
      [PUT_STATE, 'x', undefined],
      [PUT_STATE_METADATA, 'x', 'VALIDATION_PARAMETER'],
      [PUT_STATE, 'y', undefined],
    ]);
  });

  it("is split by the peer's maximum batch size", async () => {
    const fabric = new Peer(stored);
    await fabric.run(async (state) => {
      expect((await state.read(['a', 'b', 'c'])).map(String)).toEqual(['65', '', '67']);
    }, able(2));
    expect(fabric.asked).toHaveLength(2);
  });

  it('is read key by key if the peer announces no batching (before Fabric 3.1)', async () => {
    const fabric = new Peer(stored);
    await fabric.run(async (state) => {
      await state.read(['a', 'b']);
    });
    const { GET_STATE } = peer.ChaincodeMessage.Type;
    expect(fabric.asked.map(({ type }) => type)).toEqual([GET_STATE, GET_STATE]);
  });
});
