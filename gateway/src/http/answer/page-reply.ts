// SPDX-License-Identifier: Apache-2.0
import type { Reply } from '../route';
import { documentHeaders } from '../server/security-headers';

const safely = documentHeaders();

/** Headers of a page; `vary` names what else of the request it depends on. */
export function pageHeaders(vary = 'Accept-Language'): Readonly<Record<string, string>> {
  return { ...safely, 'Content-Type': 'text/html; charset=utf-8', Vary: vary };
}

export function pageReply(text: string, vary?: string): Reply {
  return { status: 200, text, headers: pageHeaders(vary) };
}
