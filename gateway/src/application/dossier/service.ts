// SPDX-License-Identifier: Apache-2.0
import { breakGlass, consultDossier, consultDossierForCase } from '@guidang/chaincode/commands';
import type { consultDossierBody } from '@guidang/chaincode/commands';
import type { z } from 'zod';
import { optional } from '../../common/optional';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';
import { committed } from '../command/committed';
import type { SigningCommandService } from '../command/service';
import type { EventEntry } from '../event/api';
import type { ListQuery, Page } from '../paging';
import type {
  DossierEntry,
  DossierFilters,
  DossierGround,
  DossierLevel,
  DossierService,
  DossierSubject,
} from './api';
import type { ProjectedDossiers } from './queries';
import type { Statements } from './statements';

interface DossiersOptions {
  readonly commands: SigningCommandService;
  readonly projection: Projection;
  readonly queries: ProjectedDossiers;
  readonly statements: Statements;
}

/** Dossiers (档案调阅): looked at only once the ledger says who does, and why. */
export class Dossiers implements DossierService {
  readonly #commands: SigningCommandService;
  readonly #projection: Projection;
  readonly #queries: ProjectedDossiers;
  readonly #statements: Statements;

  constructor({ commands, projection, queries, statements }: DossiersOptions) {
    this.#commands = commands;
    this.#projection = projection;
    this.#queries = queries;
    this.#statements = statements;
  }

  async record(
    caller: Caller,
    { subject, kinds, from, until, case: id, breakGlass: emergency }: DossierFilters & DossierGround,
    use: RecordedUse,
  ): Promise<Committed> {
    const asked = { about: aboutOf(subject), ...optional({ kinds: kinds && [...kinds], from, until }) };
    if (emergency !== undefined) {
      const { reason } = emergency;
      const statement = await this.#statements.keep(caller, emergency.statement, use.idempotencyKey);
      const body = { ...asked, reason, statement };
      return committed(this.#commands.run(caller, breakGlass, body, use), this.#projection);
    }
    return committed(
      id === undefined
        ? this.#commands.run(caller, consultDossier, asked, use)
        : this.#commands.run(caller, consultDossierForCase, { ...asked, case: id }, use),
      this.#projection,
    );
  }

  list(level: DossierLevel, query: ListQuery<DossierFilters>): Promise<Page<DossierEntry>> {
    return this.#queries.list(level, query);
  }

  async statementOf({ type, digest }: Pick<EventEntry, 'type' | 'digest'>): Promise<string | undefined> {
    if (type !== 'dossier.glass-broken' || digest === undefined) return undefined;
    return this.#statements.read(digest);
  }
}

/** The event of a body is of a kind that the open log does not show. */
export function aboutOf({ kind, id }: DossierSubject): z.input<typeof consultDossierBody>['about'] {
  return kind === 'organisation' ? { kind: 'search', id } : { kind, id };
}
