// SPDX-License-Identifier: Apache-2.0
import type { Reply } from '../route';
import { documentHeaders } from '../server/security-headers';

export const htmlHeaders = {
  ...documentHeaders(),
  'Content-Type': 'text/html; charset=utf-8',
  Vary: 'Accept-Language',
};

/** A page for people; `vary` names what of the request it depends on. */
export function html(text: string, vary: string = htmlHeaders.Vary): Reply {
  return { status: 200, text, headers: { ...htmlHeaders, Vary: vary } };
}

/** Where a form leads. */
export function seeOther(location: string): Reply {
  return { status: 303, headers: { ...htmlHeaders, Location: location } };
}
