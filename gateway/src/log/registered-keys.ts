// SPDX-License-Identifier: Apache-2.0
import {
  keyLabel,
  logKeys,
  logOrigin,
  memberships,
  quorumOf,
  registeredKeys,
  signatureTypes,
  type LogKeys,
  type Membership,
  type ProvenanceEvent,
  type RegisteredKey,
} from '@guidang/chaincode';
import { find, historyOf, type Projection } from '../projection';

/** A key of the ledger, and for heads of which sizes it counts: above `from`, and up to `until` if it is retired. */
export interface DatedKey extends RegisteredKey {
  readonly vkey: string;
  readonly from: number;
  readonly until?: number;
}

interface Known {
  /** The versions of the rows that the keys were read from. */
  readonly versions: string;
  readonly keys: readonly DatedKey[];
}

const changesAtOnce = 100;

/** The organisations' keys as the ledger has them, current and retired, from the projection. */
export class RegisteredKeys {
  readonly #projection: Projection;
  #known: Known = { versions: '', keys: [] };

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /** All of them, in the order of the organisations and of their changes. */
  async all(): Promise<readonly DatedKey[]> {
    const rows = await this.#rows();
    const versions = rows.map(({ organisation, version }) => `${organisation} ${version}`).join();
    if (versions !== this.#known.versions) {
      const dated = await Promise.all(rows.map((row) => this.#dated(row)));
      this.#known = { versions, keys: dated.flat() };
    }
    return this.#known.keys;
  }

  /** Those that sign now. */
  async current(): Promise<readonly DatedKey[]> {
    return (await this.all()).filter(({ status }) => status === 'current');
  }

  /** Those whose signatures count for a head of so many leaves. */
  async countingFor(size: number): Promise<readonly DatedKey[]> {
    return (await this.all()).filter(({ from, until = Infinity }) => size > from && size <= until);
  }

  async #rows(): Promise<LogKeys[]> {
    const membership = await find<Membership>(this.#projection, memberships.name, 'all');
    const organisations = membership?.organisations ?? [];
    const rows = organisations.map((id) => find<LogKeys>(this.#projection, logKeys.name, id));
    return (await Promise.all(rows)).filter((row) => row !== undefined);
  }

  /** The events of the row say at which leaf each key came and went. */
  async #dated(row: LogKeys): Promise<DatedKey[]> {
    const added = new Map<string, number>();
    const retired = new Map<string, number>();
    for await (const { event, sequence } of this.#changes(row.organisation)) {
      for (const label of labelsIn(event, 'added')) added.set(label, sequence);
      for (const label of labelsIn(event, 'retired')) retired.set(label, sequence);
    }
    return registeredKeys([row]).map((key, index) => {
      const until = retired.get(keyLabel(key));
      return {
        ...key,
        vkey: row.keys[index]?.vkey ?? '',
        from: added.get(keyLabel(key)) ?? Infinity,
        ...(until === undefined ? {} : { until }),
      };
    });
  }

  async *#changes(organisation: string): AsyncGenerator<{ event: ProvenanceEvent; sequence: number }> {
    const subject = { kind: 'log-keys', id: organisation } as const;
    let after: number | undefined;
    for (let more = true; more;) {
      const page = await historyOf(this.#projection, subject, { after, limit: changesAtOnce });
      yield* page?.events ?? [];
      after = page?.events.at(-1)?.sequence;
      more = page?.more ?? false;
    }
  }
}

/** The text of `/api/v1/log/keys`: a verifier key a line, and before each whose it is and for which heads it counts. */
export function keysText(network: string, keys: readonly DatedKey[]): string {
  const current = keys.filter(({ status }) => status === 'current');
  const head = [`# origin ${logOrigin(network)}`, `# quorum ${quorumOf(current)}`];
  return [...head, ...keys.flatMap((key) => [commentOn(key), key.vkey])].map((line) => `${line}\n`).join('');
}

function commentOn({ organisation, role, type, from, until }: DatedKey): string {
  const algorithm = type === signatureTypes.subtree ? 'ml-dsa-44' : 'ed25519';
  const end = until === undefined ? '' : ` until ${until}`;
  return `# ${organisation} ${role} ${algorithm} from ${from}${end}`;
}

function labelsIn({ data }: ProvenanceEvent, member: 'added' | 'retired'): readonly string[] {
  const labels = data?.[member];
  return Array.isArray(labels) ? labels.map(String) : [];
}
