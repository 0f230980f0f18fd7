// SPDX-License-Identifier: Apache-2.0
import { sha256Hex } from '../common/sha256';
import { routes } from './routes';
import { openApiDocument } from './openapi/openapi';

/**
 * The first lines of the client's types: what they were made from and what they are. To compare them costs a test
 * nothing; to make them anew takes seconds.
 */
export function clientTypesHead(types: string): string {
  return `// SPDX-License-Identifier: Apache-2.0
// Made from the OpenAPI document by \`npm run -w @guidang/gateway types:client\`, and not edited.
// document ${sha256Hex(describedForClient())}
// types ${sha256Hex(types)}
`;
}

/** What the types of a client say: every problem is of one type, and headers are for its runtime to read. */
export function describedForClient(): string {
  return JSON.stringify(openApiDocument({ routes, version: '0' }), forClient);
}

const untold = new Set(['description', 'headers', 'example']);

function forClient(name: string, value: unknown): unknown {
  if (untold.has(name) && !isSchema(value)) return undefined;
  if (name === 'responses') return onlyWhere(value, ([status]) => /^[23]/.test(status));
  return isAnyJson(value) ? {} : value;
}

function onlyWhere(value: unknown, wanted: (entry: [string, unknown]) => boolean): object {
  return Object.fromEntries(Object.entries(value as object).filter(wanted));
}

/** A member of a body that bears the name of a keyword. */
function isSchema(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && ['type', '$ref', 'anyOf'].some((each) => each in value)
  );
}

/** A schema of any JSON names itself, of which TypeScript cannot make a type. */
function isAnyJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('anyOf' in value)) return false;
  const kinds = (value.anyOf as readonly { readonly type?: string }[]).map(({ type }) => type);
  return ['null', 'array', 'object'].every((kind) => kinds.includes(kind));
}
