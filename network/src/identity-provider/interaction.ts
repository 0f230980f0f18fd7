// SPDX-License-Identifier: Apache-2.0
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { default as Provider } from 'oidc-provider' with { 'resolution-mode': 'import' };
import type { Configuration } from './configuration';
import { documentOf, headersOfForm } from './document';

const formBytesMax = 4_096;
const pauseMs = 1_000;

type Officers = Configuration['clients'];

/**
 * The page where an officer says who he is, by name and secret, as it would be the organisation's own. That the browser
 * began the sign-in itself is told by the cookie of the interaction, without which there is none.
 */
export async function answerInteraction(
  provider: Provider,
  officers: Officers,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const back = new URL(String(params['redirect_uri'])).origin;
  if (request.method !== 'POST') {
    sendForm(response, { back, status: 200, hint: '' });
    return;
  }
  const sent = new URLSearchParams(await formIn(request));
  const officer = officers.find(({ id }) => id === sent.get('officer'));
  if (officer !== undefined && isSame(officer.secret, sent.get('secret') ?? '')) {
    const result = { login: { accountId: officer.id, remember: false } };
    await provider.interactionFinished(request, response, result);
    return;
  }
  // Secrets are long and random; whoever tries anyway waits.
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  sendForm(response, { back, status: 401, hint: '身份或口令不正确 · Wrong officer or secret' });
}

async function formIn(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? Infinity) > formBytesMax) return '';
  return text(request);
}

function isSame(left: string, right: string): boolean {
  const [one, other] = [left, right].map((value) => createHash('sha256').update(value).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

interface Form {
  /** The origin of the gateway: browsers count where a form leads in the end. */
  readonly back: string;
  readonly status: number;
  /** Fixed texts only: nothing that was sent is repeated. */
  readonly hint: string;
}

function sendForm(response: ServerResponse, { back, status, hint }: Form): void {
  response.writeHead(status, headersOfForm(back));
  response.end(
    documentOf(
      '登录 · Sign in',
      `<p role="alert">${hint}</p>
<form method="post">
<p><label>身份 · Officer <input name="officer" autocomplete="username" required></label></p>
<p><label>口令 · Secret <input name="secret" type="password" autocomplete="current-password" required></label></p>
<p><button>登录 · Sign in</button></p>
</form>`,
    ),
  );
}
