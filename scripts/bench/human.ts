// SPDX-License-Identifier: Apache-2.0
import { bounds, isMet } from './bounds';
import type { Bound } from './bounds';
import type { LoadResult } from './load/operation';
import { cpuMsEach, processKinds } from './processes';
import type { BenchResult } from './result';
import type { Sequential } from './sequential';
import { figure, table } from './table';

/** Formats the result for people, in Markdown, as in docs/performance/raw-*.txt. */
export function humanReadable(result: BenchResult): string {
  const sections = [
    section('What must be reached', boundsTable(result)),
    result.notes.map((note) => `- ${note}`).join('\n'),
    section('Loads', loadsTable(result)),
    section('Processor seconds for a thousand completed, by kind of process', processorTable(result)),
    section('Memory by kind of process, MiB', memoryTable(result)),
    section('Scale', scaleTable(result)),
    section('An honest officer lists, beside an attack', sharesTable(result)),
    section('Others', othersTable(result)),
    section(
      'Machine',
      table(
        ['what', 'value'],
        Object.entries(result.machine).map(([k, v]) => [k, String(v)]),
      ),
    ),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

interface NamedLoad {
  readonly name: string;
  readonly load: LoadResult;
}

function named(name: string, load: LoadResult | undefined): NamedLoad[] {
  return load === undefined ? [] : [{ name, load }];
}

/** Every load measured, under a name. */
function loadsOf(result: BenchResult): NamedLoad[] {
  return [...loadsOfRounds(result), ...loadsOfCallers(result), ...loadsOfReads(result)];
}

function loadsOfRounds({ rounds }: BenchResult): NamedLoad[] {
  return (rounds?.rounds ?? []).flatMap(({ plain, create, bulk, firstChange }, index) => [
    ...named(`round ${index + 1}: plain, 200 at once`, plain),
    ...named(`round ${index + 1}: creates, 200 at once`, create),
    ...named(`round ${index + 1}: bulk intake`, bulk),
    ...named(`round ${index + 1}: first changes, 200 at once`, firstChange),
  ]);
}

function loadsOfCallers({ concurrency, openLoad }: BenchResult): NamedLoad[] {
  const { closed = [] } = concurrency ?? {};
  const { rounds = [], minute = [] } = openLoad ?? {};
  return [
    ...closed.flatMap((each) => named(`creates, ${each.concurrency} at once`, each.result)),
    ...rounds.flatMap((round, index) => [
      ...named(`round ${index + 1}: creates, 1,000 at once`, round.closed),
      ...round.open.flatMap(({ share, result }) =>
        named(`round ${index + 1}: steady creates at ${share * 100} % of that`, result),
      ),
    ]),
    ...minute.flatMap((half, index) => named(`steady creates at 75 %, half ${index + 1} of a minute`, half)),
  ];
}

function loadsOfReads({ dossiers, cases, company, verify, verifyReaders, log }: BenchResult): NamedLoad[] {
  return [
    ...named('dossiers, 50 at once', dossiers?.together),
    ...named('companies set up on the embedded default, 10 at once', cases?.company),
    ...named('companies set up on the network, 10 at once', company),
    ...(verify?.rounds ?? []).flatMap((round, index) => [
      ...named(`round ${index + 1}: bare Express`, round.express),
      ...named(`round ${index + 1}: verifications`, round.verify),
    ]),
    ...(verify?.atHalf.rounds ?? []).flatMap((round, index) => [
      ...named(`round ${index + 1}: bare Express at half of the rate of verifications`, round.express),
      ...named(`round ${index + 1}: verifications at half of their rate`, round.verify),
    ]),
    ...named('detailed uses, 50 at once', verify?.detailed),
    ...(verifyReaders?.rounds ?? []).flatMap((round, index) => [
      ...named(`round ${index + 1}: verifications, first gateway alone`, round.alone),
      ...named(`round ${index + 1}: verifications, first gateway and a reader`, round.both),
    ]),
    ...(log?.tiles.rounds ?? []).flatMap((round, index) => [
      ...named(`round ${index + 1}: express.static, 8 KiB`, round.file),
      ...named(`round ${index + 1}: full tiles`, round.tile),
    ]),
  ];
}

function boundsTable({ ratios }: BenchResult): string {
  return table(
    ['what', 'bound', 'measured', 'met'],
    bounds.map((bound) => {
      const measured = ratios[bound.name];
      const met = isMet(bound, measured);
      const shown = measured === null ? 'not measured' : `${figure(measured)} ${bound.unit}`;
      return [bound.what, boundText(bound), shown, met === undefined ? '–' : met ? 'yes' : '**no**'];
    }),
  );
}

function boundText({ limit, unit }: Bound): string {
  return 'atLeast' in limit ? `at least ${limit.atLeast} ${unit}` : `at most ${limit.atMost} ${unit}`;
}

function loadsTable(result: BenchResult): string {
  const loads = loadsOf(result);
  return tableIfAny(
    [
      'load',
      'per second',
      'processor ms each',
      'p50 ms',
      'p95',
      'p99',
      'p99.9',
      'max',
      'completed',
      'errors',
    ],
    loads.map(({ name, load }) => [
      name,
      figure(load.perSecond),
      figure(cpuMsEach(load)),
      ...(['p50', 'p95', 'p99', 'p999', 'max'] as const).map((part) => figure(load.latencyMs?.[part])),
      String(load.completed),
      Object.entries(load.errors)
        .map(([reason, count]) => `${count} × ${reason}`)
        .join(', ') || 'none',
    ]),
  );
}

function processorTable(result: BenchResult): string {
  const loads = loadsOf(result).filter(({ load }) => load.cpuSecondsPerThousand !== undefined);
  return tableIfAny(
    ['load', ...processKinds, 'all'],
    loads.map(({ name, load: { cpuSecondsPerThousand: used = {} } }) => [
      name,
      ...processKinds.map((kind) => figure(used[kind])),
      figure(Object.values(used).reduce((sum, each) => sum + each, 0)),
    ]),
  );
}

function memoryTable(result: BenchResult): string {
  const loads = loadsOf(result).filter(({ load }) => load.memoryMiB !== undefined);
  return tableIfAny(
    ['after', ...processKinds],
    loads.map(({ name, load: { memoryMiB = {} } }) => [
      name,
      ...processKinds.map((kind) => figure(memoryMiB[kind])),
    ]),
  );
}

function scaleTable({ scale = [] }: BenchResult): string {
  return tableIfAny(
    [
      'records',
      'bulk records/s',
      'verify ms',
      'history page ms',
      'restart s',
      'rebuild s',
      'projection B/record',
      'peer state B/record',
      'blocks B/record',
      'gateway MiB',
    ],
    scale.map((point) => [
      String(point.records),
      figure(point.writesPerSecond),
      figure(point.verifyMs),
      figure(point.historyPageMs),
      figure(point.restartSeconds),
      figure(point.rebuildSeconds),
      String(point.diskBytesPerRecord.projection),
      String(point.diskBytesPerRecord.state),
      String(point.diskBytesPerRecord.blocks),
      String(point.gatewayRssMiB),
    ]),
  );
}

function sharesTable({ shares = [] }: BenchResult): string {
  if (shares.length === 0) return '';
  return table(
    ['beside', 'served', 'refused', 'p50, ms', 'p99, ms', 'processors of the gateway'],
    shares.map(({ beside = 'nobody else', served, refused, p50Ms, p99Ms, gatewayProcessors }) => [
      beside,
      String(served),
      String(refused),
      p50Ms === null ? '-' : figure(p50Ms),
      p99Ms === null ? '-' : figure(p99Ms),
      figure(gatewayProcessors),
    ]),
  );
}

/** Of each round: time and processor time, of the greater against the less. */
function inRounds(
  rounds: readonly { readonly one: Sequential; readonly other: Sequential }[],
): readonly string[] {
  const pair = (key: keyof Sequential): string =>
    rounds.map(({ one, other }) => `${figure(other[key])} / ${figure(one[key])}`).join(', ');
  return [pair('ms'), pair('cpuMs')];
}

function caseRows({ dossiers, cases }: BenchResult): string[][] {
  const { rounds = [] } = dossiers ?? {};
  const { rounds: completions = [] } = cases?.completion ?? {};
  const kinds: [string, Parameters<typeof inRounds>[0]][] = [
    ['dossier, 1,000 / 10', rounds.map(({ dossier: { few, many } }) => ({ one: few, other: many }))],
    ['offers, 1,000 / 10', rounds.map(({ offers: { few, many } }) => ({ one: few, other: many }))],
    [
      'decision with three outcomes / plain',
      completions.map(({ plain, completing }) => ({ one: plain, other: completing })),
    ],
  ];
  return kinds
    .filter(([, each]) => each.length > 0)
    .flatMap(([what, each]) => {
      const [ms = '', cpu = ''] = inRounds(each);
      return [
        [`${what}, p50 of each round, ms`, ms],
        [`${what}, processor time of each, ms`, cpu],
      ];
    });
}

function othersTable(result: BenchResult): string {
  const { start, network, loneCreate, history, log } = result;
  const rows: string[][] = caseRows(result);
  if (start) {
    rows.push(
      ['npm start until ready, empty data folder, s', figure(start.firstSeconds)],
      ['its processor time, s', figure(start.firstCpuSeconds)],
      ['the same on the folder that it made, s', figure(start.againSeconds)],
      ['its processor time, s', figure(start.againCpuSeconds)],
    );
  }
  if (network) {
    rows.push(
      ['network up from cached binaries, gateways included, s', figure(network.upSeconds)],
      ['memory of all its processes at rest, MiB', figure(network.memoryMiB)],
    );
  }
  if (loneCreate) {
    const { plainMs, createMs, rounds } = loneCreate;
    rows.push(
      ['lone plain submit, p50 / p95, ms', `${figure(plainMs.p50)} / ${figure(plainMs.p95)}`],
      ['lone create, p50 / p95, ms', `${figure(createMs.p50)} / ${figure(createMs.p95)}`],
      [
        'their ratio in each round',
        rounds.map((each) => (each.createMs / each.plainMs).toFixed(2)).join(', '),
      ],
    );
  }
  if (log) {
    const { leafUs, proofs, receiptCpuMs } = log;
    rows.push(
      ['a leaf made, hashed and appended, processor µs', figure(leafUs)],
      [
        'inclusion proof from 10³ / 10⁶ leaves, p50, µs',
        `${figure(proofs.fewUs)} / ${figure(proofs.manyUs)}`,
      ],
      [
        'a receipt verified offline, processor ms, warm / first in a process',
        `${figure(receiptCpuMs.warm)} / ${figure(receiptCpuMs.first)}`,
      ],
    );
  }
  if (history) {
    const { events, madePerSecond, rounds } = history;
    rows.push(
      ['events of the long history, and made a second', `${events}, ${madePerSecond}/s`],
      [
        'its page against that of 100 events, p50 of each round, ms',
        rounds.map(({ fewMs, manyMs }) => `${figure(manyMs)} / ${figure(fewMs)}`).join(', '),
      ],
    );
  }
  return tableIfAny(['what', 'measured'], rows);
}

function tableIfAny(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : table(head, rows);
}

function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body}`;
}
