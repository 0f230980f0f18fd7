// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import type { NodeStatus } from '@guidang/network';
import { residentMiB } from './machine';

export const processKinds = [
  'authority',
  'orderer',
  'peer',
  'chaincode',
  'plain-chaincode',
  'gateway',
  'reader',
  'issuer',
  'load',
] as const;

export type ProcessKind = (typeof processKinds)[number];
export type ByKind = Readonly<Partial<Record<ProcessKind, number>>>;

/** `USER_HZ`: 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

/** The kind of a process of the network, from its name, such as east.peer or east.chaincode-plain. */
export function kindOf(name: string): ProcessKind {
  const service = name.split('.')[1] ?? '';
  if (service.startsWith('chaincode-')) return 'plain-chaincode';
  if (service.startsWith('reader')) return 'reader';
  const kind = processKinds.find((each) => each === service);
  if (kind === undefined) throw new Error(`${name} is a process of no known kind`);
  return kind;
}

/**
 * Seconds of processor time, of the process itself, in user and kernel mode (proc(5), stat, fields 14 and 15).
 * @throws {RangeError} unless the text is such a line.
 */
export function cpuSecondsIn(stat: string): number {
  const fields = fieldsOf(stat);
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  if (!Number.isInteger(user) || !Number.isInteger(system)) throw new RangeError('no line of /proc/PID/stat');
  return (user + system) / ticksPerSecond;
}

/** Seconds of processor time of the processes of a group that are running (proc(5), stat, field 5). */
export function cpuSecondsOfGroup(group: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf);
  const own = stats.filter((stat) => Number(fieldsOf(stat)[2]) === group);
  return own.reduce((seconds, stat) => seconds + cpuSecondsIn(stat), 0);
}

/** None for a process that has ended meanwhile. */
function statOf(pid: string): string[] {
  try {
    return [readFileSync(`/proc/${pid}/stat`, 'utf8')];
  } catch {
    return [];
  }
}

/** From the third on: the second is a name in brackets, which may itself contain brackets and spaces. */
function fieldsOf(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** The processes that a benchmark counts: the network's, and the one that makes the load. */
export class Processes {
  readonly #pids: readonly { readonly kind: ProcessKind; readonly pid: number }[];

  private constructor(pids: readonly { readonly kind: ProcessKind; readonly pid: number }[]) {
    this.#pids = pids;
  }

  /** The processes running now: call again after a restart. */
  static async of(network: { status(): Promise<readonly NodeStatus[]> }): Promise<Processes> {
    const nodes = await network.status();
    const running = nodes.flatMap(({ name, pid }) =>
      pid === undefined ? [] : [{ kind: kindOf(name), pid }],
    );
    return new Processes([...running, { kind: 'load', pid: process.pid }]);
  }

  /** The embedded default, which is one process, and the load. */
  static ofEmbedded({ pid }: { readonly pid?: number | undefined }): Processes {
    if (pid === undefined) throw new Error('the gateway has not started');
    return new Processes([
      { kind: 'gateway', pid },
      { kind: 'load', pid: process.pid },
    ]);
  }

  /** Seconds of processor time of each since its start. */
  cpuSeconds(): ByKind {
    return this.#sum((pid) => cpuSecondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8')));
  }

  /** Resident memory, shared pages counted for each. */
  memoryMiB(): ByKind {
    return this.#sum(residentMiB);
  }

  #sum(measure: (pid: number) => number): ByKind {
    const sums: Partial<Record<ProcessKind, number>> = {};
    for (const { kind, pid } of this.#pids) sums[kind] = (sums[kind] ?? 0) + measure(pid);
    return sums;
  }
}

/** Milliseconds of processor time in all processes for each operation completed; undefined if none was metered. */
export function cpuMsEach({
  cpuSecondsPerThousand,
}: {
  readonly cpuSecondsPerThousand?: ByKind;
}): number | undefined {
  const used = Object.values(cpuSecondsPerThousand ?? {});
  return used.length === 0 ? undefined : used.reduce((sum, each) => sum + each, 0);
}

/** Processor seconds of each kind of process per thousand operations done between two readings. */
export function cpuPerThousand(before: ByKind, after: ByKind, count: number): ByKind {
  if (count === 0) return {};
  return Object.fromEntries(
    processKinds.flatMap((kind) => {
      const seconds = (after[kind] ?? 0) - (before[kind] ?? 0);
      return seconds < 0.005 ? [] : [[kind, round((seconds * 1000) / count)]];
    }),
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
