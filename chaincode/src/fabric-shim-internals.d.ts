// SPDX-License-Identifier: Apache-2.0

/** The wrapper of fabric-shim 2.5.8 around contracts, which is missing from its types. */
declare module 'fabric-shim/lib/contract-spi/chaincodefromcontract.js' {
  import type { Contract } from 'fabric-contract-api';
  import type { ChaincodeInterface, ChaincodeResponse, ChaincodeStub } from 'fabric-shim';

  interface ValueMetadata {
    readonly type?: string;
  }

  interface ContractMetadata {
    readonly transactions: readonly {
      readonly name: string;
      readonly parameters?: readonly { readonly schema: ValueMetadata }[];
      readonly returns?: ValueMetadata;
    }[];
  }

  class ChaincodeFromContract implements ChaincodeInterface {
    constructor(
      contracts: unknown[],
      serializers: { transaction: string; serializers: Record<string, unknown> },
      metadata?: object,
      title?: string,
      version?: string,
    );
    readonly metadata: { readonly contracts: Readonly<Record<string, ContractMetadata>> };
    readonly contractImplementations: Readonly<Record<string, { readonly contractInstance: Contract }>>;
    invokeFunctionality(stub: ChaincodeStub): Promise<ChaincodeResponse>;
    Init(stub: ChaincodeStub): Promise<ChaincodeResponse>;
    Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse>;
  }
  export = ChaincodeFromContract;
}

/** The stream handler of fabric-shim 2.5.8 for one peer. */
declare module 'fabric-shim/lib/handler.js' {
  import type { EventEmitter } from 'node:events';
  import type { peer } from '@hyperledger/fabric-protos';
  import type { ChaincodeInterface } from 'fabric-shim';

  interface PeerStream extends EventEmitter {
    on(event: 'data', listener: (message: peer.ChaincodeMessage) => void): this;
    write(message: unknown): boolean;
    end(): void;
  }

  export class ChaincodeMessageHandler {
    readonly _stream: PeerStream;
    constructor(stream: PeerStream, chaincode: ChaincodeInterface);
    chat(convStarterMsg: unknown): void;
    _askPeerAndListen(message: peer.ChaincodeMessage, method: string): Promise<Uint8Array>;
  }
}

/** The loggers of fabric-contract-api 2.5.8. */
declare module 'fabric-contract-api/lib/logger.js' {
  import type { Logger } from 'winston';

  export function getLogger(name: string): Logger;
}

/** The stub of fabric-shim 2.5.8, with its constructor. */
declare module 'fabric-shim/lib/stub.js' {
  import type { ChaincodeStub } from 'fabric-shim';

  interface Constructor {
    new (
      handler: object,
      channel: string,
      transactionId: string,
      input: { getArgsList_asU8(): Uint8Array[] },
      proposal: { getSignature(): unknown; getProposalBytes(): unknown },
    ): ChaincodeStub;
  }
  const constructor: Constructor;
  export = constructor;
}
