// SPDX-License-Identifier: Apache-2.0
import type { LedgerName } from '@guidang/gateway';
import { DemoActor } from './actor';
import { Printer } from './printer';
import type { DemoOfficer, OrganisationId } from '@guidang/chaincode/sample';
import type { Stopping } from './stopped-gateway';
import type { Venue } from './venue';

/** The context of a demo run: its officers, its run name and its output. */
export class Stage {
  /** Part of every name that this run creates, so that the demo can be repeated on one ledger. */
  readonly run = String(Date.now());
  readonly #venue: Venue;
  readonly #stopping: Stopping;
  readonly #printer: Printer;
  readonly #actors = new Map<string, Promise<DemoActor>>();

  /** @param stopping what to do with the gateway of the embedded default at the end. */
  constructor(venue: Venue, stopping: Stopping, printer = new Printer()) {
    this.#venue = venue;
    this.#stopping = stopping;
    this.#printer = printer;
  }

  act(title: string): void {
    this.#printer.act(title);
  }

  note(text: string): void {
    this.#printer.note(text);
  }

  /** The officer at the gateway of their organisation. */
  as(officer: DemoOfficer): Promise<DemoActor> {
    const actor = this.#actors.get(officer.id) ?? this.#enter(officer);
    this.#actors.set(officer.id, actor);
    return actor;
  }

  /** The ledger's name, which signed commands must contain too. */
  get ledger(): LedgerName {
    return this.#venue.ledger;
  }

  /** Whether the organisation's gateway answers. */
  isPresent(organisation: OrganisationId): boolean {
    return this.#venue.present.has(organisation);
  }

  /** Runs something while the gateway of the embedded default is stopped. A network's gateways keep running. */
  async whileGatewayStopped(act: () => Promise<void>): Promise<void> {
    const { whileStopped } = this.#venue;
    if (whileStopped === undefined) {
      this.note('the gateways go on; the verifier asks none');
      await act();
    } else {
      await whileStopped(this.#stopping, () => {
        this.note('the gateway is stopped');
        return act();
      });
    }
  }

  async #enter(officer: DemoOfficer): Promise<DemoActor> {
    const { signIn, waitMs } = this.#venue;
    return new DemoActor(officer, await signIn(officer), this.#printer, waitMs);
  }
}
