// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import type { AnchoredHead, Change } from '../../projection';
import type { OwnDocument } from './own-document';
import type { Verdict } from './verdict';

export interface VerificationQuestion {
  readonly licence?: string | undefined;
  /** The licences that the file itself names: one is judged if nobody has registered the file, of several none is meant. */
  readonly named?: readonly string[] | undefined;
  /** The texts that the file shows, as far as it can be read: asked if it names none in plain. */
  readonly shown?: (() => Promise<readonly string[]>) | undefined;
  /** What the file says that it is, if that is no file of a licence or record: told if nobody has registered it. */
  readonly document?: OwnDocument | undefined;
  /** The digests of one file, any of which may be registered. Empty: the file is not checked. */
  readonly digests: readonly Digest[];
  /** The length of the file, where it was given itself: a record that states another one is not about it. */
  readonly bytes?: number | undefined;
  /** The text of a receipt instead of a licence: the verdict is on the subject of its event. */
  readonly receipt?: string | undefined;
  /** A date YYYY-MM-DD or an RFC 3339 time in the past. */
  readonly at?: string | undefined;
  /** The data source: this gateway's query store, or the ledger's own state, which has no history. */
  readonly consistency?: 'projection' | 'ledger' | undefined;
}

export interface VerificationService {
  /**
   * Shows no details and records nothing.
   * @throws {LedgerError} when the ledger was chosen as the source and cannot be reached.
   */
  verify(question: VerificationQuestion): Promise<Verdict>;
  /**
   * Whether the query store is known to have what the ledger has, seconds ago at most: for who cannot judge a verdict's
   * freshness.
   */
  isCurrent(): Promise<boolean>;
}

/** A verdict that rests only on what an anchored head covers. */
export interface AnchoredVerdict {
  readonly verdict: Verdict;
  readonly head: AnchoredHead;
  /** The change that it rests on, of a licence or record. */
  readonly change: Change | undefined;
}

export interface AnchoredVerificationService {
  /**
   * As {@link VerificationService.verify}, as of an anchored head: waits until one covers all that the verdict rests on,
   * so that a later verdict differs only by what was recorded after that head.
   * @throws {LogError} `head-missing` or `proof-pending` when none does in time.
   */
  verifyAnchored(question: VerificationQuestion): Promise<AnchoredVerdict>;
}
