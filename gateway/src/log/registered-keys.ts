// SPDX-License-Identifier: Apache-2.0
import { logKeys, memberships } from '@guidang/chaincode/model';
import type { LogKeys, ProvenanceEvent, TreeHead } from '@guidang/chaincode/model';
import { keyLabel, logOrigin, quorumOf, registeredKeys, signatureTypes } from '@guidang/chaincode/proof';
import type { RegisteredKey } from '@guidang/chaincode/proof';
import { optional } from '../common/optional';
import { find, historyOf } from '../projection';
import type { Projection } from '../projection';

/** A registered key with the head sizes for which it counts: above `from`, and up to `until` if it is retired. */
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

/** The organisations' registered keys, current and retired, from the projection. */
export class RegisteredKeys {
  readonly #projection: Projection;
  #known: Known = { versions: '', keys: [] };

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /** All keys, in the order of the organisations and of their changes. */
  async all(): Promise<readonly DatedKey[]> {
    const rows = await this.#rows();
    const versions = rows.map(({ organisation, version }) => `${organisation} ${version}`).join();
    if (versions !== this.#known.versions) {
      const dated = await Promise.all(rows.map((row) => this.#dated(row)));
      this.#known = { versions, keys: dated.flat() };
    }
    return this.#known.keys;
  }

  /** The current keys. */
  async current(): Promise<readonly DatedKey[]> {
    return (await this.all()).filter(({ status }) => status === 'current');
  }

  /** The keys whose signatures count for a head of this size. */
  async countingFor(size: number): Promise<readonly DatedKey[]> {
    return countingAmong(await this.all(), size);
  }

  async #rows(): Promise<LogKeys[]> {
    const membership = await find(this.#projection, memberships, 'all');
    const organisations = membership?.organisations ?? [];
    const rows = organisations.map((id) => find(this.#projection, logKeys, id));
    return (await Promise.all(rows)).filter((row) => row !== undefined);
  }

  /** Derives from the row's events at which tree size each key was added and retired. */
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
        ...optional({ until }),
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

/**
 * The text of `/api/v1/log/keys`: the quorums, the heads that are set aside, then one verifier key per line, each
 * preceded by its organisation and the head sizes for which it counts.
 * @returns undefined before there are keys.
 */
export function keysText(
  network: string,
  keys: readonly DatedKey[],
  setAside: readonly TreeHead[],
): string | undefined {
  if (keys.length === 0) return undefined;
  const lines = [
    `# origin ${logOrigin(network)}`,
    ...quorums(keys).map(({ quorum, ...span }) => `# quorum ${quorum} ${spanText(span)}`),
    ...setAside.map(({ size, root }) => `# set-aside ${size} ${root}`),
    ...keys.flatMap((key) => [commentOn(key), key.vkey]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

interface DatedQuorum extends Pick<DatedKey, 'from' | 'until'> {
  readonly quorum: number;
}

/** The quorum for each range of head sizes; no quorum while no key counts. */
function quorums(keys: readonly DatedKey[]): DatedQuorum[] {
  const cosigners = keys.filter(({ role }) => role === 'cosigner');
  const quorumAbove = (size: number): number => {
    const counting = countingAmong(cosigners, size + 1);
    return counting.length === 0 ? 0 : quorumOf(counting);
  };
  const sizes = [...new Set(cosigners.flatMap(({ from, until = Infinity }) => [from, until]))]
    .filter(Number.isFinite)
    .sort((left, right) => left - right);
  const changes = sizes.filter((size, index) => quorumAbove(size) !== quorumAbove(sizes[index - 1] ?? -1));
  return changes
    .map((from, index) => {
      const until = changes[index + 1];
      return { quorum: quorumAbove(from), from, ...optional({ until }) };
    })
    .filter(({ quorum }) => quorum > 0);
}

function countingAmong(keys: readonly DatedKey[], size: number): DatedKey[] {
  return keys.filter(({ from, until = Infinity }) => size > from && size <= until);
}

function commentOn({ organisation, role, type, ...span }: DatedKey): string {
  const algorithm = type === signatureTypes.subtree ? 'ml-dsa-44' : 'ed25519';
  return `# ${organisation} ${role} ${algorithm} ${spanText(span)}`;
}

function spanText({ from, until }: Pick<DatedKey, 'from' | 'until'>): string {
  return until === undefined ? `from ${from}` : `from ${from} until ${until}`;
}

function labelsIn({ data }: ProvenanceEvent, member: 'added' | 'retired'): readonly string[] {
  const labels = data?.[member];
  return Array.isArray(labels) ? labels.map(String) : [];
}
