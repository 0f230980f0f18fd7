// SPDX-License-Identifier: Apache-2.0
import type { Readiness } from '../application/readiness';
import type { StorageState } from '../storage';
import type { Joined } from './join-ledger';
import type { LedgerPort } from '../ledger/port';
import { alarms } from '../log/judgements';
import type { ForkedHead, Judgement } from '../log/judgements';
import type { Parts } from './parts';

type Check = Readiness['checks'][string];

/** The organisations' ledger ports. */
interface Ledgers {
  readonly organisations: ReadonlyMap<string, { readonly ledger: Pick<LedgerPort, 'height'> }>;
}

/** What the log's contradictions are, and which of them people have judged. */
type Forks = readonly (Pick<ForkedHead, 'kind'> & Judgement)[];

interface ReadinessOptions {
  readonly parts: Pick<Parts, 'projection' | 'storage'> & {
    /** A reader has none. */
    readonly titles?: Pick<Parts['titles'], 'isWhole'>;
    readonly context: Ledgers;
    readonly log: { readonly evidence: { contradictions(): Promise<Forks> } };
  };
  readonly joined: Pick<Joined, 'following' | 'registered'>;
  /** What the caller does before the gateway is ready, such as seeding the demo. */
  readonly preparation: Promise<void>;
}

/** Under load, a projection that has caught up is always a block or so behind; beyond this, something is wrong. */
const lagBlocksMax = 100;

/**
 * The checks of `/readyz`: the ledger answers, the organisations are in its registry, and the projection has read all
 * the ledger's blocks. It also reports whether the log has forked, and whether titles are
 * being built.
 */
export function readinessOf(options: ReadinessOptions): () => Promise<Readiness> {
  const { parts, joined, preparation } = options;
  const { context, projection, storage, titles, log: kept } = parts;
  const stopped = settled(joined.following);
  const registered = settled(joined.registered);
  const prepared = settled(preparation);
  let caughtUp = false;
  return async () => {
    const height = await heightOf(context);
    if (height !== undefined) projection.noteLedgerHeight(height);
    const lag = height === undefined ? undefined : height - projection.checkpoint.height;
    caughtUp ||= lag !== undefined && lag <= 0;
    const contradictions = await kept.evidence.contradictions();
    const alarming = contradictions.filter(alarms);
    const checks = {
      ledger: check(height !== undefined, 'unreachable'),
      registry: check(registered(), 'the organisation is not registered yet'),
      projection: check(
        !stopped() && caughtUp && lag !== undefined && lag <= lagBlocksMax,
        stopped() ? 'stopped' : `${lag ?? 'some'} blocks behind`,
      ),
      preparation: check(prepared(), 'still preparing'),
      ...storageChecks(storage),
    };
    const log = logCheck(contradictions, alarming);
    // Otherwise a member could take every gateway out of service by signing one invalid head.
    const outvoted = alarming.some(({ kind }) => kind === 'anchored');
    return {
      ready: Object.values(checks).every(({ ok }) => ok) && !outvoted,
      checks: { ...checks, log, ...titlesCheck(titles) },
    };
  };
}

/** What people have judged is no alarm any more, but stays in sight. */
function logCheck(known: Forks, alarming: Forks): Check {
  if (alarming.length > 0) return check(false, 'two roots for one size: see /api/v1/log/evidence');
  return known.length === 0
    ? { ok: true }
    : { ok: true, detail: `judged: ${known.length}, see /api/v1/log/evidence` };
}

/** Without titles all goes on but the search for them. */
function titlesCheck(titles: ReadinessOptions['parts']['titles']): Readiness['checks'] {
  return titles === undefined
    ? {}
    : { titles: check(titles.isWhole, 'being built again: none is shown or found') };
}

/** The causes, which name paths, are for the log. */
function storageChecks({ failures, space }: StorageState): Readiness['checks'] {
  const failed = failures.map(({ store }) => store).join(', ');
  return {
    storage: check(failures.length === 0, `writes no more until a restart: ${failed}`),
    space: check(!space.isFull, 'the disk is full but for its reserve'),
  };
}

function check(ok: boolean, detail: string): Check {
  return ok ? { ok } : { ok, detail };
}

/** Whether a promise has settled, either way. */
function settled(promise: Promise<void>): () => boolean {
  let done = false;
  const settle = (): void => {
    done = true;
  };
  promise.then(settle, settle);
  return () => done;
}

/** The ledger's height; `undefined` unless every organisation's port works. */
async function heightOf({ organisations }: Ledgers): Promise<number | undefined> {
  try {
    return Math.max(...(await Promise.all([...organisations.values()].map(({ ledger }) => ledger.height()))));
  } catch {
    return undefined;
  }
}
