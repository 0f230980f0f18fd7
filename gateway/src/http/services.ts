// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type {
  ArchiveRecord,
  Authority,
  Case,
  Department,
  Digest,
  Licence,
  LicenceStatus,
  LicenceTypeEntry,
  Matter,
  Officer,
  Organisation,
  Person,
  Proposal,
  ProvenanceEvent,
  RecordContent,
  RegistryChange,
  Restricted,
  Restrictions,
  Role,
  Subject,
} from '@guidang/chaincode';
import type { ErrorCode } from '../errors/catalogue';
import type { Problem } from '../errors/problem';
import type { ExportRequest } from '../export/selection';
import type { Contradiction } from '../log/evidence';
import type { Receipt } from '../log/receipt';
import type { TileName } from '../log/tile-path';
import type { WitnessAnswer } from '../log/witness';
import type { Freshness } from '../projection';
import type { SealedReport } from '../report/sealed-report';
import type { Accepted, Caller, CommandRequest, Committed } from '../service/ports';
import type { Verdict } from '../verification/verdict';

/**
 * What the HTTP border needs of the gateway, and no more. Methods reject with a `Problem` of the catalogue, or with
 * the typed errors that `toProblem` knows: `Refusal`, `LedgerError`, `IdentityError`, `ContentError`,
 * `IdentifierMalformed`. Anything else is a bug, and is answered 500. "There is no such thing" is `undefined`.
 */
export interface Services {
  readonly callers: CallerSource;
  readonly commands: CommandService;
  readonly intake: RecordIntakeService;
  readonly records: RecordQueries;
  readonly licences: LicenceService;
  readonly restrictions: RestrictionQueries;
  readonly cases: CaseQueries;
  readonly matters: MatterQueries;
  readonly registry: RegistryService;
  readonly events: EventQueries;
  readonly verifications: VerificationService;
  readonly reports: ReportService;
  readonly exports: ExportService;
  readonly contents: ContentService;
  readonly log: LogService;
  readonly persons: PersonService;
  readonly projection: ProjectionProgress;
  readonly readiness: () => Promise<Readiness>;
}

export interface CallerSource {
  /** @throws {IdentityError} when nobody that we know sends the request. */
  identify(request: IncomingMessage): Promise<Caller>;
}

/**
 * A position is the store's own, and opaque here: the border gives it out inside a cursor that is authenticated and
 * bound to the filters, so a store may trust one that comes back.
 */
export interface ListQuery<Filters> {
  readonly filters: Filters;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Position after the last item; absent when there are no more. */
  readonly next?: string | undefined;
}

export interface WriteOptions {
  /** The caller asked not to wait (RFC 7240 `respond-async`). */
  readonly respondAsync?: boolean;
}

export interface CommandService {
  /** Signs with the officer's key, submits through the outbox, waits a bounded time. */
  run(caller: Caller, request: CommandRequest, options?: WriteOptions): Promise<Committed | Accepted>;
  /** Submits a command that the client signed itself (compact JWS); its signer must be the caller. */
  relay(caller: Caller, jws: string, options?: WriteOptions): Promise<Committed | Accepted>;
  /** What a write of the caller's own came to. */
  submission(caller: Caller, id: string): Promise<Submission | undefined>;
}

export type Submission =
  | { readonly status: 'pending' }
  | { readonly status: 'committed'; readonly outcome: Committed }
  | {
      readonly status: 'failed';
      readonly code: ErrorCode;
      readonly detail: string;
      readonly field?: string | undefined;
    };

/** A row of a list of records: its number in the list, from 1, and what it says, or what is wrong with it. */
export type IntakeRow =
  | { readonly row: number; readonly content: RecordContent; readonly bytes: number }
  | { readonly row: number; readonly problem: Problem };

/** What became of a row. */
export type RowOutcome =
  { readonly row: number; readonly id: string } | { readonly row: number; readonly problem: Problem };

export interface IntakeOptions {
  /** The same key and the same rows have one effect, however often they are sent. */
  readonly idempotencyKey: string | undefined;
  readonly role: Role | undefined;
}

export interface RecordIntakeService {
  /**
   * Takes a list of any length in.
   * @returns what became of the rows, in their order, some at a time
   * @throws {Problem} or {Refusal} when the whole is at fault, or the ledger does not take it in a bounded time
   */
  take(
    caller: Caller,
    rows: AsyncIterable<IntakeRow>,
    options: IntakeOptions,
  ): AsyncGenerator<readonly RowOutcome[]>;
}

/** An event with its place: `sequence` counts all events of the ledger in block order, from 0. */
export interface EventEntry extends ProvenanceEvent {
  /** `eventId` of the chaincode: transaction and position. */
  readonly id: string;
  readonly block: number;
  readonly sequence: number;
}

export interface RecordFilters {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
  readonly state?: ArchiveRecord['state'] | undefined;
  readonly category?: string | undefined;
  readonly year?: string | undefined;
  readonly case?: string | undefined;
  readonly archivalCode?: string | undefined;
  /** A dossier's key: a pseudonym, a unified code or an object identifier. */
  readonly dossier?: string | undefined;
}

export interface RecordQueries {
  list(query: ListQuery<RecordFilters>): Promise<Page<ArchiveRecord>>;
  /** @param version by default the newest. */
  get(id: string, version?: number): Promise<ArchiveRecord | undefined>;
}

export interface LicenceFilters {
  readonly type?: string | undefined;
  readonly issuer?: string | undefined;
  readonly region?: string | undefined;
  readonly status?: LicenceStatus | undefined;
  readonly object?: string | undefined;
  /** A pseudonym or a unified code. */
  readonly holder?: string | undefined;
}

/** What a list shows of a licence: no holder, no object, no fields; those are details, and seeing them is a use. */
export type LicenceSummary = Pick<
  Licence,
  'identifier' | 'version' | 'type' | 'issuer' | 'region' | 'status' | 'issuedOn' | 'validFrom' | 'validUntil'
>;

export interface RecordedUse {
  readonly role?: Role | undefined;
  readonly purpose: string;
  readonly basis: string;
  readonly idempotencyKey?: string | undefined;
}

export interface LicenceUse {
  readonly licence: Licence;
  readonly restrictions: Restrictions['restrictions'];
  /** The event that was committed before this was read. */
  readonly access: Committed;
}

export interface LicenceService {
  list(query: ListQuery<LicenceFilters>): Promise<Page<LicenceSummary>>;
  /** Runs `licence.use`, waits for its block, then reads: the answer never precedes the record of it. */
  use(caller: Caller, identifier: string, use: RecordedUse): Promise<LicenceUse | undefined>;
}

export interface RestrictionQueries {
  /** An empty list where nothing lies on the licence or object. */
  on(subject: Restricted): Promise<Restrictions>;
}

export interface CaseFilters {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
  readonly state?: Case['state'] | undefined;
  readonly matter?: string | undefined;
  readonly object?: string | undefined;
  /** A pseudonym or a unified code. */
  readonly applicant?: string | undefined;
  /** Open cases of the officer's department whose next act is for one of these roles. */
  readonly mine?: { readonly department: string; readonly roles: readonly Role[] } | undefined;
  /** Open cases whose time limit had passed at this time (RFC 3339). */
  readonly lateAt?: string | undefined;
}

export interface CaseQueries {
  list(query: ListQuery<CaseFilters>): Promise<Page<Case>>;
  get(id: string): Promise<Case | undefined>;
}

export interface MatterQueries {
  /** The versions in force. */
  list(query: ListQuery<{ readonly owner?: string | undefined }>): Promise<Page<Matter>>;
  get(id: string, version?: number): Promise<Matter | undefined>;
}

export interface DepartmentFilters {
  readonly organisation?: string | undefined;
  readonly region?: string | undefined;
}

export interface OfficerFilters {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
  readonly status?: Officer['status'] | undefined;
}

export interface AuthorityFilters {
  readonly issuer?: string | undefined;
  readonly licenceType?: string | undefined;
}

export interface NewOfficer {
  /** A pseudonym to enrol under; by default a new random one. */
  readonly id?: string | undefined;
  readonly department: string;
  readonly roles: readonly Role[];
  readonly idempotencyKey?: string | undefined;
}

export interface RegistryService {
  organisations(query: ListQuery<Record<string, never>>): Promise<Page<Organisation>>;
  departments(query: ListQuery<DepartmentFilters>): Promise<Page<Department>>;
  officers(query: ListQuery<OfficerFilters>): Promise<Page<Officer>>;
  authorities(query: ListQuery<AuthorityFilters>): Promise<Page<Authority>>;
  licenceTypes(query: ListQuery<Record<string, never>>): Promise<Page<LicenceTypeEntry>>;
  proposals(query: ListQuery<{ readonly status?: Proposal['status'] | undefined }>): Promise<Page<Proposal>>;
  proposal(id: string): Promise<Proposal | undefined>;
  /** Enrols at the organisation's CA under a new pseudonym, then registers on the ledger as the caller, a governor. */
  addOfficer(caller: Caller, officer: NewOfficer, options?: WriteOptions): Promise<Committed | Accepted>;
}

export interface EventQueries {
  get(id: string): Promise<EventEntry | undefined>;
  /** @returns undefined when the ledger knows no such subject. */
  history(
    query: ListQuery<{ readonly subject: Subject; readonly type?: string | undefined }>,
  ): Promise<Page<EventEntry> | undefined>;
  /**
   * All events in order from this sequence on, or those of one type, then as they come; ends by the signal. Reads on
   * only when asked.
   */
  follow(from: number, signal: AbortSignal, type?: string): AsyncIterable<EventEntry>;
  /** The sequence that the next event will have. */
  nextSequence(): Promise<number>;
}

export interface VerificationQuestion {
  readonly licence?: string | undefined;
  /** The digests of one file: any of them may be the registered one. None: the file is not asked about. */
  readonly digests: readonly Digest[];
  /** The text of a receipt, in place of a licence: the verdict is on what its event is about. */
  readonly receipt?: string | undefined;
  /** A date YYYY-MM-DD or an RFC 3339 time in the past. */
  readonly at?: string | undefined;
  /** What answers: this gateway's query store, or the ledger's own state, which knows no past. */
  readonly consistency?: 'projection' | 'ledger' | undefined;
}

export interface VerificationService {
  /**
   * Shows no details and records nothing.
   * @throws {LedgerError} when the ledger was to answer and cannot be reached.
   */
  verify(question: VerificationQuestion): Promise<Verdict>;
}

export interface ReportService {
  /** A verification under the organisation's seal. @throws {Problem} `keys-missing`; what `verify` throws. */
  json(question: VerificationQuestion): Promise<SealedReport>;
  /** The same, printed. */
  pdf(question: VerificationQuestion): Promise<Buffer>;
}

export interface ExportService {
  /**
   * An export's lines, some at a time.
   * @throws {Problem} `head-missing` before the log has a head, `keys-missing` without keys to seal with.
   */
  open(request: ExportRequest): Promise<AsyncIterable<string>>;
}

export interface StoredFile {
  readonly digest: Digest;
  readonly sm3: Digest;
  readonly bytes: number;
}

export interface ContentRequest extends RecordedUse {
  readonly digest: Digest;
  /** What the content belongs to: its access or use is what is recorded. */
  readonly of:
    { readonly kind: 'record'; readonly id: string } | { readonly kind: 'licence'; readonly id: string };
}

export interface OpenContent {
  readonly bytes: number;
  readonly mediaType: string;
  readonly stream: Readable;
  readonly access: Committed;
}

export interface ContentService {
  put(
    caller: Caller,
    source: AsyncIterable<Uint8Array>,
    options: { readonly bytesMax: number; readonly expected?: Digest | undefined },
  ): Promise<StoredFile>;
  /**
   * Commits the access (`record.access`, or `licence.use`) before the first byte.
   * @returns undefined when no such content belongs to that record or licence.
   */
  open(caller: Caller, request: ContentRequest): Promise<OpenContent | undefined>;
}

/** The transparency log, as everybody may read it. */
export interface LogService {
  /** The signed note of the head that is anchored; `undefined` before the first. */
  checkpoint(): string | undefined;
  /** The bytes of a tile or of a bundle of entries; `undefined` for what the head does not cover. */
  file(name: TileName): Promise<Uint8Array | undefined>;
  /** The text of the organisations' keys; `undefined` while there are none. */
  keys(): Promise<string | undefined>;
  /** Answers the body of a request to cosign a head. */
  addCheckpoint(body: Uint8Array): Promise<WitnessAnswer>;
  /** The note that this gateway cosigned last, by the SHA-256 of the log's origin in hex. */
  monitored(originHash: string): string | undefined;
  /** The receipt of an event: `pending` while no head covers it, `undefined` when there is no such event. */
  receipt(eventId: string): Promise<Receipt | 'pending' | undefined>;
  /** Where the log has forked, with both signed notes. */
  contradictions(): readonly Contradiction[];
  /**
   * Makes the organisation's next keys, and says how to propose them.
   * @returns undefined when this gateway keeps none of that organisation.
   */
  nextKeys(organisation: string): Promise<RegistryChange | undefined>;
  status(): LogStatus;
}

/** How far the log is. */
export interface LogStatus {
  readonly leaves: number;
  /** Of the anchored head; 0 before the first. */
  readonly headSize: number;
  readonly contradictions: number;
}

export interface EnteredPerson {
  readonly person: string;
  readonly commitment: Digest;
}

export interface PersonService {
  /** Enters a person, or answers the pseudonym that the number has already; `write` is absent then. */
  enter(
    caller: Caller,
    person: Person,
    options: WriteOptions & {
      readonly role?: Role | undefined;
      readonly idempotencyKey?: string | undefined;
    },
  ): Promise<EnteredPerson & { readonly write?: Committed | Accepted | undefined }>;
  resolve(caller: Caller, number: Pick<Person, 'numberType' | 'number'>): Promise<EnteredPerson | undefined>;
  purge(
    caller: Caller,
    person: string,
    options: WriteOptions & {
      readonly role?: Role | undefined;
      readonly idempotencyKey?: string | undefined;
    },
  ): Promise<Committed | Accepted>;
}

export interface ProjectionProgress {
  /** How new the answers are that come from the query store; `undefined` before the first block. */
  freshness(): Freshness | undefined;
  /** Waits until queries see this block. @returns false when the time ran out first. */
  reached(
    block: number,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<boolean>;
}

export interface Readiness {
  readonly ready: boolean;
  /** Each part that must work, and in a word why it does not. */
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string | undefined }>>;
}
