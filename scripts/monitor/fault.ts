// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '@guidang/verifier';

/**
 * Faults of a log, in addition to the reasons why its heads are rejected.
 *
 * | kind     | says                                                                    |
 * | -------- | ----------------------------------------------------------------------- |
 * | fork     | two heads that a quorum has signed, of which neither continues the other |
 * | rollback | a head that is smaller than one before it at the same gateway           |
 * | tile     | hashes that do not lead to the head's root, or not to those below them  |
 * | entry    | leaves that are not those of the hashes                                 |
 * | missing  | a tile or a bundle of leaves that the head covers is not served         |
 * | keys     | keys that contradict those which were trusted before                    |
 */
export type FaultKind = ErrorCode | 'fork' | 'rollback' | 'tile' | 'entry' | 'missing' | 'keys';

/** Two signed heads that contradict each other. */
interface Contradiction {
  /** Two signed notes. */
  readonly known: string;
  readonly served: string;
  /**
   * If the sizes differ: the root of the larger head's tree at the smaller size, and the consistency proof (RFC 6962
   * section 2.1.2).
   */
  readonly proven?: ProvenRoot;
}

/** The root of a tree's first leaves, and the consistency proof that the tree begins with them. */
export interface ProvenRoot {
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** A fault of the log as a gateway serves it. */
export class MonitorFault extends Error {
  override readonly name = 'Fault';
  readonly kind: FaultKind;
  readonly contradiction: Contradiction | undefined;

  constructor(kind: FaultKind, message: string, contradiction?: Contradiction) {
    super(message);
    this.kind = kind;
    this.contradiction = contradiction;
  }
}

/** A gateway does not answer: not a fault of the log. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** @throws {MonitorFault} unless the condition holds. */
export function demandSound(condition: boolean, kind: FaultKind, message: string): asserts condition {
  if (!condition) throw new MonitorFault(kind, message);
}
