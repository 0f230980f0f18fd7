// SPDX-License-Identifier: Apache-2.0
import { rowsTransaction } from '@guidang/chaincode/commands';
import type { RowAnswer, RowsAsked } from '@guidang/chaincode/commands';
import { Refusal } from '@guidang/chaincode/model';
import type { NewRecord } from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { sha256 } from '../../common/sha256';
import type { LedgerPort } from '../../ledger/port';
import type { Caller } from '../caller';

interface SoundnessOptions {
  /** The own organisation's peer. */
  readonly ledger: Pick<LedgerPort, 'evaluate'>;
  readonly clock: Clock;
}

/** Of more codes nothing is remembered, so that a list of any length is checked in bounded memory. */
const codesMax = 500_000;

/**
 * Says of the rows of one list that are only checked, as they come, what the contract would refuse: it is asked itself.
 * No two of them may bring the same 档号.
 */
export class RowSoundness {
  readonly #options: SoundnessOptions;
  /** Digests of the codes that rows before have brought. */
  readonly #codes = new Set<string>();

  constructor(options: SoundnessOptions) {
    this.#options = options;
  }

  /** @returns in the order of the rows; `undefined` for a row that would be taken in. */
  async faultsOf(caller: Caller, records: NewRecord[]): Promise<(Refusal | undefined)[]> {
    if (records.length === 0) return [];
    const asked: RowsAsked = { records, department: caller.department, at: timeOf(this.#options.clock) };
    const answer = await this.#options.ledger.evaluate({
      transaction: rowsTransaction,
      args: [JSON.stringify(asked)],
    });
    return (JSON.parse(answer) as RowAnswer[]).map((each) => this.#faultOf(each));
  }

  #faultOf(answer: RowAnswer): Refusal | undefined {
    if ('refusal' in answer) {
      const { code, message, ...more } = answer.refusal;
      return new Refusal(code, message, more);
    }
    if (answer.archivalCode === undefined) return undefined;
    const code = sha256(answer.archivalCode).subarray(0, 12).toString('base64url');
    if (this.#codes.has(code)) {
      return new Refusal('already-exists', 'a row before has this 档号 already', {
        field: 'row/archivalCode',
      });
    }
    if (this.#codes.size < codesMax) this.#codes.add(code);
    return undefined;
  }
}
