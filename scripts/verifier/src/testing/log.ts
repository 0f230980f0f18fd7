// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { keysText, makeOrganisation, noteOf, testOrigin } from './signers';
import type { Organisation } from './signers';
import { frontierOf, hashLeaf, pathOf, rootOf } from './tree';

/** A small log of made-up events, and receipts, reports and exports made from it. */

/** 2026-01-01T00:00:00Z in seconds. Leaf n is logged n seconds later. */
export const start = 1_767_225_600;

export function timeOf(index: number): string {
  return new Date((start + index) * 1000).toISOString();
}

function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with sorted names, for values without numbers that RFC 8785 formats differently. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

interface Entry {
  readonly leaf: string;
  /** What opens the leaf, where it is salted. */
  readonly opening?: { readonly event: string; readonly salt: string };
  readonly state?: string;
}

/** Event `index`: every third reads record 0, the others create a record of one of two people in turn. */
export function entryOf(index: number): Entry {
  const isAccess = index % 3 === 2;
  const record = {
    schema: 1,
    id: `R${index}`,
    version: 1,
    dossiers: [{ person: index % 2 === 0 ? 'P1' : 'P2' }],
  };
  const state = canonical(record);
  return isAccess
    ? {
        leaf: leafOf(index, {
          type: 'record.accessed',
          subject: { kind: 'record', id: 'R0' },
          purpose: 'audit',
          basis: 'art-1',
        }),
      }
    : {
        leaf: leafOf(index, {
          type: 'record.created',
          subject: { kind: 'record', id: `R${index}` },
          version: 1,
          digest: { algorithm: 'sha256', value: sha256(state) },
        }),
        state,
      };
}

/** The life of licence L0: issued, suspended, resumed, used, revoked; the last leaf is another licence's. */
export function licenceEntryOf(index: number): Entry {
  const [type, to] = [
    ['licence.issued'],
    ['licence.status-changed', 'suspended'],
    ['licence.status-changed', 'in-force'],
    ['licence.used'],
    ['licence.status-changed', 'revoked'],
  ][index] ?? ['licence.issued'];
  const versions = [1, 2, 3, undefined, 4, 1];
  return {
    leaf: leafOf(index, {
      type,
      subject: { kind: 'licence', id: index < 5 ? 'L0' : 'L1' },
      ...(versions[index] === undefined ? {} : { version: versions[index] }),
      ...(to === undefined ? {} : { data: { to } }),
    }),
  };
}

/** As {@link entryOf}, salted; or an event of the registry, which shows a part of itself. */
export function saltedEntryOf(index: number, isOfRegistry = false): Entry {
  const plain = isOfRegistry
    ? {
        leaf: leafOf(index, {
          type: 'registry.proposed',
          subject: { kind: 'proposal', id: 'p' },
          data: { changes: ['matter'], by: 'clerk-1' },
        }),
      }
    : entryOf(index);
  const { block, event } = JSON.parse(plain.leaf) as { block: object; event: Record<string, unknown> };
  const salt = sha256(`salt ${index}`).slice(0, 32);
  const text = canonical(event);
  const digest = sha256(salt + text);
  const shown = { type: event['type'], subject: event['subject'], data: { changes: ['matter'] } };
  const leaf = canonical({ block, digest, ...(isOfRegistry ? { event: shown } : {}), schema: 2 });
  return { ...plain, leaf, opening: { event: text, salt } };
}

/** A leaf whose event has the members of `more`. */
export function leafOf(index: number, more: object): string {
  const event = {
    schema: 1,
    officer: {
      organisation: 'east',
      department: '91330106MA2CFLDG3E',
      officer: 'clerk-1',
      role: 'archivist',
      certificate: sha256('certificate'),
      signature: 'c2lnbmF0dXJl',
    },
    command: { id: `command-${index}`, digest: { algorithm: 'sha256', value: sha256(`command ${index}`) } },
    claimedAt: timeOf(index),
    transaction: sha256(`transaction ${index}`),
    position: 0,
    ...more,
  };
  return canonical({ block: { hash: sha256(`block ${index}`), number: index }, event, schema: 1 });
}

interface HeadOptions {
  readonly size: number;
  readonly time?: number;
  readonly by?: readonly Organisation[];
  readonly loggedBy?: Organisation;
}

export class TestLog {
  readonly organisations: readonly Organisation[];
  readonly entries: readonly Entry[];
  readonly hashes: readonly Buffer[];

  constructor(leaves: number, entry: (index: number) => Entry = entryOf) {
    this.organisations = ['archives', 'audit', 'east', 'west'].map(makeOrganisation);
    this.entries = Array.from({ length: leaves }, (_, index) => entry(index));
    this.hashes = this.entries.map(({ leaf }) => hashLeaf(leaf));
  }

  get keys(): string {
    return keysText(this.organisations);
  }

  organisation(id: string): Organisation {
    return this.organisations.find((organisation) => organisation.id === id) ?? makeOrganisation(id);
  }

  text(size: number): string {
    return `${testOrigin}\n${size}\n${rootOf(this.hashes.slice(0, size)).toString('base64')}\n`;
  }

  /** A head, cosigned by three organisations at the time of its last leaf by default. */
  head({
    size,
    time = start + size,
    by = this.organisations.slice(0, 3),
    loggedBy = by[0],
  }: HeadOptions): string {
    const text = this.text(size);
    const cosignatures = by.flatMap(({ ed25519, mlDsa }) => [
      ed25519.line(text, time),
      mlDsa.line(text, time),
    ]);
    return noteOf(text, [...(loggedBy === undefined ? [] : [loggedBy.log.line(text)]), ...cosignatures]);
  }

  /** The leaf with what opens it, as receipts hold it. */
  receiptLeaf(index: number): string {
    const { leaf = '', opening } = this.entries[index] ?? {};
    if (opening === undefined) return leaf;
    return `{"event":${opening.event},"leaf":${leaf},"salt":"${opening.salt}"}`;
  }

  receiptText(index: number, size = this.entries.length, head = this.head({ size })): string {
    return [
      'c2sp.org/tlog-proof@v1',
      `extra ${Buffer.from(this.receiptLeaf(index)).toString('base64')}`,
      `index ${index}`,
      ...this.path(index, size),
      '',
      head,
    ].join('\n');
  }

  receipt(index: number, size = this.entries.length): object {
    return {
      index,
      leaf: this.receiptLeaf(index),
      proof: this.path(index, size),
      checkpoint: this.head({ size }),
    };
  }

  report(more: object = {}, sealer = 'east'): { report: object; seal: string } {
    const report = {
      schema: 1,
      verificationId: 'V-1',
      organisation: 'east',
      verifiedAt: timeOf(0),
      verdict: { proof: 'proven', valid: true },
      receipt: this.receipt(0),
      ...more,
    };
    return {
      report,
      seal: `${this.organisation(sealer).seal.line(`guidang-report/1\n${canonical(report)}\n`)}\n`,
    };
  }

  path(index: number, size: number): string[] {
    return pathOf(index, this.hashes.slice(0, size)).map((hash) => hash.toString('base64'));
  }

  frontier(size: number): string[] {
    return frontierOf(this.hashes.slice(0, size)).map((hash) => hash.toString('base64'));
  }
}
