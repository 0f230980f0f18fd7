// SPDX-License-Identifier: Apache-2.0
import { governors } from '@guidang/chaincode/sample';
import type { OrganisationId } from '@guidang/chaincode/sample';
import type { DemoProcess, RunningNetwork } from './running-network';

const demoMs = 300_000;
const waitSeconds = 200;
const organisations = Object.keys(governors) as OrganisationId[];
/** Those whose departments are given parts. */
const handling: readonly OrganisationId[] = ['east', 'west'];

/** What the demo prints before the parts begin that need the first one's licence, and before the last part. */
const [middle, lastPart] = ['社会保险登记, 税务登记信息确认: ', '公章刻制备案: the last part'];

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
  #begun: Promise<void> | undefined;
  #ended: Promise<void> | undefined;

  constructor(running: RunningNetwork, organisation: OrganisationId) {
    this.#running = running;
    this.#organisation = organisation;
  }

  begin(): Promise<void> {
    return (this.#begun ??= this.#each('stop', 'peer', 'chaincode', 'orderer'));
  }

  /** Does nothing, unless it has begun. */
  async end(): Promise<void> {
    if (this.#begun !== undefined) await (this.#ended ??= this.#end(this.#begun));
  }

  async #end(begun: Promise<void>): Promise<void> {
    await begun;
    await this.#running.network.kill(`${this.#organisation}.gateway`);
    await this.#each('start', 'peer', 'chaincode', 'orderer', 'gateway');
  }

  async #each(act: 'stop' | 'start', ...parts: readonly string[]): Promise<void> {
    const { network } = this.#running;
    await Promise.all(parts.map((part) => network[act](`${this.#organisation}.${part}`)));
  }
}

export function outageCases(running: () => RunningNetwork): void {
  // The parts of the organisation wait, its officers are told why, and go on when it is back; those of others go on.
  it.each(chosen())(
    'a joint matter is done although %s stops in the middle, and comes back',
    async (organisation) => {
      const waits = handling.includes(organisation);
      const outage = new Outage(running(), organisation);
      const told: string[] = [];
      let changes: Promise<void> = Promise.resolve();
      const heard = (line: string, demo: DemoProcess): void => {
        if (line.includes(middle)) {
          demo.kill('SIGSTOP');
          changes = outage.begin().finally(() => demo.kill('SIGCONT'));
        }
        if (line.includes(' waits: ')) told.push(line.trim());
        // Whoever need not wait for it comes to the last part without it.
        if ((waits && told.length > 0) || line.includes(lastPart)) changes = outage.end();
      };
      try {
        const options = ['--wait', String(waitSeconds)];
        await expect(running().playDemo('company', { options, heard })).resolves.toBe('demo passed');
      } finally {
        await changes;
        await outage.end();
      }
      if (waits) expect(told).not.toEqual([]);
      for (const line of told) expect(line).toMatch(/ waits: (?:503 [a-z-]+: .|no gateway answers: )/);
    },
    demoMs,
  );
}
