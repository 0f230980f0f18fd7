// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, credentials } from '@grpc/grpc-js';
import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { signingKey, signLowS } from '../../gateway/src/ledger/ecdsa-signature';
import type { Network } from '../../network/src';

/** An envelope as any client of the channel can sign one, without a peer. */
interface ForeignEnvelope {
  readonly organisation: string;
  /** The transaction's identifier that it claims. */
  readonly transactionId: string;
  readonly type: common.HeaderTypeMap[keyof common.HeaderTypeMap];
}

/** Sends an envelope to every orderer, past all peers. @returns what each of them answers. */
export function orderEverywhere(network: Network, envelope: ForeignEnvelope): Promise<string[]> {
  const bytes = signedEnvelope(network, envelope).serializeBinary();
  const { organisations } = network.connection(envelope.organisation);
  return Promise.all(
    organisations.map(({ ordererEndpoint, tlsRootCertificateFile }) =>
      broadcast(
        new Client(ordererEndpoint, credentials.createSsl(readFileSync(tlsRootCertificateFile))),
        bytes,
      ),
    ),
  );
}

function broadcast(client: Client, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = client.makeBidiStreamRequest(
      '/orderer.AtomicBroadcast/Broadcast',
      (sent: Uint8Array) => Buffer.from(sent),
      (answer: Buffer) => orderer.BroadcastResponse.deserializeBinary(answer),
    );
    call.once('data', (answer: orderer.BroadcastResponse) => {
      resolve(`${answer.getStatus()} ${answer.getInfo()}`);
      call.end();
      client.close();
    });
    call.once('error', reject);
    call.write(bytes);
  });
}

function signedEnvelope(
  network: Network,
  { organisation, transactionId, type }: ForeignEnvelope,
): common.Envelope {
  const { mspId, channel, identity } = network.connection(organisation);
  const creator = new msp.SerializedIdentity();
  creator.setMspid(mspId);
  creator.setIdBytes(readFileSync(identity.certificateFile));
  const signature = new common.SignatureHeader();
  signature.setCreator(creator.serializeBinary());
  signature.setNonce(randomBytes(24));
  const head = new common.ChannelHeader();
  head.setType(type);
  head.setChannelId(channel);
  head.setTxId(transactionId);
  const header = new common.Header();
  header.setChannelHeader(head.serializeBinary());
  header.setSignatureHeader(signature.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(Buffer.from('garbage'));
  const bytes = payload.serializeBinary();
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature(signLowS(bytes, signingKey(readFileSync(identity.keyFile, 'utf8'))));
  return envelope;
}
