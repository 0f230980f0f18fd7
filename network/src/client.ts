// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash, signers } from '@hyperledger/fabric-gateway';
import type { Gateway } from '@hyperledger/fabric-gateway';
import type { Connection } from '@guidang/gateway/config/connection';

/** A fabric-gateway client that owns its gRPC connection. */
export interface NetworkClient {
  readonly gateway: Gateway;
  readonly close: () => void;
}

/** Connects as the organisation's gateway; the caller must close the client. */
export function connectClient(connection: Connection): NetworkClient {
  const trust = credentials.createSsl(readFileSync(connection.tlsRootCertificateFile));
  const client = new Client(connection.peerEndpoint, trust);
  const gateway = connect({
    client,
    identity: { mspId: connection.mspId, credentials: readFileSync(connection.identity.certificateFile) },
    signer: signers.newPrivateKeySigner(createPrivateKey(readFileSync(connection.identity.keyFile))),
    hash: hash.sha256,
    evaluateOptions: () => ({ deadline: Date.now() + 10_000 }),
    endorseOptions: () => ({ deadline: Date.now() + 15_000 }),
    submitOptions: () => ({ deadline: Date.now() + 15_000 }),
    commitStatusOptions: () => ({ deadline: Date.now() + 30_000 }),
  });
  return {
    gateway,
    close: () => {
      gateway.close();
      client.close();
    },
  };
}
