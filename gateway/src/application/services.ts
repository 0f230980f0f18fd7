// SPDX-License-Identifier: Apache-2.0
import type { LedgerName } from '../ledger/port';
import type { LogService } from '../log/api';
import type { StorageState } from '../storage';
import type { CaseConditions, CaseQueries } from './case/api';
import type { CommandService } from './command/api';
import type { ContentAdmission, ContentService, UploadService } from './content/api';
import type { DossierService } from './dossier/api';
import type { OfferService } from './dossier/offer-api';
import type { EventQueries } from './event/api';
import type { ExportService } from './export/api';
import type { CreditQueries } from './credit/api';
import type { LicenceService, PrintedNumberService, RestrictionQueries } from './licence/api';
import type { MatterChecks, MatterQueries } from './matter/api';
import type { ApplicantNames, NameCheck, PersonService } from './person/api';
import type { ProjectionProgress, Readiness } from './readiness';
import type { RecordIntakeService, RecordQueries } from './record/api';
import type { RegistryService } from './registry/api';
import type { ReportService } from './report/api';
import type { SearchService } from './search/api';
import type { BrowserSignIn, CallerSource, SessionService } from './session/api';
import type { TitleQueries } from './title/api';
import type { VerificationService } from './verification/api';
import type { Verdict } from './verification/verdict';

/** A file of a question, of which is asked what it shows only if nobody has registered it. */
export interface KeptFile {
  take(part: Buffer): void;
  texts(): Promise<readonly string[]>;
  letGo(): void;
}

/**
 * The application's services, used by the HTTP layer, reactions and the command line. Methods reject with the typed
 * errors that `faultOf` knows (`Refusal`, `LedgerError`, `OutboxError`, `LogError`, `IdentityError`, `ContentError`, `StorageError`,
 * `IdentifierMalformed`); anything else is a bug. Something that does not exist is `undefined`.
 */
export interface Services {
  /** Whose word answers rest on: that of one machine, or of a network of organisations. */
  readonly ledger: Verdict['ledger'];
  /** What commands for it name. */
  readonly ledgerName: LedgerName;
  readonly callers: CallerSource;
  readonly sessions: SessionService;
  readonly browserSignIn: BrowserSignIn;
  readonly commands: CommandService;
  readonly intake: RecordIntakeService;
  readonly records: RecordQueries;
  readonly licences: LicenceService;
  readonly printedNumbers: PrintedNumberService;
  readonly restrictions: RestrictionQueries;
  readonly credit: CreditQueries;
  readonly cases: CaseQueries;
  readonly conditions: CaseConditions;
  readonly dossiers: DossierService;
  readonly offers: OfferService;
  readonly matters: MatterQueries;
  readonly matterChecks: MatterChecks;
  readonly registry: RegistryService;
  readonly events: EventQueries;
  readonly verifications: VerificationService;
  readonly licenceReader: { readonly keep: () => KeptFile };
  readonly reports: ReportService;
  readonly exports: ExportService;
  readonly searches: SearchService;
  readonly contents: ContentService;
  readonly uploads: UploadService;
  readonly titles: TitleQueries;
  readonly admission: ContentAdmission;
  readonly log: LogService;
  readonly persons: PersonService;
  readonly names: NameCheck;
  readonly applicants: ApplicantNames;
  readonly projection: ProjectionProgress;
  readonly storage: StorageState;
  readonly readiness: () => Promise<Readiness>;
}
