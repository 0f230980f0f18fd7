// SPDX-License-Identifier: Apache-2.0
import type { Subject } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import { toBase64 } from '../../merkle/base64';
import { leafOf } from '../../merkle/leaf';
import type { LogTree } from '../../merkle/tree';
import { eventsBetween, historyOf } from '../../projection';
import type { Projection, StoredEvent } from '../../projection';
import type { Span } from './span';
import { States } from './states';

/** A leaf as written in an export. */
export interface ExportedLeaf {
  readonly type: string;
  readonly line: {
    readonly index: number;
    readonly leaf: string;
    /** Base64, from the leaf's sibling upwards; absent when the leaves together make up the tree. */
    readonly proof?: readonly string[];
    readonly state?: string;
  };
}

const eventsAtOnce = 200;

/** Every leaf of a span, in order. */
export async function* everyLeaf(
  projection: Projection,
  { first, head }: Span,
): AsyncGenerator<ExportedLeaf> {
  const states = new States(projection);
  for await (const event of eventsBetween(projection, first, { before: head.size })) {
    yield leafLine(event, await states.after(event));
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
    yield* events;
    after = page?.events.at(-1)?.sequence;
    if (page?.more !== true || after === undefined || after >= before) return;
  }
}

function leafLine(event: StoredEvent, state: string | undefined): ExportedLeaf {
  return {
    type: event.event.type,
    line: { index: event.sequence, leaf: leafOf(event), ...optional({ state }) },
  };
}
