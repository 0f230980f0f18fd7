// SPDX-License-Identifier: Apache-2.0
import type { NewRecord } from '@guidang/chaincode/model';
import { OutboxError } from '../../outbox';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import { organisationOf } from '../gateway-context';
import type { GatewayContext } from '../gateway-context';
import type { KnownRows } from './known-rows';
import { RowClaims } from './row-claims';
import type { Settled } from './row-claims';
import { rowIdentity } from './row-identity';

interface RowRegisterOptions {
  readonly context: GatewayContext;
  readonly projection: Projection;
  readonly known: KnownRows;
}

/** The rows of a portion, by position: in already, being taken in by another, or this portion's own. */
interface Sorted {
  readonly known: ReadonlyMap<number, string>;
  readonly awaited: ReadonlyMap<number, Promise<Settled>>;
  readonly own: readonly OwnRow[];
}

export interface OwnRow {
  readonly position: number;
  readonly identity: string;
}

const heightTimeoutMs = 20_000;
const claimsMax = 20_000;

/** Tells the rows of lists that are in from those that are not, whatever list brought them. */
export class RowRegister {
  readonly #options: RowRegisterOptions;
  readonly #claims = new RowClaims();

  constructor(options: RowRegisterOptions) {
    this.#options = options;
  }

  /**
   * Called before a list: what was taken in so far is known afterwards.
   * @throws {OutboxError} `outcome-unknown` while earlier writes are still on their way, or not yet read.
   */
  async open({ organisation }: Caller): Promise<void> {
    const { context, projection, known } = this.#options;
    const { outbox, ledger } = organisationOf(context, organisation);
    // Before the outbox is asked: what comes into doubt from now on stays so.
    const doubted = this.#claims.inDoubt();
    if (outbox.unsettled().length > 0) {
      throw new OutboxError('outcome-unknown', 'earlier writes are still on their way: send the rows again');
    }
    const height = await ledger.height();
    if (!(await projection.waitFor(height - 1, AbortSignal.timeout(heightTimeoutMs)))) {
      throw new OutboxError('outcome-unknown', 'the ledger has not been read up to now: send the rows again');
    }
    await known.catchUp();
    this.#claims.forget(height);
    for (const identity of doubted) this.#claims.release(identity, undefined);
  }

  /** Sorts the rows of a portion, and claims those that are not in. */
  async sort(owner: Caller, contents: readonly NewRecord[]): Promise<Sorted> {
    const rows = contents.map((content, position) => ({ position, identity: rowIdentity(owner, content) }));
    const awaited = new Map<number, Promise<Settled>>();
    const claimed: OwnRow[] = [];
    for (const row of rows) {
      const others = this.#claims.claim(row.identity);
      if (others === undefined) claimed.push(row);
      else awaited.set(row.position, others);
    }
    try {
      await this.#makeRoom();
      const ids = await this.#options.known.find(claimed.map(({ identity }) => identity));
      const known = new Map<number, string>();
      const own = claimed.filter(({ position, identity }, index) => {
        const id = ids[index];
        if (id === undefined) return true;
        known.set(position, id);
        this.#claims.release(identity, { id });
        return false;
      });
      return { known, awaited, own };
    } catch (error) {
      for (const { identity } of claimed) this.#claims.release(identity, undefined);
      throw error;
    }
  }

  /** The records of rows that are in already, in the rows' order. */
  find(owner: Caller, contents: readonly NewRecord[]): Promise<(string | undefined)[]> {
    return this.#options.known.find(contents.map((content) => rowIdentity(owner, content)));
  }

  keep({ identity }: OwnRow, { id, block }: { readonly id: string; readonly block: number }): void {
    this.#claims.keep(identity, id, block);
  }

  release({ identity }: OwnRow, outcome: Settled): void {
    this.#claims.release(identity, outcome);
  }

  doubt({ identity }: OwnRow): void {
    this.#claims.doubt(identity);
  }

  /** A list of any length takes no more memory than this many claims, and the rows that are under way. */
  async #makeRoom(): Promise<void> {
    if (this.#claims.size < claimsMax) return;
    const { projection, known } = this.#options;
    const height = projection.nextBlock;
    await known.catchUp();
    this.#claims.forget(height);
  }
}
