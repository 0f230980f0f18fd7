// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { prefersPage } from '../request/preferred-type';
import { isSigningIn } from './credentials';

const lookingMethods: readonly (string | undefined)[] = ['GET', 'HEAD'];

/**
 * Whether a person looks with a browser. Programs ask for JSON, or for anything; those in Java for HTML before all, if
 * nobody tells them otherwise, so that what they send counts too.
 */
export function isBrowsing(request: IncomingMessage): boolean {
  return lookingMethods.includes(request.method) && !isSigningIn(request) && prefersPage(request);
}
