// SPDX-License-Identifier: Apache-2.0
import type { ShownVerdict } from '../src/verify/verdict-view';

interface Refusal {
  readonly title?: string;
  readonly detail?: string;
}

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
export async function keysOfGateway(): Promise<File> {
  const response = await asked('/api/v1/log/keys', {});
  return new File([await response.blob()], `${location.host} /api/v1/log/keys`);
}

async function asked(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, { ...init, credentials: 'omit' }).catch((cause: unknown) => {
    throw new Unanswered('', { cause });
  });
  if (response.ok) return response;
  const { title = '', detail = '' } = (await response.json()) as Refusal;
  throw new Unanswered([title, detail].filter((part) => part !== '').join('. '));
}
