// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { governors, jointOfficers } from '@guidang/chaincode/sample';
import type { DemoOfficer, OrganisationId } from '@guidang/chaincode/sample';
import { LedgerPosition } from '../../scripts/api-client';
import type { ApiClient } from '../../scripts/api-client';
import { companySetUp } from '../../scripts/demo/company-story';
import { networkVenue } from '../../scripts/demo/network-venue';
import { Stage } from '../../scripts/demo/stage';
import type { RunningNetwork } from './running-network';

const typescript = resolve(__dirname, '../../.config/typescript-hook.cjs');
const demoMs = 300_000;
const waitMs = 200_000;
const organisations = Object.keys(governors) as OrganisationId[];
/** Those whose departments are given parts. */
const handling: readonly OrganisationId[] = ['east', 'west'];

/** The first officer of the parts that begin when the registration has ended, and of the last part. */
const { labourReviewer, policeReviewer } = jointOfficers;

/** One of the four, by the seed of the run; all of them, one after another, with GUIDANG_OUTAGES=all. */
function chosen(): readonly OrganisationId[] {
  if (process.env['GUIDANG_OUTAGES'] === 'all') return organisations;
  const seed = Math.abs(Number(process.env['GUIDANG_SEED'] ?? Date.now()));
  return organisations.filter((_, index) => index === seed % organisations.length);
}

/** Peer, contracts and orderer of an organisation stop, then its gateway too, and all of them start again. */
class Outage {
  readonly #running: RunningNetwork;
  readonly #organisation: OrganisationId;
  #state: 'up' | 'down' | 'back' = 'up';

  constructor(running: RunningNetwork, organisation: OrganisationId) {
    this.#running = running;
    this.#organisation = organisation;
  }

  get isDown(): boolean {
    return this.#state === 'down';
  }

  async begin(): Promise<void> {
    this.#state = 'down';
    const { network } = this.#running;
    await Promise.all(['peer', 'chaincode', 'orderer'].map((part) => network.stop(this.#nameOf(part))));
  }

  async end(): Promise<void> {
    this.#state = 'back';
    const { network } = this.#running;
    await network.kill(this.#nameOf('gateway'));
    await network.up();
  }

  #nameOf(part: string): string {
    return `${this.#organisation}.${part}`;
  }
}

/** Expects that the registry of the demo is there. */
export function outageCases(running: () => RunningNetwork): void {
  // The parts of the organisation wait, its officers are told why, and go on when it is back; those of others go on.
  it.each(chosen())(
    'a joint matter is done although %s stops in the middle, and comes back',
    async (organisation) => {
      const outage = new Outage(running(), organisation);
      const told: string[] = [];
      let ending: Promise<void> | undefined;
      const end = (): Promise<void> => (ending ??= outage.end());
      const printed = jest.spyOn(console, 'log').mockImplementation((line: string) => {
        if (!line.includes(' waits: ')) return;
        told.push(line.trim());
        if (outage.isDown) void end();
      });
      // The demo runs the offline verifier from source here.
      const options = jest.replaceProperty(process, 'execArgv', ['-r', typescript]);
      const clients: ApiClient[] = [];
      const venue = await networkVenue(running().data, new LedgerPosition());
      const signIn = async (officer: DemoOfficer): Promise<ApiClient> => {
        if (officer.id === labourReviewer.id) await outage.begin();
        // Whoever waits for nobody has come to the last part without it.
        if (officer.id === policeReviewer.id) await end();
        const client = await venue.signIn(officer);
        clients.push(client);
        return client;
      };
      try {
        await companySetUp(new Stage({ ...venue, signIn, waitMs }, 'hold'));
        await ending;
        expect(told.length > 0).toBe(handling.includes(organisation));
        for (const line of told) expect(line).toMatch(/ waits: (?:503 [a-z-]+: .|no gateway answers: )/);
      } finally {
        printed.mockRestore();
        options.restore();
        if (outage.isDown) await end();
        await Promise.all(clients.map((client) => client.close()));
      }
    },
    demoMs,
  );
}
