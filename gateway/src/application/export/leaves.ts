// SPDX-License-Identifier: Apache-2.0
import type { Subject } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import { toBase64 } from '../../merkle/base64';
import { leafOf, openingOf } from '../../merkle/leaf';
import type { Opening } from '../../merkle/leaf';
import type { LogTree } from '../../merkle/tree';
import { eventsBetween, historyOf } from '../../projection';
import type { Projection, StoredEvent } from '../../projection';
import type { About } from './about';
import type { Span } from './span';
import { States } from './states';

/** A leaf as written in an export. */
export interface ExportedLeaf {
  /** Of its event; `undefined` where the leaf is closed. */
  readonly type: string | undefined;
  readonly line: {
    readonly index: number;
    readonly leaf: string;
    /** What opens a salted leaf. */
    readonly opening?: Opening;
    /** Base64, from the leaf's sibling upwards; absent when the leaves together make up the tree. */
    readonly proof?: readonly string[];
    readonly state?: string;
  };
}

const eventsAtOnce = 200;

/**
 * Every leaf of a span, in order.
 * @param about which leaves are opened; by default all.
 */
export async function* everyLeaf(
  projection: Projection,
  { first, head }: Span,
  about?: About,
): AsyncGenerator<ExportedLeaf> {
  const states = new States(projection);
  for await (const event of eventsBetween(projection, first, { before: head.size })) {
    const state = await states.after(event);
    yield about === undefined || about.has(event, state) ? leafLine(event, state) : closedLine(event);
  }
}

/** The leaves about some subjects under a head, each with its inclusion proof. */
export async function* leavesAbout(
  subjects: AsyncIterable<Subject>,
  { head }: Span,
  { projection, merkle }: { readonly projection: Projection; readonly merkle: LogTree },
): AsyncGenerator<ExportedLeaf> {
  const states = new States(projection);
  for await (const subject of subjects) {
    for await (const event of eventsOf(projection, subject, head.size)) {
      const path = await merkle.inclusionProof(event.sequence, head.size);
      const proof = path.map(toBase64);
      const { type, line } = leafLine(event, await states.after(event));
      yield { type, line: { ...line, proof } };
    }
  }
}

async function* eventsOf(
  projection: Projection,
  subject: Subject,
  before: number,
): AsyncGenerator<StoredEvent> {
  let after: number | undefined;
  for (;;) {
    const page = await historyOf(projection, subject, { after, limit: eventsAtOnce });
    const events = page?.events.filter(({ sequence }) => sequence < before) ?? [];
    // A record's history names the repeats of its command too, whose events are about other records.
    yield* events.filter(({ event }) => event.subject.id === subject.id);
    after = page?.events.at(-1)?.sequence;
    if (page?.more !== true || after === undefined || after >= before) return;
  }
}

function leafLine(event: StoredEvent, state: string | undefined): ExportedLeaf {
  const opening = openingOf(event);
  return {
    type: event.event.type,
    line: {
      index: event.sequence,
      leaf: leafOf(event),
      ...optional({ opening, state }),
    },
  };
}

/** A leaf that is there for its hash only; one that is not salted shows its event all the same. */
function closedLine(event: StoredEvent): ExportedLeaf {
  const type = openingOf(event) === undefined ? event.event.type : undefined;
  return { type, line: { index: event.sequence, leaf: leafOf(event) } };
}
