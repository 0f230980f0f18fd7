// SPDX-License-Identifier: Apache-2.0
import { JSONSerializer } from 'fabric-contract-api';
import { Shim } from 'fabric-shim';
import type { ChaincodeStub } from 'fabric-shim';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import { contracts } from '../contracts';
import type { RefusalDocument } from '../ledger/refusal';
import type { Invocation } from './invocation';
import { MemoryStub } from './memory-stub';
import type { Effects } from './memory-stub';

const okStatus = 200;

/** The result of a transaction. */
export interface Committal {
  readonly answer: unknown;
  readonly effects: Effects;
}

/** An exception of a contract; `refusal` is the parsed document, when the message contains one. */
export class ContractFailure extends Error {
  readonly refusal: RefusalDocument | undefined;
  readonly effects: Effects;

  constructor(message: string, effects: Effects) {
    super(message);
    this.name = 'ContractFailure';
    this.refusal = refusalIn(message);
    this.effects = effects;
  }
}

/** The contracts on an in-memory ledger, dispatched by fabric-shim's own server code. */
export class MemoryLedger {
  static readonly #chaincode = quietChaincode();
  readonly state: Map<string, Uint8Array>;
  readonly policies: Map<string, Uint8Array>;
  readonly privateState: Map<string, Uint8Array>;
  readonly log: Invocation[];

  constructor(copied?: MemoryLedger) {
    this.state = new Map(copied?.state);
    this.policies = new Map(copied?.policies);
    this.privateState = new Map(copied?.privateState);
    this.log = [...(copied?.log ?? [])];
  }

  /**
   * Runs a transaction and commits its writes.
   * @throws {ContractFailure} when the contract throws; nothing is committed then.
   */
  async submit(invocation: Invocation): Promise<Committal> {
    const committal = await this.evaluate(invocation);
    this.log.push(invocation);
    this.#commit(committal.effects);
    return committal;
  }

  /** Runs a transaction without committing. */
  async evaluate(invocation: Invocation): Promise<Committal> {
    const stub = new MemoryStub(invocation, this);
    const response = await MemoryLedger.#chaincode.Invoke(stub as unknown as ChaincodeStub);
    const payload = Buffer.from(response.payload ?? '').toString('utf8');
    if (response.status !== okStatus) throw new ContractFailure(response.message ?? '', stub.effects);
    return { answer: JSON.parse(payload) as unknown, effects: stub.effects };
  }

  #commit({ writes, policies, privateWrites }: Effects): void {
    for (const [key, value] of writes) this.state.set(key, Buffer.from(value, 'base64'));
    for (const [key, policy] of policies) this.policies.set(key, Buffer.from(policy, 'base64'));
    for (const [key, value] of privateWrites) {
      if (value === null) this.privateState.delete(key);
      else this.privateState.set(key, Buffer.from(value, 'base64'));
    }
  }
}

/** Suppresses fabric-shim's logging of each refusal as an error. */
function quietChaincode(): ChaincodeFromContract {
  for (const name of ['contracts-spi/chaincodefromcontract.js', 'contracts-spi/datamarshall.js']) {
    Shim.newLogger(name).silent = true;
  }
  return new ChaincodeFromContract([...contracts], {
    transaction: 'jsonSerializer',
    serializers: { jsonSerializer: JSONSerializer },
  });
}

function refusalIn(message: string): RefusalDocument | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null && 'code' in value
      ? (value as RefusalDocument)
      : undefined;
  } catch {
    return undefined;
  }
}
