// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { prefersPage } from '../request/preferred-type';
import { isProgramSigningIn } from './credentials';

const lookingMethods: readonly (string | undefined)[] = ['GET', 'HEAD'];
/** What forms send, and programs of this API never do. */
const formType = 'application/x-www-form-urlencoded';

/**
 * Whether a person looks with a browser. Programs ask for JSON, or for anything; those in Java for HTML before all, if
 * nobody tells them otherwise, so that what they send counts too.
 */
export function isBrowsing(request: IncomingMessage): boolean {
  const isForm = request.method === 'POST' && request.headers['content-type'] === formType;
  const isLooking = isForm || lookingMethods.includes(request.method);
  return isLooking && !isProgramSigningIn(request) && prefersPage(request);
}
