// SPDX-License-Identifier: Apache-2.0
import type { KoaContextWithOIDC } from 'oidc-provider' with { 'resolution-mode': 'import' };
import { documentOf, headersOfForm } from './document';

/** The form's identifier in the package, by which buttons name it. */
const formId = 'op.logoutForm';
const title = '退出登录 · Sign out';

/** Where somebody who comes from a gateway's sign-out confirms it here. */
export function confirmSignOut(context: KoaContextWithOIDC, form: string): void {
  const back = context.oidc.params?.['post_logout_redirect_uri'];
  context.set(headersOfForm(typeof back === 'string' ? new URL(back).origin : ''));
  context.body = documentOf(
    title,
    `${form}\n<p><button form="${formId}" name="logout" value="yes">退出 · Sign out</button></p>`,
  );
}

/** Of who came from nowhere. */
export function showSignedOut(context: KoaContextWithOIDC): void {
  context.set(headersOfForm(''));
  context.body = documentOf(title, '<p>已退出 · You are signed out</p>');
}
