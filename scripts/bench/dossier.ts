// SPDX-License-Identifier: Apache-2.0
import { licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { optional } from '@guidang/gateway/common/optional';
import { agreeOnBenchMatter, benchMatter } from './bench-matter';
import { onEmbedded } from './embedded';
import type { Embedded } from './embedded';
import { inParallel } from './in-parallel';
import { closedLoop } from './load/closed-loop';
import { HttpCallers } from './load/http-callers';
import type { LoadResult, Meter } from './load/operation';
import { Processes } from './processes';
import { recordContent } from './record-content';
import { inTurns, timesAsMuch } from './sequential';
import type { Sequential } from './sequential';
import { median, repeated } from './statistics';
import { untilStill } from './still';

/** The first page of a subject with few entries, and with many. */
interface BothSizes {
  readonly few: Sequential;
  readonly many: Sequential;
}

export interface Dossiers {
  /** In turns: the dossier, and what of it is offered to a case. */
  readonly rounds: readonly { readonly dossier: BothSizes; readonly offers: BothSizes }[];
  /** Medians of the rounds' ratios: many entries against few. */
  readonly ratio: number;
  readonly offersRatio: number;
  /** First pages of the one with many, 50 at once, each recorded first. */
  readonly together: LoadResult;
}

interface DossierOptions {
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

interface Metered {
  readonly meter?: Meter;
}

interface Sizes {
  readonly few: number;
  readonly many: number;
  readonly pagesPerRound: number;
}

/** Made-up bodies: half of what is in their dossiers are records, half licences. */
const [withFew, withMany] = ['91999999000000086B', '91999999MADE00011C'];
const sizesOfBound: Sizes = { few: 10, many: 1_000, pagesPerRound: 60 };
const concurrency = 50;
const path = '/api/v1/dossiers:consult';
const offersPath = '/api/v1/cases:offers';
/** Who may look: so many that no rate limit is met. */
const readers: readonly DemoOfficer[] = [
  officers.eastAcceptor,
  officers.eastReviewer,
  officers.eastSecondReviewer,
  officers.eastDecider,
  officers.eastRegistrar,
  officers.eastMarketDecider,
  officers.westDecider,
  officers.westVerifier,
  officers.archivist,
  officers.auditor,
];

/** Measures dossiers on the embedded default, the use on the ledger included. */
export function measureDossiers(options: DossierOptions): Promise<Dossiers> {
  return onEmbedded((gateway) => {
    const meter = Processes.ofEmbedded(gateway.child);
    return measureDossiersOf(gateway, { ...options, ...sizesOfBound, meter });
  });
}

/** As {@link measureDossiers}, at a gateway that has no such bodies yet. */
export async function measureDossiersOf(
  gateway: Pick<Embedded, 'url' | 'tokens'>,
  { rounds, warmUpMs, measureMs, few, many, pagesPerRound, meter }: DossierOptions & Sizes & Metered,
): Promise<Dossiers> {
  await agreeOnBenchMatter(gateway);
  await bring(gateway, { organisation: withFew, entries: few });
  await bring(gateway, { organisation: withMany, entries: many });
  if (meter !== undefined) await untilStill(meter);
  const callers = callersOf(gateway, readers);
  const ask = (caller: number, organisation: string): Promise<string> =>
    callers.post(caller, path, { organisation, purpose: 'benchmark', basis: 'law:1' }, 200);
  const askOffers = (organisation: string): Promise<string> =>
    callers.post(
      0,
      offersPath,
      { matter: benchMatter.id, organisation, purpose: 'benchmark', basis: 'law:1' },
      200,
    );
  const both = (page: (organisation: string) => Promise<string>): Promise<BothSizes> => {
    const operations = { few: () => page(withFew), many: () => page(withMany) };
    return inTurns({ operations, turns: pagesPerRound, ...optional({ meter }) });
  };
  const round = async (): Promise<Dossiers['rounds'][number]> => ({
    dossier: await both((organisation) => ask(0, organisation)),
    offers: await both(askOffers),
  });
  try {
    await round();
    const measured = await repeated(rounds, round);
    const operation = (caller: number): Promise<string> => ask(caller, withMany);
    const together = await closedLoop({
      concurrency,
      warmUpMs,
      measureMs,
      operation,
      ...optional({ meter }),
    });
    const ratioOf = (kind: 'dossier' | 'offers'): number =>
      median(measured.map(({ [kind]: { few: one, many: other } }) => timesAsMuch(other, one)));
    return { rounds: measured, ratio: ratioOf('dossier'), offersRatio: ratioOf('offers'), together };
  } finally {
    await callers.close();
  }
}

async function bring(
  gateway: Pick<Embedded, 'url' | 'tokens'>,
  { organisation, entries }: { readonly organisation: string; readonly entries: number },
): Promise<void> {
  const writers = callersOf(gateway, [officers.eastRegistrar, officers.eastMarketDecider]);
  const record = { ...recordContent(), dossiers: [{ organisation }] };
  const licence = {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [{ organisation }],
    validFrom: '2026-01-01',
  };
  try {
    const each = Array.from({ length: entries }, (_, index) => index);
    await inParallel(each, concurrency, (index) =>
      index % 2 === 0
        ? writers.post(0, '/api/v1/records', record)
        : writers.post(1, '/api/v1/licences', licence),
    );
  } finally {
    await writers.close();
  }
}

function callersOf(
  { url, tokens }: Pick<Embedded, 'url' | 'tokens'>,
  who: readonly DemoOfficer[],
): HttpCallers {
  const own = who.map(({ id }) => tokens[id] ?? '');
  return new HttpCallers({ url, roots: '', tokens: own, connectionsMax: concurrency });
}
