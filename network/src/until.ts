// SPDX-License-Identifier: Apache-2.0
import { until as untilAnswered } from '@guidang/gateway/common/until';

/** The result of a check: undefined when the condition holds, otherwise the reason. A throw ends the wait at once. */
type Check = () => Promise<string | undefined>;

/**
 * Polls until a check passes.
 * @throws Error with the last reason when the deadline passes, or what the check throws.
 */
export async function until(what: string, check: Check, limit: { readonly seconds: number }): Promise<void> {
  let reason: string | undefined;
  const holds = async (): Promise<true | undefined> => {
    reason = await check();
    return reason === undefined ? true : undefined;
  };
  await untilAnswered(what, holds, { timeoutMs: limit.seconds * 1000, reason: () => reason });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
