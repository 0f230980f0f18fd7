// SPDX-License-Identifier: Apache-2.0
import { firstOrganisation } from '../application/gateway-context';
import type { Services } from '../application/services';
import { Authenticator, ClientCertificates } from '../identity';
import { Exports } from '../application/export/service';
import { Reports } from '../application/report/service';
import { Searches } from '../application/search/service';
import { Callers } from '../application/session/service';
import { SigningCommandService } from '../application/command/service';
import { HeldContents } from '../application/content/admission';
import { Contents } from '../application/content/service';
import { IdempotencyKeys } from '../application/command/idempotency';
import { Licences } from '../application/licence/service';
import { PrintedNumbers } from '../application/licence/printed-numbers';
import { MaskedApplicants } from '../application/person/applicant-names';
import { PrintableNames } from '../application/person/printable-names';
import { Persons } from '../application/person/service';
import { LedgerConditions } from '../application/case/conditions';
import { ProjectedCases } from '../application/case/queries';
import { ProjectedDossiers } from '../application/dossier/queries';
import { Dossiers } from '../application/dossier/service';
import { OfferedFirst } from '../application/dossier/offered-first';
import { ProjectedOffers } from '../application/dossier/offer-queries';
import { Offers } from '../application/dossier/offers';
import { Statements } from '../application/dossier/statements';
import { ProjectedEvents } from '../application/event/queries';
import { ProjectedRecords } from '../application/record/queries';
import { CheckedMatters } from '../application/matter/checked-matters';
import { ProjectedMatters } from '../application/matter/queries';
import { ProjectedRegistry } from '../application/registry/queries';
import { ProjectedCredit } from '../application/credit/queries';
import { ProjectedRestrictions } from '../application/licence/restriction-queries';
import { KnownRows } from '../application/record/known-rows';
import { RecordIntake } from '../application/record/bulk-import';
import { RowRegister } from '../application/record/row-register';
import { RowSoundness } from '../application/record/row-soundness';
import { RecordedReads } from '../application/command/recorded-reads';
import { Registry } from '../application/registry/service';
import { RecordTitles } from '../application/title/service';
import { Verification } from '../application/verification/service';
import { browserSignInOf } from './browser-sign-in';
import { quotaIn } from './parts';
import type { Parts } from './parts';

/** The services of the HTTP API, and those that reactions use too. */
export interface BuiltServices {
  readonly http: Services;
  readonly commands: SigningCommandService;
  readonly persons: Persons;
  readonly events: ProjectedEvents;
  readonly keys: IdempotencyKeys;
}

/** Constructs the services. */
export function buildServices(parts: Parts, readiness: Services['readiness']): BuiltServices {
  const {
    config,
    context,
    deployment,
    projection,
    contents,
    log,
    store,
    storage,
    contentHolders,
    contentUsage,
    uploads,
    personDrafts,
    sessions,
    clock,
  } = parts;
  const officers = new ProjectedRegistry(projection);
  const matters = new ProjectedMatters(projection);
  const keys = new IdempotencyKeys(store, clock.nowMs);
  const offered = new ProjectedOffers(projection, clock);
  const offers = new Offers({
    commands: (): SigningCommandService => commands,
    projection,
    queries: offered,
  });
  const held = new HeldContents({
    store: contents,
    holders: contentHolders,
    projection,
    ledger: firstOrganisation(context).ledger,
  });
  const admission = new OfferedFirst({ held, offers, queries: offered, projection });
  const commands: SigningCommandService = new SigningCommandService({
    context,
    keys,
    projection,
    registry: officers,
    storage,
    admission,
  });
  const reads = new RecordedReads({ commands, keys, projection, clock });
  const registry = new Registry(projection, context.officers, commands);
  const persons = new Persons({
    context,
    commands,
    reads,
    drafts: personDrafts,
    lookupKey: deployment.peopleKey,
  });
  const events = new ProjectedEvents(projection);
  const files = new Contents({
    store: contents,
    holders: contentHolders,
    projection,
    reads,
    usage: contentUsage,
    quotaBytesOf: quotaIn(config),
  });
  const verifications = new Verification({
    projection,
    ledger: firstOrganisation(context).ledger,
    receipts: log.receipts,
    seals: log.seals,
    kind: deployment.kind,
    clock,
    otherNames: (digest) => files.otherNames(digest),
  });
  const { own } = deployment.log;
  const authenticator = new Authenticator(
    deployment.tokens,
    new ClientCertificates(config.network?.systems ?? []),
    sessions,
  );
  const callers = new Callers(authenticator, context.officers, registry);
  const http: Services = {
    ledger: deployment.kind,
    ledgerName: context.ledgerName,
    callers,
    sessions,
    browserSignIn: browserSignInOf(parts, { callers, registry }),
    commands,
    intake: new RecordIntake({
      commands,
      keys,
      register: new RowRegister({ context, projection, known: new KnownRows(projection, store) }),
      admission,
      soundness: () => new RowSoundness({ ledger: firstOrganisation(context).ledger, clock }),
    }),
    persons,
    names: new PrintableNames({ persons, printer: parts.printer }),
    applicants: new MaskedApplicants({
      ledgerOf: (organisation) => context.organisations.get(organisation)?.ledger,
      projection,
    }),
    events,
    records: new ProjectedRecords(projection),
    licences: new Licences(projection, reads, clock),
    printedNumbers: new PrintedNumbers(deployment.peopleKey),
    restrictions: new ProjectedRestrictions(projection),
    credit: new ProjectedCredit(projection, clock),
    cases: new ProjectedCases(projection, clock),
    conditions: new LedgerConditions({ ledger: firstOrganisation(context).ledger, projection, clock }),
    dossiers: new Dossiers({
      commands,
      projection,
      queries: new ProjectedDossiers(projection, clock),
      statements: new Statements({ contents: files, store: contents, keys }),
    }),
    offers,
    matters,
    matterChecks: new CheckedMatters({ matters, checker: parts.matterChecker, registry: officers, clock }),
    registry,
    verifications,
    licenceReader: parts.licenceReader,
    reports: new Reports({ ...log, verifications, projection, own, printer: parts.printer }),
    exports: new Exports({ ...log, network: deployment.ledgerName.network, projection, own }),
    searches: new Searches(commands, projection),
    contents: files,
    uploads,
    titles: new RecordTitles(parts.titles, projection),
    admission,
    log: log.service,
    projection: {
      freshness: () => projection.freshness,
      reached: (block, { timeoutMs, signal }) =>
        projection.waitFor(block, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])),
    },
    storage,
    readiness,
  };
  return { http, commands, persons, events, keys };
}
