// SPDX-License-Identifier: Apache-2.0
import { pseudonymSchema, unifiedCodeSchema } from '@guidang/chaincode/model';
import { declareSearch } from '@guidang/chaincode/commands';
import type { declareSearchBody } from '@guidang/chaincode/commands';
import type { z } from 'zod';
import { optional } from '../../common/optional';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';
import { committed } from '../command/committed';
import type { SigningCommandService } from '../command/service';
import type { Search, SearchService } from './api';

/** Searches that are recorded before they are answered. */
export class Searches implements SearchService {
  readonly #commands: SigningCommandService;
  readonly #projection: Projection;

  constructor(commands: SigningCommandService, projection: Projection) {
    this.#commands = commands;
    this.#projection = projection;
  }

  record(
    caller: Caller,
    { list, filters, about }: Search,
    use: Omit<RecordedUse, 'idempotencyKey'>,
  ): Promise<Committed> {
    const body = { list, filters, ...optional({ about: subjectOf(about) }) };
    return committed(this.#commands.run(caller, declareSearch, body, use), this.#projection);
  }
}

function subjectOf(id: string | undefined): z.input<typeof declareSearchBody>['about'] {
  if (id === undefined) return undefined;
  if (pseudonymSchema.safeParse(id).success) return { kind: 'person', id };
  return { kind: unifiedCodeSchema.safeParse(id).success ? 'search' : 'object', id };
}
