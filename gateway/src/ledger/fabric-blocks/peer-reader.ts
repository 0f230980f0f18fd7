// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { optional } from '../../common/optional';
import type { BackOffLimits } from '../../common/back-off';
import { sharedAbort } from '../../common/shared-abort';
import { LedgerError } from '../ledger-error';
import type { LedgerBlock } from '../port';
import { blockStream } from './block-stream';
import type { StreamFailureListener } from './block-stream';

/** Timeout of each phase, counted from its own call. */
export interface PhaseDeadlines {
  readonly evaluateMs: number;
  readonly endorseMs: number;
  readonly submitMs: number;
  readonly statusMs: number;
}

/** What the adapters need to know, whichever client library they use. */
export interface FabricOptions {
  readonly organisation: string;
  readonly mspId: string;
  readonly channel: string;
  readonly chaincode: string;
  /** MSP id of an organisation that an invocation names as endorser. */
  readonly mspIdOf: (organisation: string) => string;
  readonly deadlines?: Partial<PhaseDeadlines>;
  readonly reconnect?: BackOffLimits;
  readonly onStreamFailure?: StreamFailureListener;
}

/** How an adapter asks its peer. */
interface PeerSource {
  /** Opens a stream of full blocks that starts at `from` and ends when the signal aborts. */
  readonly blocks: (from: number, signal: AbortSignal) => AsyncIterable<common.Block>;
  /** The answer of `qscc`'s `GetChainInfo`. */
  readonly chainInfo: () => Promise<Uint8Array>;
}

const defaultReconnect: BackOffLimits = { firstMs: 100, maximumMs: 2_000 };

/** What is read from a peer alike through every client library, until the connection is closed. */
export class FabricPeerReader {
  readonly #options: FabricOptions;
  readonly #source: PeerSource;
  readonly #closed = sharedAbort();

  constructor(options: FabricOptions, source: PeerSource) {
    this.#options = options;
    this.#source = source;
  }

  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** @throws LedgerError `ledger-closed` */
  assertOpen(): void {
    if (this.#closed.signal.aborted) {
      throw new LedgerError('ledger-closed', 'The ledger connection is closed', { retry: 'none' });
    }
  }

  blocks(from: number, signal?: AbortSignal): AsyncIterable<LedgerBlock> {
    this.assertOpen();
    const { chaincode, reconnect = defaultReconnect, onStreamFailure } = this.#options;
    return blockStream(
      from,
      {
        open: this.#source.blocks,
        namespace: chaincode,
        reconnect,
        ...optional({ onFailure: onStreamFailure }),
      },
      [signal, this.#closed.signal],
    );
  }

  async height(): Promise<number> {
    this.assertOpen();
    return common.BlockchainInfo.deserializeBinary(await this.#source.chainInfo()).getHeight();
  }

  close(): void {
    this.#closed.abort();
  }
}
