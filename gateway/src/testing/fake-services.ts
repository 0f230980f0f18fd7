// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { roles, Refusal } from '@guidang/chaincode/model';
import type { ArchiveRecord, Case, Licence, Role } from '@guidang/chaincode/model';
import {
  accessCase,
  accessRecord,
  allCommands,
  acknowledgeFork,
  amendRecord,
  approveProposal,
  withdrawProposal,
  arrangeRecords,
  consultDossier,
  createRecord,
  fileRecord,
  issueLicence,
  numberLicence,
  nameKeeper,
  orderCorrection,
  liftCredit,
  orderPurge,
  proposeChange,
  declareSearch,
  recordCredit,
  registerLicence,
  renewLicence,
  registerOfficer,
  revokeOfficer,
  suspendLicence,
  useLicence,
  usePersonOfCase,
  usePersonOfLicence,
  usePersonOfRecord,
} from '@guidang/chaincode/commands';
import type { Command, CommandResult } from '@guidang/chaincode/commands';
import { optional } from '../common/optional';
import type { EventEntry } from '../application/event/api';
import type { ListQuery, Page } from '../application/paging';
import type { Services } from '../application/services';
import type { SubmissionState, Accepted, CommandOptions, Committed } from '../application/command/api';
import { PrintedNumbers } from '../application/licence/printed-numbers';
import type { VerificationQuestion } from '../application/verification/api';
import { RecordIntake } from '../application/record/bulk-import';
import { IdentityError } from '../identity/identity-error';
import type { Credentials } from '../identity';
import type { Caller } from '../application/caller';

export const department = '11999999000000019M';
export const licenceId = `1.2.156.3005.2.${department}001.${department}.20260001.001.U`;
export const recordId = '0K3V9QW2M7XB5T1RAZ8CD4EFGH6Y';
export const caseId = `${department}.BDC-2026-1`;
export const pseudonym = `P${'0A'.repeat(16)}`;
export const transaction = 'ab'.repeat(32);

const digest = { algorithm: 'sha256' as const, value: '3b'.repeat(32) };
const time = '2026-11-23T01:02:03.004Z';
const noRestrictions = { seizure: 0, objection: 0, mortgage: 0 };

export const record: ArchiveRecord = {
  schema: 1,
  id: recordId,
  version: 3,
  state: 'collecting',
  organisation: 'east',
  department,
  category: 'WS',
  retention: 'Y',
  year: '2026',
  date: '2026-11-23',
  dossiers: [],
  contents: [],
  references: [],
  createdAt: time,
};

const licence: Licence = {
  schema: 1,
  identifier: licenceId,
  version: 2,
  type: `${department}001`,
  issuer: department,
  organisation: 'east',
  region: '999900',
  holders: [{ organisation: department }],
  validFrom: '2026-11-23',
  status: 'in-force',
  issuedAt: time,
  issuedOn: '2026-11-23',
  renditions: [],
};

const openCase: Case = {
  schema: 1,
  id: caseId,
  version: 1,
  matter: '00070100300001',
  matterVersion: 1,
  organisation: 'east',
  department,
  region: '999900',
  applicant: { organisation: department },
  state: 'submitted',
  materials: [],
  decisions: [],
  openedAt: time,
};

const offersAsked = {
  applicant: { kind: 'person', id: pseudonym },
  matter: { id: openCase.matter, version: openCase.matterVersion },
} as const;

/** A well-formed code that is not in the registry. */
export const unknownDepartment = '914403001922038216';

function tokenOf({ authorization, session }: Credentials): string {
  if (session?.id === 'ended') throw new IdentityError('session-ended', 'the session has ended');
  const token = session === undefined ? authorization : session.id.replace('browser-', 'Bearer ');
  if (token === undefined) throw new IdentityError('token-missing', 'a bearer token is required');
  return token;
}

export const sessionHandle = 'S'.repeat(43);
/** When a session ends that this request does not prolong. */
const earlier = '2026-11-23T00:30:00.000Z';

export function eventAt(sequence: number): EventEntry {
  return {
    schema: 1,
    type: 'record.created',
    subject: { kind: 'record', id: recordId },
    officer: {
      organisation: 'east',
      department,
      officer: 'east-1',
      role: 'archivist',
      certificate: 'cd'.repeat(32),
      signature: 'c2ln',
    },
    command: { id: `command-${sequence}`, digest },
    claimedAt: time,
    transaction,
    position: sequence,
    id: `${transaction}-${sequence}`,
    block: 7,
    sequence,
  };
}

export function committed(result: Committed['result'], repeated = false): Committed {
  return { transaction, block: 7, repeated, result };
}

/** A recorded command call. */
interface AskedCommand extends Omit<CommandOptions, 'respondAsync'> {
  readonly type: string;
  readonly body: unknown;
}

/**
 * In-memory services for tests of the HTTP layer. They record their calls; each test may replace what it needs. A
 * bearer token is `role+role@organisation`.
 */
export class FakeServices implements Services {
  readonly asked: { caller: Caller; request: AskedCommand; respondAsync: boolean | undefined }[] = [];
  readonly questions: VerificationQuestion[] = [];
  readonly lists: ListQuery<unknown>[] = [];
  readonly stored: Buffer[] = [];
  known: EventEntry[] = [0, 1, 2].map(eventAt);
  /** How many rows a list has. */
  rows = 120;
  block = 7;

  run: (caller: Caller, request: AskedCommand) => Promise<Committed | Accepted> = (_caller, request) => {
    if (!allCommands.has(request.type)) throw new Error(`no command ${request.type}`);
    return Promise.resolve(committed(resultOf(request)));
  };

  submission: (id: string) => SubmissionState | undefined = () => undefined;

  follow: Services['events']['follow'] = (from, signal) => follow(this.known, from, signal);

  readonly ledger = 'embedded';
  readonly ledgerName = { network: 'guidang', channel: 'records' };

  readonly callers: Services['callers'] = {
    identify: (credentials) => {
      const { session } = credentials;
      const authorization = tokenOf(credentials);
      const [, names = '', organisation = 'east'] =
        /^Bearer ([a-z+]+)(?:@([a-z]+))?$/.exec(authorization) ?? [];
      const known = names.split('+').filter((name): name is Role => roles.some((role) => role === name));
      if (names === 'expired') throw new IdentityError('token-expired', 'the token has expired');
      if (names === 'stranger') throw new IdentityError('officer-unknown', 'not an officer');
      if (known.length === 0) throw new IdentityError('token-invalid', 'the token is not acceptable');
      // A governor acts for the organisation.
      const own = known.every((role) => role === 'governor') ? '' : department;
      return Promise.resolve({
        organisation,
        officer: `${organisation}-1`,
        department: own,
        roles: known,
        signedInUntil: time,
        ...(session && {
          session: {
            handle: sessionHandle,
            authenticatedAt: time,
            idleUntil: session.isUse ? time : earlier,
          },
        }),
      });
    },
  };

  /** Of browsers: the identifier is `browser-` and what a token would say. */
  readonly sessions: Services['sessions'] = {
    listOf: ({ officer }) => [{ handle: sessionHandle, agent: officer, beganAtMs: 0, usedAtMs: 1_000 }],
    endOf: (_owner, handle) => Promise.resolve(handle === sessionHandle),
    end: () => Promise.resolve(),
  };

  browserSignIn: Services['browserSignIn'] = {
    kind: 'cards',
    cards: () =>
      Promise.resolve([
        {
          organisation: 'east',
          organisationName: '东部',
          departmentName: '规划局',
          officer: 'decider',
          roles: ['decider'],
        },
      ]),
    signIn: ({ officer }) => Promise.resolve(`browser-${officer}`),
  };

  readonly #uses = new Map<string, string>();

  readonly commands: Services['commands'] = {
    run: async <Body, Result extends CommandResult>(
      caller: Caller,
      { type }: Command<Body, Result>,
      body: Body,
      options: CommandOptions = {},
    ) => {
      const { respondAsync, ...given } = options;
      const outcome = await this.#ask(caller, { type, body, ...given }, respondAsync);
      return outcome as Committed<Result> | Accepted;
    },
    relay: (caller, jws, options) =>
      this.#ask(caller, { type: createRecord.type, body: jws }, options?.respondAsync),
    submission: (_caller, id) => Promise.resolve(this.submission(id)),
    demandSameUse: (_caller, { idempotencyKey, content }) => {
      if (idempotencyKey === undefined) return Promise.resolve();
      const first = this.#uses.get(idempotencyKey) ?? content;
      this.#uses.set(idempotencyKey, first);
      if (first === content) return Promise.resolve();
      return Promise.reject(new Refusal('command-conflict', 'used', { field: 'Idempotency-Key' }));
    },
  };

  readonly intake: Services['intake'] = new RecordIntake({
    commands: this.commands,
    keys: { claim: () => Promise.resolve(true) },
    register: {
      open: () => Promise.resolve(),
      sort: (_, contents) =>
        Promise.resolve({
          known: new Map(),
          awaited: new Map(),
          own: contents.map((__, position) => ({ position, identity: String(position) })),
        }),
      find: (_, contents) => Promise.resolve(contents.map(() => undefined)),
      keep: () => undefined,
      release: () => undefined,
      doubt: () => undefined,
    },
    admission: { unheld: (...given) => this.admission.unheld(...given) },
    soundness: () => ({ faultsOf: (_, rows) => Promise.resolve(rows.map(() => undefined)) }),
  });

  readonly records: Services['records'] = {
    list: (query) => this.#page(query, record),
    get: (id) => Promise.resolve(id === recordId ? record : undefined),
  };

  readonly licences: Services['licences'] = {
    list: (query) => {
      const { identifier, version, type, issuer, region, status, issuedOn, validFrom } = licence;
      return this.#page(query, { identifier, version, type, issuer, region, status, issuedOn, validFrom });
    },
    use: async (caller, identifier, use) => {
      const { purpose, basis } = use;
      const outcome = await this.commands.run(caller, useLicence, { identifier }, { purpose, basis });
      if ('submission' in outcome || identifier !== licenceId) return undefined;
      return { licence, restrictions: [], restrictionCounts: noRestrictions, access: outcome };
    },
    useVersions: async (caller, identifier, use) => {
      const used = await this.licences.use(caller, identifier, use);
      if (used === undefined) return undefined;
      const items = [{ licence, from: licence.issuedAt, changed: [] }];
      return { items, more: false, access: used.access };
    },
  };

  readonly printedNumbers: Services['printedNumbers'] = new PrintedNumbers(new Uint8Array(32));

  readonly restrictions: Services['restrictions'] = {
    isKnown: () => Promise.resolve(true),
    list: (_, query) => this.#page(query),
    count: () => Promise.resolve(noRestrictions),
  };

  readonly credit: Services['credit'] = { list: (query) => this.#page(query) };

  readonly cases: Services['cases'] = {
    list: (query) => this.#page(query, openCase),
    get: (id) => Promise.resolve(id === caseId ? openCase : undefined),
    count: () =>
      Promise.resolve({ states: { submitted: 1 }, waitsFor: { acceptor: 1 }, mine: 0, waiting: 1, late: 0 }),
  };

  readonly conditions: Services['conditions'] = {
    of: () => Promise.resolve({ on: '2026-11-20', conditions: [] }),
  };

  readonly dossiers: Services['dossiers'] = {
    record: async (caller, asked, use) => {
      const outcome = await this.#ask(caller, { type: consultDossier.type, body: asked, ...use });
      if ('submission' in outcome) throw new Error('the use is still on its way');
      return outcome;
    },
    list: (level, query) => {
      const { id, version, department: of, organisation, category, retention, year, date, state } = record;
      const summary = { id, version, state, organisation, department: of, category, retention, year, date };
      const shown = level === 'materials' ? record : { ...summary, createdAt: time };
      return this.#page(query, { kind: 'record', at: time, event: eventAt(0).id, record: shown } as const);
    },
    statementOf: () => Promise.resolve(undefined),
  };

  readonly offers: Services['offers'] = {
    askedBy: (id) => Promise.resolve(id === caseId ? { ...offersAsked, case: id } : undefined),
    askedFor: (_, applicant) => Promise.resolve({ ...offersAsked, applicant }),
    record: async (caller, asked, use) => {
      const outcome = await this.#ask(caller, { type: consultDossier.type, body: asked, ...use });
      if ('submission' in outcome) throw new Error('the use is still on its way');
      return outcome;
    },
    demandRunning: () => Promise.resolve(),
    list: async (query) => ({ ...(await this.#page(query)), unfit: [] }),
  };

  readonly matters: Services['matters'] = {
    list: (query) => this.#page(query),
    get: () => Promise.resolve(undefined),
  };

  readonly matterChecks: Services['matterChecks'] = { of: () => Promise.resolve(undefined) };

  readonly registry: Services['registry'] = {
    isEntered: (_, id) => Promise.resolve(id !== unknownDepartment && id !== 'nowhere'),
    organisations: (query) => this.#page(query),
    departments: (query) => this.#page(query),
    department: (code) =>
      Promise.resolve({
        schema: 1,
        version: 1,
        code,
        name: '示范市局',
        organisation: 'east',
        region: '999999',
      }),
    officers: (query) => this.#page(query),
    authorities: (query) => this.#page(query),
    restrictionAuthorities: (query) => this.#page(query),
    licenceTypes: (query) => this.#page(query),
    calendars: (query) => this.#page(query),
    fonds: (query) => this.#page(query),
    releases: (query) => this.#page(query),
    issuerAliases: (query) => this.#page(query),
    codes: (query) => this.#page(query),
    codeMeant: (book, name) =>
      Promise.resolve(
        book !== 'purpose'
          ? undefined
          : { 办案审查: { code: 'case-review', isInUse: true }, ended: { code: 'ended', isInUse: false } }[
              name
            ],
      ),
    registrations: (query) => this.#page(query),
    proposals: (query) => this.#page(query),
    proposal: () => Promise.resolve(undefined),
    certifyOwnKey: (_, request) => Promise.resolve(`certified: ${request}`),
    addOfficer: (caller, { idempotencyKey, ...body }, options) =>
      this.#ask(caller, { type: registerOfficer.type, body, idempotencyKey }, options?.respondAsync),
  };

  readonly events: Services['events'] = {
    get: (id) => Promise.resolve(this.known.find((event) => event.id === id)),
    history: (query) =>
      query.filters.subject.id === recordId ? this.#page(query, eventAt(0)) : Promise.resolve(undefined),
    uses: (query) => this.#page(query, eventAt(0)),
    follow: (from, signal) => this.follow(from, signal),
    named: (entry) =>
      Promise.resolve(
        entry.purpose === 'case-review'
          ? { ...entry, names: { purpose: { zh: '办案审查', en: 'Review of a case' } } }
          : entry,
      ),
    nextSequence: () => Promise.resolve(this.known.length),
  };

  readonly verifications: Services['verifications'] = {
    verify: (question) => {
      this.questions.push(question);
      return Promise.resolve({
        verificationId: '0b9f4c3e-7d6a-4c39-8a44-0d2f6f1f7a10',
        ...optional({ licence: question.licence }),
        integrity: 'not-on-ledger',
        status: 'unknown',
        issuer: 'unknown',
        proof: 'pending',
        valid: false,
        reasons: ['not-on-ledger'],
        at: time,
        asOf: time,
        ledger: 'embedded',
      });
    },
    isCurrent: () => Promise.resolve(true),
  };

  licenceReader: Services['licenceReader'] = {
    keep: () => ({
      take: () => undefined,
      texts: () => Promise.resolve([]),
      letGo: () => undefined,
    }),
  };

  readonly reports: Services['reports'] = {
    json: (question, inTurn) =>
      inTurn(async () => {
        const verdict = await this.verifications.verify(question);
        const { verificationId, asOf } = verdict;
        const report = {
          schema: 1 as const,
          verificationId,
          organisation: 'east',
          verifiedAt: asOf,
          verdict,
        };
        return { report, seal: '— guidang/east/seal AAAA\n' };
      }),
    pdf: (_question, inTurn) => inTurn(() => Promise.resolve(Buffer.from('%PDF-1.7\n'))),
  };

  readonly exports: Services['exports'] = {
    open: ({ selection }) =>
      Promise.resolve(Readable.from([`${JSON.stringify({ selection })}\n`, '{"seal":""}\n'])),
  };

  readonly searches: Services['searches'] = {
    record: async (caller, search, use) => {
      const outcome = await this.#ask(caller, { type: declareSearch.type, body: search, ...use });
      if ('submission' in outcome) throw new Error('the search is still on its way');
      return outcome;
    },
  };

  readonly admission: Services['admission'] = {
    admit: () => Promise.resolve(),
    unheld: () => Promise.resolve([]),
  };

  uploads: Services['uploads'] = {
    keptMs: 1_000,
    begin: () => Promise.resolve('0'.repeat(32)),
    find: () => Promise.resolve(undefined),
    append: () => Promise.resolve(0),
    end: () => Promise.resolve(),
  };

  readonly contents: Services['contents'] = {
    put: async (_caller, source) => {
      const parts: Uint8Array[] = [];
      for await (const part of source) parts.push(part);
      const bytes = Buffer.concat(parts);
      this.stored.push(bytes);
      const digestBy = (algorithm: 'sha256' | 'sm3'): { algorithm: typeof algorithm; value: string } => ({
        algorithm,
        value: createHash(algorithm).update(bytes).digest('hex'),
      });
      const stored = digestBy('sha256');
      return { digest: { ...stored, algorithm: 'sha256' }, sm3: digestBy('sm3'), bytes: bytes.length };
    },
    describe: () => {
      const [bytes] = this.stored;
      return Promise.resolve(bytes && { bytes: bytes.length, mediaType: 'application/pdf' });
    },
    otherNames: () => Promise.resolve([]),
    open: async (caller, request) => {
      const { purpose, basis, of } = request;
      const [file] = this.stored;
      if (file !== undefined) request.onFound?.({ bytes: file.length, mediaType: 'application/pdf' });
      const { type } = { record: accessRecord, licence: useLicence, case: accessCase }[of.kind];
      const access = await this.#ask(caller, { type, body: of, purpose, basis });
      if ('submission' in access || this.stored[0] === undefined) return undefined;
      const [bytes] = this.stored;
      return { bytes: bytes.length, mediaType: 'application/pdf', stream: Readable.from([bytes]), access };
    },
  };

  readonly log: Services['log'] = {
    checkpoint: () => 'guidang/log\n3\nAAAA\n\n— guidang/log AAAA\n',
    cosignedHead: () =>
      Promise.resolve({
        size: 3,
        root: 'ab'.repeat(32),
        quorum: 1,
        cosigners: [{ organisation: 'east', at: '2026-03-02T01:00:00.000Z' }],
      }),
    file: ({ level, number, width = 256 }) =>
      Promise.resolve(number === 0 ? Buffer.alloc(level === 'entries' ? width : width * 32, 7) : undefined),
    isForMembers: () => Promise.resolve(false),
    keys: () => Promise.resolve('# origin guidang/log\n# quorum 1 from 0\n'),
    addCheckpoint: () => Promise.resolve({ cosignatures: '— guidang/east AAAA\n' }),
    monitored: () => undefined,
    receipt: (id) =>
      Promise.resolve(
        this.known.some((event) => event.id === id)
          ? { index: 1, leaf: '{}', proof: [Buffer.alloc(32, 5)], checkpoint: this.log.checkpoint() ?? '' }
          : undefined,
      ),
    contradictions: () => Promise.resolve([]),
    suggestedReset: () => Promise.resolve(undefined),
    demandFounded: () => Promise.resolve(),
    nextKeys: (organisation) =>
      Promise.resolve({ kind: 'log-keys' as const, organisation, add: [], retire: [] }),
    status: () => Promise.resolve({ leaves: 5, headSize: 3, contradictions: 0, acknowledged: 0 }),
  };

  readonly persons: Services['persons'] = {
    enter: () =>
      Promise.resolve({ person: pseudonym, commitment: digest, write: committed({ person: pseudonym }) }),
    resolve: (_caller, { number }) =>
      Promise.resolve(number === 'E00000000' ? { person: pseudonym, commitment: digest } : undefined),
    enterInstead: () =>
      Promise.resolve({ person: pseudonym, commitment: digest, write: committed({ person: pseudonym }) }),
    inspect: (_caller, { number, name }) =>
      Promise.resolve(
        number === 'E00000000'
          ? {
              person: pseudonym,
              commitment: digest,
              status: 'registered' as const,
              entered: { organisation: 'east', department, officer: 'east-1', at: time },
              numberFits: true,
              ...optional({ nameFits: name === undefined ? undefined : name === 'Someone Secret' }),
              access: committed({ person: pseudonym }),
            }
          : undefined,
      ),
    use: async (caller, person, { of, purpose, basis }) => {
      const { type } = { record: usePersonOfRecord, licence: usePersonOfLicence, case: usePersonOfCase }[
        of.kind
      ];
      const access = await this.#ask(caller, { type, body: of, purpose, basis });
      if ('submission' in access || person !== pseudonym) return undefined;
      return { person, name: 'Someone Secret', numberType: '414', number: 'E00000000', access };
    },
    purge: (_caller, person) => Promise.resolve(committed({ person })),
    correct: () => Promise.resolve(committed({ person: pseudonym })),
    amend: (_caller, person) => Promise.resolve({ person, commitment: digest, write: committed({ person }) }),
  };

  readonly titles: Services['titles'] = {
    find: (_caller, { after }) => {
      const items = [{ record: recordId, title: { title: '样例题名' } }];
      return Promise.resolve(after === undefined ? { items, next: recordId } : { items: [] });
    },
    ofRecords: (_caller, all) => Promise.resolve(new Map(all.map(({ id }) => [id, { title: '样例题名' }]))),
  };

  names: Services['names'] = {
    ofText: () => Promise.resolve([]),
    ofParties: () => Promise.resolve([]),
  };

  readonly applicants: Services['applicants'] = {
    ofCases: (_caller, all) => Promise.resolve(new Map(all.map(({ id }) => [id, '闻人*夏']))),
  };

  readonly projection: Services['projection'] = {
    freshness: () => ({ block: this.block, blockClaimedAt: '2026-11-23T01:00:00.000Z', ageMs: 1_500 }),
    reached: (block) => Promise.resolve(block <= this.block),
  };

  storage: Services['storage'] = {
    failures: [],
    space: { isFull: false, freeBytes: 1, reserveBytes: 0 },
    demandWritable: () => undefined,
  };

  readonly readiness: Services['readiness'] = () =>
    Promise.resolve({ ready: true, checks: { ledger: { ok: true } } });

  #ask(caller: Caller, request: AskedCommand, respondAsync?: boolean): Promise<Committed | Accepted> {
    this.asked.push({ caller, request, respondAsync });
    return this.run(caller, request);
  }

  /** A list of 120 similar items, whose positions are their numbers. */
  #page<Item>(query: ListQuery<unknown>, ...items: Item[]): Promise<Page<Item>> {
    this.lists.push(query);
    const start = Number(query.after ?? 0);
    const end = Math.min(start + query.limit, items.length * this.rows);
    const page = Array.from({ length: end - start }, () => items).flat();
    return Promise.resolve({ items: page, ...(end < items.length * this.rows ? { next: String(end) } : {}) });
  }
}

async function* follow(
  events: readonly EventEntry[],
  from: number,
  signal: AbortSignal,
): AsyncGenerator<EventEntry> {
  yield* events.slice(from);
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
}

/** The chaincode's results by command, with the members that its `run` returns. */
function resultOf({ type, body }: AskedCommand): Committed['result'] {
  const { id } = (body ?? {}) as { readonly id?: string };
  const [kind] = type.split('.');
  if (kind === 'case') return { id: id ?? caseId, version: 2, state: 'submitted' };
  return results[type] ?? { id: id ?? 'x' };
}

const results: Readonly<Record<string, Committed['result']>> = {
  [acknowledgeFork.type]: { size: 3, root: Buffer.alloc(32, 7).toString('base64') },
  [createRecord.type]: { id: recordId, version: 1 },
  [amendRecord.type]: { id: recordId, version: 2 },
  [fileRecord.type]: { id: recordId, version: 2 },
  [arrangeRecords.type]: { codes: {} },
  [issueLicence.type]: { identifier: licenceId, version: 1 },
  [registerLicence.type]: { identifier: licenceId, version: 1 },
  [numberLicence.type]: { identifier: licenceId, version: 2 },
  [renewLicence.type]: { identifier: licenceId, version: 2, superseded: licenceId },
  [suspendLicence.type]: { identifier: licenceId, version: 3, status: 'suspended' },
  [proposeChange.type]: { id: 'p1', status: 'open', approvals: 1 },
  [approveProposal.type]: { id: 'p1', status: 'effective', approvals: 3 },
  [withdrawProposal.type]: { id: 'p1', status: 'withdrawn', approvals: 1 },
  [recordCredit.type]: { id: 'XY-1', version: 1 },
  [liftCredit.type]: { id: 'XY-1', version: 2 },
  [orderPurge.type]: { person: pseudonym, status: 'open', signatures: 1 },
  [orderCorrection.type]: { person: pseudonym, status: 'ordered', signatures: 2 },
  [registerOfficer.type]: { officer: 'east-2', certificate: 'c'.repeat(64) },
  [nameKeeper.type]: { fonds: 'A001', version: 2 },
  [revokeOfficer.type]: { officer: 'east-2', certificate: 'c'.repeat(64), version: 2 },
};
