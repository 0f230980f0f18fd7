// SPDX-License-Identifier: Apache-2.0

import type { OpenRatios } from './open-load';

/** Milliseconds of processor time in all processes for each operation. */
export interface CpuFigures {
  readonly cpuMsPlain: number | null;
  readonly cpuMsCreate: number | null;
  readonly cpuMsBulk: number | null;
  readonly cpuMsFirstChange: number | null;
}

/** Ratios and figures that have a bound; null if this run did not measure them as the bound requires. */
export interface Ratios extends OpenRatios, CpuFigures {
  readonly create: number | null;
  readonly bulk: number | null;
  readonly firstChange: number | null;
  readonly loneLatency: number | null;
  readonly verify: number | null;
  readonly verifyP99Ms: number | null;
  readonly scaleWrite: number | null;
  readonly historyPage: number | null;
  readonly dossier: number | null;
  readonly dossierP99Ms: number | null;
  readonly offers: number | null;
  readonly completion: number | null;
  readonly rebuild: number | null;
  readonly gatewayRssMiB: number | null;
  /** The leaf's share of a gateway's processor time for a create. */
  readonly leafShare: number | null;
  readonly proofGrowth: number | null;
  readonly receiptCpuMs: number | null;
  readonly tiles: number | null;
}

export interface Bound {
  readonly name: keyof Ratios;
  readonly what: string;
  readonly unit: '×' | 'ms' | 'MiB';
  readonly limit: { readonly atLeast: number } | { readonly atMost: number };
}

/** The bounds to meet. */
export const bounds: readonly Bound[] = [
  {
    name: 'create',
    what: 'records created by single HTTP requests of 200 officers at concurrency 200 ÷ plain tx/s at 200',
    unit: '×',
    limit: { atLeast: 20 },
  },
  { name: 'bulk', what: 'bulk intake, records/s ÷ the same', unit: '×', limit: { atLeast: 60 } },
  {
    name: 'firstChange',
    what: 'first changes of paged records ÷ the same',
    unit: '×',
    limit: { atLeast: 5 },
  },
  {
    name: 'loneLatency',
    what: 'lone create ÷ lone plain submit, latency',
    unit: '×',
    limit: { atMost: 1.1 },
  },
  {
    name: 'openP50At25',
    what: 'steady creates at a quarter of the rate of 1,000 callers: p50 ÷ a lone create’s',
    unit: '×',
    limit: { atMost: 2.2 },
  },
  { name: 'openP99At25', what: 'the same, p99 ÷ a lone create’s p50', unit: '×', limit: { atMost: 4 } },
  { name: 'openCpuMsAt25', what: 'processor time of a create there', unit: 'ms', limit: { atMost: 5 } },
  { name: 'openP50At50', what: 'at half of it: p50', unit: '×', limit: { atMost: 3 } },
  { name: 'openP99At50', what: 'at half of it: p99', unit: '×', limit: { atMost: 6 } },
  {
    name: 'openP99At75',
    what: 'at three quarters, for a minute: p99 of its worse half',
    unit: '×',
    limit: { atMost: 12 },
  },
  {
    name: 'verify',
    what: 'verifications/s, bare status ÷ a bare Express route with the same bytes',
    unit: '×',
    limit: { atLeast: 0.6 },
  },
  { name: 'verifyP99Ms', what: 'verification p99 at half of that rate', unit: 'ms', limit: { atMost: 10 } },
  { name: 'scaleWrite', what: 'write rate at 10⁶ records ÷ at 10³', unit: '×', limit: { atLeast: 0.9 } },
  {
    name: 'historyPage',
    what: 'history page of a record with 100,000 events ÷ with 100, time',
    unit: '×',
    limit: { atMost: 1.5 },
  },
  {
    name: 'dossier',
    what: 'first page of the dossier of a subject with 1,000 entries ÷ with 10, processor time',
    unit: '×',
    limit: { atMost: 1.5 },
  },
  {
    name: 'dossierP99Ms',
    what: 'dossier p99 on the embedded default, 50 at once, the use recorded',
    unit: 'ms',
    limit: { atMost: 100 },
  },
  {
    name: 'offers',
    what: 'first page of what is offered to an applicant with 1,000 entries ÷ with 10, processor time',
    unit: '×',
    limit: { atMost: 1.5 },
  },
  {
    name: 'completion',
    what: 'a decision that completes a case with three outcomes ÷ a plain decision, processor time',
    unit: '×',
    limit: { atMost: 2 },
  },
  { name: 'rebuild', what: 'projection rebuild rate ÷ bulk intake rate', unit: '×', limit: { atLeast: 10 } },
  { name: 'gatewayRssMiB', what: 'gateway memory at 10⁶ records', unit: 'MiB', limit: { atMost: 400 } },
  {
    name: 'leafShare',
    what: 'processor time of appending a leaf ÷ of a gateway for its create',
    unit: '×',
    limit: { atMost: 0.05 },
  },
  {
    name: 'proofGrowth',
    what: 'inclusion proof from 10⁶ leaves ÷ from 10³, time',
    unit: '×',
    limit: { atMost: 2 },
  },
  {
    name: 'receiptCpuMs',
    what: 'a receipt verified offline, three organisations, both algorithms: processor time, warm',
    unit: 'ms',
    limit: { atMost: 5 },
  },
  {
    name: 'tiles',
    what: 'full tiles/s over HTTP ÷ the same bytes by express.static',
    unit: '×',
    limit: { atLeast: 0.7 },
  },
];

/** Whether a figure meets its bound; undefined if it was not measured. */
export function isMet({ limit }: Bound, measured: number | null): boolean | undefined {
  if (measured === null) return undefined;
  return 'atLeast' in limit ? measured >= limit.atLeast : measured <= limit.atMost;
}
