// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { Server } from 'node:https';
import { holderForRecord } from '../application/content/holders-of';
import type { ContentStore } from '../content';
import { createTransferServer } from '../http/transfer/transfer-server';
import type { TransferServer } from '../http/transfer/transfer-server';
import { recordArrival, silenceMs } from '../reaction/send-content';
import type { ArrivalOptions, ContentTransfer } from '../reaction/send-content';

const transfersMax = 16;

interface ReceiveOptions extends Omit<ArrivalOptions, 'organisation'> {
  readonly contentTransfer: ContentTransfer;
  readonly store: ContentStore;
  readonly contentBytesMax: number;
  readonly onFailure: (error: unknown) => void;
}

/** The server that receives contents from other organisations; each arrival becomes an event of its records. */
export function receiveContents(options: ReceiveOptions): TransferServer {
  const { contentTransfer, store, contentHolders, contentBytesMax, onFailure } = options;
  const { organisation, peers, tls } = contentTransfer;
  return createTransferServer({
    store,
    peers,
    tls,
    sizeBytesMax: contentBytesMax,
    transfersMax,
    pace: { slowBodyMs: silenceMs, bodyBytesPerSecondMin: 1_024 },
    onKept: (record) => contentHolders.noting(holderForRecord(record)),
    onArrival: (arrival) => recordArrival(arrival, { ...options, organisation }),
    onFailure,
  });
}

/** @throws {Error} that names the setting when the address is not to be had: nobody could hand anything over. */
export async function listenForContents(server: Server, { port, hostname, href }: URL): Promise<void> {
  server.listen(Number(port), hostname);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new Error(
      `cannot take contents in on port ${port}, which connection.organisations[].contentUrl ${href} names: ${code}`,
      { cause },
    );
  }
}
