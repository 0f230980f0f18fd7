// SPDX-License-Identifier: Apache-2.0

/** A defect found in stored data. */
export interface Finding {
  readonly kind:
    | 'file'
    // The embedded ledger.
    | 'chain'
    | 'state'
    | 'index'
    | 'private'
    | 'mark'
    | 'unknown-key'
    // A gateway's own stores.
    | 'projection'
    | 'entry'
    | 'tile'
    | 'head'
    | 'witness'
    | 'content'
    | 'content-missing'
    | 'title'
    // The peers of a network.
    | 'blocks'
    | 'world-state'
    | 'snapshot'
    // A gateway that was stopped for the check and did not start again.
    | 'start';
  /** The file, block, key or digest. */
  readonly where: string;
  readonly problem: string;
}

/** Reports a finding. */
export type CheckReport = (finding: Finding) => void;

/** Further findings would add no information. */
const findingsMax = 1_000;

/** Collects findings, up to a thousand. */
export class Findings {
  readonly list: Finding[] = [];

  readonly report: CheckReport = (finding) => {
    if (this.list.length < findingsMax) this.list.push(finding);
  };
}
