// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { Server } from 'node:https';
import { holderForRecord } from '../application/content/holders-of';
import type { ContentStore } from '../content';
import { createTransferServer } from '../http/transfer/transfer-server';
import type { Pace } from '../http/server/body-pace';
import type { TransferServer } from '../http/transfer/transfer-server';
import { recordArrival, silenceMs } from '../reaction/send-content';
import type { ArrivalOptions, ContentTransfer } from '../reaction/send-content';

/** Of which any organisation has a quarter: there are at least four. */
const transfersMax = 16;
const transfersPerSenderMax = 4;

/** A slot is held for hours at most: 1 GiB in less than five. A slow line between two offices has several times that. */
export const transferPace: Pace = {
  slowBodyMs: silenceMs,
  bodyBytesPerSecondMin: 1_024,
  average: { overMs: 10 * 60_000, bytesPerSecondMin: 64 * 1_024 },
};

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
    transfersPerSenderMax,
    pace: transferPace,
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
