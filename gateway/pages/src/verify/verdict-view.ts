// SPDX-License-Identifier: Apache-2.0
import type { verdictWords } from '../words';

/** What a part of a verdict looks like. Only what is confirmed is `good`. */
export type Tone = 'good' | 'bad' | 'unknown' | 'none';

/** The verdict for a stranger, as the public API gives it. */
export interface ShownVerdict {
  readonly licence: string;
  readonly digest?: { readonly algorithm: string; readonly value: string } | undefined;
  readonly integrity: keyof typeof verdictWords.integrity;
  readonly status: keyof typeof verdictWords.status;
  readonly issuer: keyof typeof verdictWords.issuer;
  readonly proof: keyof typeof verdictWords.proof;
  readonly valid: boolean;
  readonly reasons: readonly (keyof typeof verdictWords.reason)[];
  /** RFC 3339. */
  readonly asOf: string;
  readonly ledger: 'embedded' | 'network';
}

/** The four parts, in reading order. */
export const parts = ['integrity', 'status', 'issuer', 'proof'] as const;
export type Part = (typeof parts)[number];

type Tones = { readonly [P in Part]: Readonly<Record<ShownVerdict[P], Tone>> };

const tones: Tones = {
  integrity: {
    intact: 'good',
    altered: 'bad',
    'not-comparable': 'unknown',
    'other-document': 'bad',
    'not-asked': 'none',
    'not-on-ledger': 'unknown',
    unreachable: 'unknown',
  },
  status: {
    'in-force': 'good',
    'not-yet-in-force': 'bad',
    suspended: 'bad',
    revoked: 'bad',
    cancelled: 'bad',
    expired: 'bad',
    superseded: 'bad',
    'not-applicable': 'none',
    unknown: 'unknown',
  },
  issuer: { authorised: 'good', 'not-authorised': 'bad', unknown: 'unknown' },
  proof: { proven: 'good', pending: 'none', unavailable: 'unknown' },
};

export function toneOf<P extends Part>(part: P, code: ShownVerdict[P]): Tone {
  return tones[part][code];
}

/** The whole: good only if it is valid and no part says otherwise, so that a fault elsewhere never looks good here. */
export function toneOfWhole(verdict: ShownVerdict): Exclude<Tone, 'none'> {
  const all = parts.map((part) => toneOf(part, verdict[part]));
  if (all.includes('bad')) return 'bad';
  const isGood = verdict.valid && verdict.status === 'in-force' && !all.includes('unknown');
  return isGood ? 'good' : 'unknown';
}
