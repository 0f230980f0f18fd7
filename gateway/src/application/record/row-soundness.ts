// SPDX-License-Identifier: Apache-2.0
import { demandOwnFonds, demandSound, knownFonds, noSuchRecord } from '@guidang/chaincode/commands';
import { dateOf, fondsEntries, records, Refusal } from '@guidang/chaincode/model';
import type { Fonds, NewRecord } from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';

/** Says of a row that is only checked what the contract would refuse, by the contract's own rules. */
export class RowSoundness {
  readonly #projection: Projection;
  readonly #clock: Clock;

  constructor(projection: Projection, clock: Clock) {
    this.#projection = projection;
    this.#clock = clock;
  }

  async faultOf(caller: Caller, content: NewRecord): Promise<Refusal | undefined> {
    try {
      await this.#demandReferences(content);
      const fonds = await this.#fondsOf(content, caller);
      demandSound(content, { fonds, today: dateOf(timeOf(this.#clock)), at: 'row' });
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  async #demandReferences({ references }: NewRecord): Promise<void> {
    for (const [index, id] of references.entries()) {
      const record = await find(this.#projection, records, id);
      if (record === undefined) throw noSuchRecord(id, `row/references/${index}`);
    }
  }

  async #fondsOf({ fonds: code }: NewRecord, caller: Caller): Promise<Fonds | undefined> {
    if (code === undefined) return undefined;
    const field = 'row/fonds';
    const fonds = knownFonds(await find(this.#projection, fondsEntries, code), { code, field });
    demandOwnFonds(fonds, caller, field);
    return fonds;
  }
}
