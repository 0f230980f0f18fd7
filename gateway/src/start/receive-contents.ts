// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { Server } from 'node:https';
import type { ContentStore } from '../content';
import { createTransferServer } from '../http/transfer/transfer-server';
import type { Pace } from '../http/server/body-pace';
import type { TransferServer } from '../http/transfer/transfer-server';
import { silenceMs } from '../reaction/content-transfer';
import type { ContentTransfer } from '../reaction/content-transfer';
import { awaitExpected, holderOfArrived, recordArrival } from '../reaction/receive-content';
import type { ReceivingOptions } from '../reaction/receive-content';

/** Of which any organisation has a quarter: there are at least four. */
const transfersMax = 16;
const transfersPerSenderMax = 4;

/** A slot is held for hours at most: 1 GiB in less than five. A slow line between two offices has several times that. */
export const transferPace: Pace = {
  slowBodyMs: silenceMs,
  bodyBytesPerSecondMin: 1_024,
  average: { overMs: 10 * 60_000, bytesPerSecondMin: 64 * 1_024 },
};

interface ReceiveOptions extends Omit<ReceivingOptions, 'organisation'> {
  readonly contentTransfer: ContentTransfer;
  readonly store: ContentStore;
  readonly contentBytesMax: number;
  readonly onFailure: (error: unknown) => void;
}

/** The server that receives contents from other organisations; each arrival becomes an event of what it is for. */
export function receiveContents(options: ReceiveOptions): TransferServer {
  const { contentTransfer, store, contentHolders, contentBytesMax, onFailure } = options;
  const { organisation, peers, tls } = contentTransfer;
  const receiving = { ...options, organisation };
  return createTransferServer({
    store,
    peers,
    tls,
    sizeBytesMax: contentBytesMax,
    transfersMax,
    transfersPerSenderMax,
    pace: transferPace,
    onAnnounced: (announcement) => awaitExpected(announcement, receiving),
    onKept: (transfer) => async (content, existed) => {
      const holder = await holderOfArrived(transfer, content, receiving);
      await contentHolders.noting(holder)(content, existed);
    },
    onArrival: (arrival) => recordArrival(arrival, receiving),
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
