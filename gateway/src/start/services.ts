// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import type { ContentStore } from '../content';
import type { Services } from '../http/services';
import type { Authenticator } from '../identity';
import type { Projection } from '../projection';
import { Exports } from '../export/exports';
import { Reports } from '../report/reports';
import { Callers } from '../service/callers';
import { CommandService } from '../service/commands';
import { Contents } from '../service/contents';
import { IdempotencyKeys } from '../service/idempotency';
import { Licences } from '../service/licences';
import type { Access } from '../service/organisation';
import { Persons } from '../service/persons';
import { ProjectedCases } from '../service/queries/cases';
import { ProjectedEvents } from '../service/queries/events';
import { ProjectedRecords } from '../service/queries/records';
import { ProjectedMatters, ProjectedRegistry, ProjectedRestrictions } from '../service/queries/registry';
import { RecordIntake } from '../service/record-intake';
import { Registry } from '../service/registry';
import { Verification } from '../service/verification';
import type { Backing } from './backing';
import type { OpenedLog } from './log';

export interface ServiceOptions {
  readonly access: Access;
  readonly backing: Backing;
  readonly projection: Projection;
  readonly contents: ContentStore;
  readonly log: OpenedLog;
  readonly store: Level;
  readonly authenticator: Authenticator;
  readonly readiness: Services['readiness'];
}

/** The services of the HTTP border, and those that reactions use too. */
export interface BuiltServices {
  readonly http: Services;
  readonly commands: CommandService;
  readonly persons: Persons;
  readonly events: ProjectedEvents;
}

/** Puts the services together. */
export function buildServices(options: ServiceOptions): BuiltServices {
  const { access, backing, projection, contents, log, store, authenticator } = options;
  const [first] = access.organisations.values();
  if (first === undefined) throw new Error('a gateway acts for at least one organisation');
  const officers = new ProjectedRegistry(projection);
  const commands = new CommandService({
    access,
    keys: new IdempotencyKeys(store),
    projection,
    registry: officers,
  });
  const registry = new Registry(projection, access.officers, commands);
  const persons = new Persons(access, commands, backing.peopleKey);
  const events = new ProjectedEvents(projection);
  const verifications = new Verification({
    projection,
    ledger: first.ledger,
    receipts: log.receipts,
    kind: backing.kind,
  });
  const { own } = backing.log;
  const http: Services = {
    callers: new Callers(authenticator, access.officers, registry),
    commands,
    intake: new RecordIntake(commands),
    persons,
    events,
    records: new ProjectedRecords(projection),
    licences: new Licences(projection, commands),
    restrictions: new ProjectedRestrictions(projection),
    cases: new ProjectedCases(projection),
    matters: new ProjectedMatters(projection),
    registry,
    verifications,
    reports: new Reports({ ...log, verifications, projection, own }),
    exports: new Exports({ ...log, network: backing.ledgerName.network, projection, own }),
    contents: new Contents(contents, projection, commands),
    log: log.service,
    projection: {
      freshness: () => projection.freshness,
      reached: (block, { timeoutMs, signal }) =>
        projection.waitFor(block, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])),
    },
    readiness: options.readiness,
  };
  return { http, commands, persons, events };
}
