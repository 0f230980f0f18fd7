// SPDX-License-Identifier: Apache-2.0
import type { ShownVerdict } from '../src/verify/verdict-view';

interface Refusal {
  readonly title?: string;
  readonly detail?: string;
}

/** Keys come and go slowly, and what those at hand do not prove is checked once more with fresh ones. */
const recentMs = 60_000;

/** What the gateway did not answer; its message is for people. */
export class Unanswered extends Error {}

/** The verdict for everybody: an identifier and a digest are sent, without who asks. */
export async function verdictOn(licence: string, digest: string): Promise<ShownVerdict> {
  const response = await asked('/api/v1/public/verifications', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang },
    body: JSON.stringify({ licence, digest: { algorithm: 'sha256', value: digest } }),
  });
  return (await response.json()) as ShownVerdict;
}

/** The public keys of the log, as this gateway has them. */
export class GatewayKeys {
  #known: { readonly file: File; readonly atMs: number } | undefined;

  /** Those that were fetched a short while ago: several receipts one after the other need the same. */
  get recent(): File | undefined {
    const { file, atMs = -Infinity } = this.#known ?? {};
    return performance.now() - atMs < recentMs ? file : undefined;
  }

  async fetch(): Promise<File> {
    const response = await asked('/api/v1/log/keys', {});
    const file = new File([await response.blob()], `${location.host} /api/v1/log/keys`);
    this.#known = { file, atMs: performance.now() };
    return file;
  }
}

async function asked(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, { ...init, credentials: 'omit' }).catch((cause: unknown) => {
    throw new Unanswered('', { cause });
  });
  if (response.ok) return response;
  // A proxy in between says it in a page of its own.
  const { title = '', detail = '' } = await response.json().then(
    (said) => said as Refusal,
    (): Refusal => ({}),
  );
  throw new Unanswered([title, detail].filter((part) => part !== '').join('. '));
}
