// SPDX-License-Identifier: Apache-2.0

/** What fabric-shim 2.5.8 wraps contracts in; its types leave it out. */
declare module 'fabric-shim/lib/contract-spi/chaincodefromcontract.js' {
  import { type ChaincodeInterface, type ChaincodeResponse, type ChaincodeStub } from 'fabric-shim';

  class ChaincodeFromContract implements ChaincodeInterface {
    constructor(
      contracts: unknown[],
      serializers: { transaction: string; serializers: Record<string, unknown> },
      metadata?: object,
      title?: string,
      version?: string,
    );
    Init(stub: ChaincodeStub): Promise<ChaincodeResponse>;
    Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse>;
  }
  export = ChaincodeFromContract;
}
