// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../problem';
import { demandSafeText } from './safe-text';

const parametersMax = 32;

/**
 * Parses the query of a URL strictly: no repeated names, well-formed escapes, safe text only.
 * @throws {Problem} `request-malformed`, `field-duplicate`, `field-invalid`.
 */
export function readQuery(url: string): Record<string, string> {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  const parts = query === '' ? [] : query.split('&');
  if (parts.length > parametersMax) throw new Problem('request-malformed', 'too many query parameters');
  const values = new Map<string, string>();
  for (const part of parts) {
    const [name, value] = split(part);
    const field = `query/${name}`;
    if (values.has(name)) throw new Problem('field-duplicate', `${field} is given twice`, { field });
    demandSafeText(field, value);
    values.set(name, value);
  }
  return Object.fromEntries(values);
}

function split(part: string): [string, string] {
  const [name = '', ...rest] = part.split('=');
  try {
    return [decode(name), decode(rest.join('='))];
  } catch (cause) {
    throw new Problem('request-malformed', 'the query has a malformed escape', { field: 'query', cause });
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
