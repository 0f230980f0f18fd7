// SPDX-License-Identifier: Apache-2.0

/** One thing that is wrong with what is stored. */
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
    // The peers of a network.
    | 'blocks'
    | 'world-state'
    | 'snapshot'
    // What was stopped for the check.
    | 'start';
  /** The file, block, key or digest. */
  readonly where: string;
  readonly problem: string;
}

/** Takes a finding in. */
export type CheckReport = (finding: Finding) => void;

/** More findings than this say nothing more. */
const findingsMax = 1_000;

/** Findings, the first thousand. */
export class Findings {
  readonly list: Finding[] = [];

  readonly report: CheckReport = (finding) => {
    if (this.list.length < findingsMax) this.list.push(finding);
  };
}
