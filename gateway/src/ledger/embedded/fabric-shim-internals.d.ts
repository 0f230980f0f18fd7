// SPDX-License-Identifier: Apache-2.0

/** The parts of fabric-shim 2.5.8 that its own server uses and its types omit. */
declare module 'fabric-shim/lib/contract-spi/chaincodefromcontract.js' {
  import type { ChaincodeResponse, ChaincodeStub } from 'fabric-shim';

  class ChaincodeFromContract {
    constructor(
      contracts: unknown[],
      serializers: { transaction: string; serializers: Record<string, unknown> },
      metadata?: object,
      title?: string,
      version?: string,
    );
    Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse>;
  }
  export = ChaincodeFromContract;
}

declare module 'fabric-contract-api/lib/logger.js' {
  import type { Logger } from 'winston';

  export function getLogger(name: string): Logger;
}

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
