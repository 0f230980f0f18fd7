// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { licences } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { systemClock, timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { lastMomentOf } from '../../common/moment';
import { optional } from '../../common/optional';
import { LogError } from '../../log/log-error';
import type {
  AnchoredVerdict,
  AnchoredVerificationService,
  VerificationQuestion,
  VerificationService,
} from './api';
import type { LedgerPort } from '../../ledger/port';
import type { Receipts } from '../../log/receipts';
import type { Seals } from '../../log/seals';
import { find } from '../../projection';
import type { AnchoredHead, Projection } from '../../projection';
import type { When } from './both-times';
import { Currency } from './currency';
import { isOfEmptyFile } from './empty-file';
import { LedgerFactSource, ProjectedFactSource } from './fact-source';
import type { FactSource } from './fact-source';
import { judgeAll } from './judgement';
import { RecordedTimes } from './recorded-times';
import { documentOf, isNamedByFile, namedByFile, restsOn, subjectOfReceipt, subjectsOf } from './subject';
import type { Facts, OtherNames, Subject } from './subject';
import { isValid, reasonsOf } from './verdict';
import type { Verdict } from './verdict';

/** A verdict, and what it rests on. */
interface Judgement extends Pick<AnchoredVerdict, 'verdict' | 'change'> {
  /** The last block that changed any of the facts; -1 for no facts, infinite for ones that are ahead of the projection. */
  readonly restsOn: number;
}

interface VerificationOptions {
  readonly projection: Projection;
  /** Asked for what a licence is by callers who choose it as the source, and by nobody else. */
  readonly ledger: LedgerPort;
  /** Verifies receipts. */
  readonly receipts: Pick<Receipts, 'check'>;
  /** Verifies the seals of reports. */
  readonly seals: Pick<Seals, 'check'>;
  readonly kind: Verdict['ledger'];
  readonly clock?: Clock;
  readonly otherNames?: OtherNames;
  /** How long a verdict for a report waits for a head. */
  readonly headWithinMs?: number;
}

/** A head follows an event within five seconds. */
const headWithinMs = 8_000;

/**
 * Verification shows no details and records nothing. It reads the projection and contacts no peer, unless the caller
 * chooses the ledger as the source.
 */
export class Verification implements VerificationService, AnchoredVerificationService {
  readonly #options: VerificationOptions;
  readonly #recorded: RecordedTimes;
  readonly #currency: Currency;

  constructor(options: VerificationOptions) {
    this.#options = options;
    this.#recorded = new RecordedTimes(options.projection);
    this.#currency = new Currency(options);
  }

  isCurrent(): Promise<boolean> {
    return this.#currency.isCurrent();
  }

  async verify(question: VerificationQuestion): Promise<Verdict> {
    const asked = await this.#withNames(question);
    return (await this.#judge(asked, this.#options.projection.head)).verdict;
  }

  async verifyAnchored(asked: VerificationQuestion): Promise<AnchoredVerdict> {
    const { projection } = this.#options;
    const question = await this.#withNames(asked);
    const signal = AbortSignal.timeout(this.#options.headWithinMs ?? headWithinMs);
    for (;;) {
      // Read first: the facts may be newer than the head, and must not be older.
      const { head } = projection;
      const { verdict, change, restsOn } = await this.#judge(question, head);
      const wanted = Math.max(0, restsOn);
      if (head !== undefined && wanted <= head.block) return { verdict, head, change };
      if (!(await projection.waitForHead(wanted, signal))) {
        throw new LogError(
          head === undefined ? 'head-missing' : 'proof-pending',
          'no head covers the facts yet',
        );
      }
    }
  }

  /** Of a file that was sent both digests are known already. */
  async #withNames(question: VerificationQuestion): Promise<VerificationQuestion> {
    const { licence, digests } = question;
    const [digest, ...more] = digests;
    if (digest === undefined || more.length > 0) return question;
    const others =
      licence === undefined ? this.#otherNames(digest) : this.#namesAmongFilesOf(licence, digest);
    return { ...question, digests: [digest, ...(await others)] };
  }

  /**
   * The other digests of a file of this licence. Its files are asked for theirs, the same for any question: to look for
   * the file in question takes longer if it is here, whosever it is, and a stranger who named some licence could tell.
   */
  async #namesAmongFilesOf(identifier: string, asked: Digest): Promise<readonly Digest[]> {
    const { renditions = [] } = (await find(this.#options.projection, licences, identifier)) ?? {};
    const files = await Promise.all(
      renditions.map(async ({ digest }) => [digest, ...(await this.#otherNames(digest))]),
    );
    const names = files.find((file) => file.some(({ value }) => value === asked.value)) ?? [];
    return names.filter(({ value }) => value !== asked.value);
  }

  readonly #otherNames: OtherNames = async (digest) => (await this.#options.otherNames?.(digest)) ?? [];

  async #judge(question: VerificationQuestion, head: AnchoredHead | undefined): Promise<Judgement> {
    const asOf = timeOf(this.#options.clock ?? systemClock);
    const moment = question.at === undefined ? undefined : lastMomentOf(question.at);
    const when: When = { moment, asOf };
    const known = this.#factsFor(question, when);
    const freshness = await known.freshness();
    const subjects = await this.#subjectsOf(question, known);
    const { isInDoubt, times, change, ...finding } = judgeAll(subjects, {
      when,
      provenUpTo: head?.block ?? -1,
    });
    const [digest] = question.digests;
    const document = await this.#documentIn(subjects);
    const named = subjects.flatMap(namedByFile);
    const verdict: Verdict = {
      verificationId: randomUUID(),
      ...finding,
      ...optional({ digest }),
      ...optional({ document }),
      ...(named.length > 0 ? { named } : {}),
      valid: isValid(finding),
      reasons: reasonsOf(
        {
          ...finding,
          document,
          isFileEmpty: question.digests.some(isOfEmptyFile),
          isNamedByFile: subjects.some(isNamedByFile),
          isSeveral: named.length > 0,
          receiptFault: subjects.find((subject) => subject.kind === 'unknown')?.receiptFault,
        },
        isInDoubt,
      ),
      at: moment ?? asOf,
      ...optional({ claimedAt: times?.claimedAt, recordedAt: times?.recordedAt }),
      ...(freshness === undefined ? {} : { block: freshness.block, freshness }),
      asOf,
      ledger: this.#options.kind,
    };
    return { verdict, change, restsOn: Math.max(-1, ...subjects.map(restsOn)) };
  }

  /** What the file is in the place of a registered one. Of a report that is one alone, its seal is checked. */
  async #documentIn(subjects: readonly Subject[]): Promise<Verdict['document']> {
    const [document] = subjects.flatMap((subject) => documentOf(subject) ?? []);
    if (document === undefined) return undefined;
    const { kind, claim } = document;
    if (kind !== 'report') return { kind };
    return claim === undefined
      ? { kind, seal: 'absent' }
      : { kind, ...(await this.#options.seals.check(claim)) };
  }

  #factsFor({ consistency }: VerificationQuestion, when: When): FactSource {
    const { projection, ledger } = this.#options;
    const projected = { projection, recorded: this.#recorded };
    return consistency === 'ledger'
      ? new LedgerFactSource(ledger, projected, when)
      : new ProjectedFactSource(projected, when);
  }

  async #subjectsOf(question: VerificationQuestion, known: FactSource): Promise<readonly Subject[]> {
    const facts: Facts = { known, otherNames: this.#otherNames };
    if (question.receipt === undefined) return subjectsOf(question, facts);
    return [await subjectOfReceipt(await this.#options.receipts.check(question.receipt), question, facts)];
  }
}
