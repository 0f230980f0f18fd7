// SPDX-License-Identifier: Apache-2.0
import { dateOf } from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import type { ListQuery, Page } from '../paging';
import type { RegistryQueries } from '../registry/api';
import type { CheckedMatter, MatterChecks, MatterQueries } from './api';
import type { MatterChecker } from './checker';
import { registryFindings } from './registry-findings';
import type { Registry } from './registry-findings';

interface CheckedMattersOptions {
  readonly matters: Pick<MatterQueries, 'get' | 'list'>;
  readonly checker: Pick<MatterChecker, 'findingsIn'>;
  readonly registry: Pick<RegistryQueries, 'licenceTypes' | 'authorities' | 'departments' | 'codes'>;
  readonly clock: Clock;
}

/** The registry is read whole, and not again for each question. */
const registryMs = 10_000;
const pageRows = 500;

/** What the checker of `npm run matter -- check --registry` finds in published matters. */
export class CheckedMatters implements MatterChecks {
  readonly #options: CheckedMattersOptions;
  #read: { readonly untilMs: number; readonly registry: Promise<Registry> } | undefined;

  constructor(options: CheckedMattersOptions) {
    this.#options = options;
  }

  async of(id: string, version?: number): Promise<CheckedMatter | undefined> {
    const { matters, checker, clock } = this.#options;
    const matter = await matters.get(id, version);
    if (matter === undefined) return undefined;
    const [found, registry] = await Promise.all([checker.findingsIn(matter), this.#registry()]);
    const today = dateOf(timeOf(clock));
    return { matter, findings: [...found, ...registryFindings(matter, registry, today)] };
  }

  #registry(): Promise<Registry> {
    const nowMs = this.#options.clock.steadyMs();
    if (this.#read === undefined || this.#read.untilMs < nowMs) {
      const registry = this.#readRegistry();
      this.#read = { untilMs: nowMs + registryMs, registry };
      // What failed is tried again, by whoever asks next.
      registry.catch(() => {
        this.#read = undefined;
      });
    }
    return this.#read.registry;
  }

  async #readRegistry(): Promise<Registry> {
    const { registry, matters: published } = this.#options;
    const [licenceTypes, authorities, departments, codes, matters] = await Promise.all([
      all((page) => registry.licenceTypes({ filters: {}, ...page })),
      all((page) => registry.authorities({ filters: {}, ...page })),
      all((page) => registry.departments({ filters: {}, ...page })),
      all((page) => registry.codes({ filters: {}, ...page })),
      all((page) => published.list({ filters: {}, ...page })),
    ]);
    return { licenceTypes, authorities, departments, codes, matters };
  }
}

async function all<T>(read: (page: Omit<ListQuery<unknown>, 'filters'>) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await read({ after, limit: pageRows });
    found.push(...items);
    after = next;
  } while (after !== undefined);
  return found;
}
