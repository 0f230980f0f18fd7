// SPDX-License-Identifier: Apache-2.0
import type { Server } from 'node:https';
import type { ContentStore } from '../content';
import { createTransferServer } from '../http/transfer/transfer-server';
import { recordArrival, transferMs } from '../reaction/handover';
import type { ArrivalOptions, ContentHandover } from '../reaction/handover';

const transfersMax = 16;

interface ReceiveOptions extends Omit<ArrivalOptions, 'organisation'> {
  readonly handover: ContentHandover;
  readonly store: ContentStore;
  readonly contentBytesMax: number;
  readonly onFailure: (error: unknown) => void;
}

/** The server that receives contents from other organisations; each arrival becomes an event of its records. */
export function receiveContents(options: ReceiveOptions): Server {
  const { handover, store, contentBytesMax, onFailure } = options;
  const { organisation, peers, tls } = handover;
  return createTransferServer({
    store,
    peers,
    tls,
    sizeBytesMax: contentBytesMax,
    transfersMax,
    deadlineMs: transferMs,
    onArrival: ({ content: { digest } }) => recordArrival(digest, { ...options, organisation }),
    onFailure,
  });
}
