// SPDX-License-Identifier: Apache-2.0
import type { Readiness } from '../application/readiness';
import type { Evidence } from '../log/evidence';
import type { Projection } from '../projection';
import type { Access } from '../application/gateway-context';

export interface ReadinessOptions {
  readonly access: Access;
  readonly projection: Projection;
  readonly evidence: Evidence;
  /** Settles when the projection no longer follows the ledger. */
  readonly following: Promise<void>;
  /** Resolves when the organisations stand in the ledger's registry. */
  readonly founding: Promise<void>;
  /** What whoever starts the gateway does first, such as seeding a first look. */
  readonly preparation: Promise<void>;
}

/** Once it has caught up, a projection under load is always a block or so behind; this far, something is wrong. */
const lagBlocksMax = 100;

/**
 * What `/readyz` asks: the ledger answers, the organisations are in its registry, and the projection has read what
 * the ledger has. It also says whether the log has forked.
 */
export function readinessOf(options: ReadinessOptions): () => Promise<Readiness> {
  const { access, projection, evidence } = options;
  const stopped = settled(options.following);
  const founded = settled(options.founding);
  const prepared = settled(options.preparation);
  let caughtUp = false;
  return async () => {
    const height = await heightOf(access);
    if (height !== undefined) projection.heard(height);
    const lag = height === undefined ? undefined : height - projection.checkpoint.height;
    caughtUp ||= lag !== undefined && lag <= 0;
    const { contradictions } = evidence;
    const checks = {
      ledger: check(height !== undefined, 'unreachable'),
      registry: check(founded(), 'the organisation is not founded yet'),
      projection: check(
        !stopped() && caughtUp && lag !== undefined && lag <= lagBlocksMax,
        stopped() ? 'stopped' : `${lag ?? 'some'} blocks behind`,
      ),
      preparation: check(prepared(), 'still preparing'),
    };
    const log = check(contradictions.length === 0, 'two roots for one size: see /api/v1/log/evidence');
    // Else a member could take every gateway out of service, by signing one head that is none.
    const outvoted = contradictions.some(({ kind }) => kind === 'anchored');
    return { ready: Object.values(checks).every(({ ok }) => ok) && !outvoted, checks: { ...checks, log } };
  };
}

function check(ok: boolean, detail: string): Readiness['checks'][string] {
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

/** The ledger's height; `undefined` unless every organisation's way to it works. */
async function heightOf({ organisations }: Access): Promise<number | undefined> {
  try {
    return Math.max(...(await Promise.all([...organisations.values()].map(({ ledger }) => ledger.height()))));
  } catch {
    return undefined;
  }
}
