// SPDX-License-Identifier: Apache-2.0
import { LedgerConditions } from '../application/case/conditions';
import { ProjectedCases } from '../application/case/queries';
import type { RecordedReads } from '../application/command/recorded-reads';
import { ProjectedEvents } from '../application/event/queries';
import { MaskedApplicants } from '../application/person/applicant-names';
import { ProjectedCredit } from '../application/credit/queries';
import { ProjectedRestrictions } from '../application/licence/restriction-queries';
import { Licences } from '../application/licence/service';
import { CheckedMatters } from '../application/matter/checked-matters';
import type { MatterChecker } from '../application/matter/checker';
import { ProjectedMatters } from '../application/matter/queries';
import { ProjectedRecords } from '../application/record/queries';
import { Registry } from '../application/registry/service';
import type { Services } from '../application/services';
import { Callers } from '../application/session/service';
import { Verification } from '../application/verification/service';
import type { Clock } from '../common/clock';
import type { ReaderConfig } from '../config/config';
import { PrimaryOnly } from '../errors/primary-only';
import { Authenticator, ClientCertificates, IdentityError } from '../identity';
import type { AccessTokenVerifier, BrowserSessions, OfficerDirectory } from '../identity';
import type { LedgerPort } from '../ledger/port';
import type { LogService } from '../log/api';
import { CosignedHeads } from '../log/cosigned-head';
import { keysText } from '../log/registered-keys';
import { statusOf } from '../log/status';
import { setAsideHeads } from '../projection';
import type { Projection } from '../projection';
import type { Storage } from '../storage';
import type { ReaderLog } from './reader-log';

interface ReaderParts {
  readonly config: ReaderConfig;
  readonly tokens: AccessTokenVerifier;
  readonly ledger: LedgerPort;
  readonly projection: Projection;
  readonly storage: Storage;
  readonly log: ReaderLog;
  readonly clock: Clock;
  readonly licenceReader: Services['licenceReader'];
  readonly matterChecker: MatterChecker;
}

/** The services of a reader: queries and verdicts on its own query store; all others refuse each call. */
export function readerServices(parts: ReaderParts, readiness: Services['readiness']): Services {
  const { config, tokens, ledger, projection, storage, log, clock, licenceReader, matterChecker } = parts;
  const matters = new ProjectedMatters(projection);
  const registry = new Registry(projection, refused, refused);
  const authenticator = new Authenticator(tokens, new ClientCertificates(config.systems), refused);
  return {
    ledger: 'network',
    ledgerName: { network: config.connection.network, channel: config.connection.channel },
    callers: new Callers(authenticator, withoutKeys(config.connection.organisation), registry),
    sessions: refused,
    browserSignIn: { kind: 'none' },
    commands: refused,
    intake: refused,
    persons: refused,
    names: refused,
    applicants: new MaskedApplicants({
      ledgerOf: (organisation) => (organisation === config.connection.organisation ? ledger : undefined),
      projection,
    }),
    reports: refused,
    exports: refused,
    searches: refused,
    contents: refused,
    uploads: refused,
    // It has no contents: its lists are without titles.
    titles: { find: refuse, ofRecords: () => Promise.resolve(new Map()) },
    admission: refused,
    records: new ProjectedRecords(projection),
    licences: new Licences(projection, refused, clock),
    printedNumbers: refused,
    restrictions: new ProjectedRestrictions(projection),
    credit: new ProjectedCredit(projection, clock),
    cases: new ProjectedCases(projection, clock),
    conditions: new LedgerConditions({ ledger, projection, clock }),
    // No written reason is kept here.
    offers: { askedBy: refuse, askedFor: refuse, record: refuse, demandRunning: refuse, list: refuse },
    dossiers: { record: refuse, list: refuse, statementOf: () => Promise.resolve(undefined) },
    matters,
    matterChecks: new CheckedMatters({ matters, checker: matterChecker, registry, clock }),
    registry,
    events: new ProjectedEvents(projection),
    verifications: new Verification({
      projection,
      ledger,
      receipts: log.receipts,
      seals: log.seals,
      kind: 'network',
      clock,
    }),
    licenceReader,
    log: logServiceOf(log, projection),
    projection: {
      freshness: () => projection.freshness,
      reached: (block, { timeoutMs, signal }) =>
        projection.waitFor(block, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])),
    },
    storage,
    readiness,
  };
}

function refuse(): never {
  throw new PrimaryOnly();
}

type Refused = Services['commands'] &
  Services['intake'] &
  Services['persons'] &
  Services['names'] &
  Services['printedNumbers'] &
  Services['reports'] &
  Services['exports'] &
  Services['searches'] &
  Services['contents'] &
  Services['uploads'] &
  Services['admission'] &
  Services['sessions'] &
  Pick<BrowserSessions, 'callerOf'> &
  Pick<OfficerDirectory, 'certify' | 'enrol' | 'findOfficer'> &
  Pick<RecordedReads, 'record'>;

/**
 * What only the first gateway has. The routes refuse before they call it; searches are refused here. Whatever is called
 * of it throws, so that it may be said to have any member.
 */
const refused = new Proxy({}, { get: () => refuse }) as Refused;

/** No officer's key is here: a caller is who the ledger's registry says. */
function withoutKeys(own: string): Pick<OfficerDirectory, 'demandOwn' | 'findOfficer'> {
  return {
    demandOwn: (organisation) => {
      if (organisation === own) return;
      throw new IdentityError(
        'officer-unknown',
        `this gateway does not act for the organisation ${organisation}`,
      );
    },
    findOfficer: () => Promise.resolve(undefined),
  };
}

function logServiceOf(log: ReaderLog, projection: Projection): LogService {
  const { published, registered, receipts, network } = log;
  const heads = new CosignedHeads({ projection, registered, network });
  return {
    checkpoint: () => published.checkpoint(),
    cosignedHead: () => heads.newest(),
    file: (name) => published.file(name),
    isForMembers: (name) => published.isForMembers(name),
    keys: async () => keysText(network, await registered.all(), await setAsideHeads(projection)),
    receipt: (eventId) => receipts.of(eventId),
    status: async () => statusOf(projection, await log.evidence.contradictions()),
    addCheckpoint: refuse,
    monitored: refuse,
    contradictions: refuse,
    suggestedReset: refuse,
    demandFounded: refuse,
    nextKeys: refuse,
  };
}
