// SPDX-License-Identifier: Apache-2.0
import type { Readiness } from '../application/readiness';
import type { GatewayContext } from '../application/gateway-context';
import type { Evidence } from '../log/evidence';
import type { StorageState } from '../storage';
import type { Joined } from './join-ledger';
import type { Parts } from './parts';

type Check = Readiness['checks'][string];

interface ReadinessOptions {
  readonly parts: Pick<Parts, 'context' | 'projection' | 'log' | 'storage'>;
  readonly joined: Pick<Joined, 'following' | 'registered'>;
  /** What the caller does before the gateway is ready, such as seeding the demo. */
  readonly preparation: Promise<void>;
}

/** Under load, a projection that has caught up is always a block or so behind; beyond this, something is wrong. */
const lagBlocksMax = 100;

/**
 * The checks of `/readyz`: the ledger answers, the organisations are in its registry, and the projection has read all
 * the ledger's blocks. It also reports whether the log has forked.
 */
export function readinessOf(options: ReadinessOptions): () => Promise<Readiness> {
  const { parts, joined, preparation } = options;
  const { context, projection, storage, log: kept } = parts;
  const stopped = settled(joined.following);
  const registered = settled(joined.registered);
  const prepared = settled(preparation);
  let caughtUp = false;
  return async () => {
    const height = await heightOf(context);
    if (height !== undefined) projection.noteLedgerHeight(height);
    const lag = height === undefined ? undefined : height - projection.checkpoint.height;
    caughtUp ||= lag !== undefined && lag <= 0;
    const { alarming } = kept.evidence;
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
    const log = logCheck(kept.evidence);
    // Otherwise a member could take every gateway out of service by signing one invalid head.
    const outvoted = alarming.some(({ kind }) => kind === 'anchored');
    return { ready: Object.values(checks).every(({ ok }) => ok) && !outvoted, checks: { ...checks, log } };
  };
}

/** What people have acknowledged is no alarm any more, but stays in sight. */
function logCheck({ alarming, contradictions }: Pick<Evidence, 'alarming' | 'contradictions'>): Check {
  if (alarming.length > 0) return check(false, 'two roots for one size: see /api/v1/log/evidence');
  const acknowledged = contradictions.length;
  if (acknowledged === 0) return { ok: true };
  return { ok: true, detail: `acknowledged: ${acknowledged}, see /api/v1/log/evidence` };
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
async function heightOf({ organisations }: GatewayContext): Promise<number | undefined> {
  try {
    return Math.max(...(await Promise.all([...organisations.values()].map(({ ledger }) => ledger.height()))));
  } catch {
    return undefined;
  }
}
