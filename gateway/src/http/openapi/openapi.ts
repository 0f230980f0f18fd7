// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { authorityText } from './authority-page';
import * as model from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import { catalogue, errorCodes } from '../../errors/catalogue';
import { caseViewSchema } from '../../application/case/api';
import { publicVerdictSchema } from '../../application/verification/public-verdict';
import { verdictSchema } from '../../application/verification/verdict';
import { problemSchema } from './problem-schema';
import { acceptedTypes, isConventional, isPrimaryOnly, isRead, writes } from '../route';
import type { FormDefinition, ResponseDefinition, Route } from '../route';
import { acceptedSchema, eventEntrySchema, idempotencyKeySchema, wholeNumber } from '../shared-schemas';

type Json = Record<string, unknown>;

function reference(id: string): string {
  return `#/components/schemas/${id}`;
}

/** Schemas with a name of their own in the document; all others are named after their operation. */
const named: Readonly<Record<string, z.ZodType>> = {
  Accepted: acceptedSchema,
  Authority: model.authoritySchema,
  Calendar: model.calendarSchema,
  Case: caseViewSchema,
  Content: model.contentSchema,
  Department: model.departmentSchema,
  Digest: model.digestSchema,
  Event: eventEntrySchema,
  IssuerAlias: model.issuerAliasSchema,
  Licence: model.licenceSchema,
  LicenceType: model.licenceTypeEntrySchema,
  Matter: model.matterSchema,
  MatterDefinition: model.matterDefinitionSchema,
  NamedContent: model.namedContentSchema,
  Officer: model.officerSchema,
  Organisation: model.organisationSchema,
  Party: model.partySchema,
  Predicate: model.predicateSchema,
  Problem: problemSchema,
  Proposal: model.proposalSchema,
  Record: model.recordSchema,
  Release: model.releaseSchema,
  Registration: model.registrationSchema,
  PublicVerdict: publicVerdictSchema,
  Verdict: verdictSchema,
};

/** What the document describes. */
interface Described {
  readonly routes: readonly Route[];
  readonly version: string;
}

/** Generates the OpenAPI 3.1 document from the schemas that validate requests. */
export function openApiDocument({ routes, version }: Described): Json {
  const schemas = new Components();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Guidang (归档)',
      version,
      summary: 'Provenance of archives and e-licences on a permissioned ledger',
      description:
        'Writes are committed to the ledger before they are answered, and say in which block. Every refusal is a problem (RFC 9457) whose `code` is listed in docs/errors.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { clientCertificate: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.toJson(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        clientCertificate: { type: 'mutualTLS' },
      },
      responses: problemResponses(),
    },
  };
}

/** Collects named schemas and converts them to JSON Schema together, so that they can reference each other. */
class Components {
  readonly #registry = z.registry<{ id: string }>();

  constructor() {
    for (const [id, schema] of Object.entries(named)) this.#registry.add(schema, { id });
  }

  referTo(schema: z.ZodType, name: string): Json {
    if (!this.#registry.has(schema)) this.#registry.add(schema, { id: name });
    return { $ref: reference(this.#registry.get(schema)?.id ?? name) };
  }

  toJson(): Json {
    const { schemas } = z.toJSONSchema(this.#registry, { uri: reference, unrepresentable: 'any' });
    return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIdentity(schema)]));
  }
}

/**
 * Zod puts definitions shared by lazy schemas into a separate document, and gives each document an id; here they are
 * one.
 */
function withoutIdentity(schema: unknown): unknown {
  const text = JSON.stringify(schema).replaceAll(`${reference('__shared')}#/`, `${reference('__shared')}/`);
  const { $id, $schema, ...rest } = JSON.parse(text) as Json;
  return rest;
}

function operationOf(route: Route, schemas: Components): Json {
  const upper = route.operation.charAt(0).toUpperCase() + route.operation.slice(1);
  const body = bodyOf(route, upper, schemas);
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    ...accessOf(route),
    // For who sets up a proxy in front of several gateways (docs/readers.md).
    ...(isPrimaryOnly(route) ? { 'x-guidang-primary-only': true } : {}),
    parameters: parametersOf(route),
    ...optional({ requestBody: body }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.responses).map(([status, response]) => [
          status,
          responseOf(
            response,
            `${upper}${status === '200' || status === '201' ? 'Result' : status}`,
            route,
            schemas,
          ),
        ]),
      ),
      ...(answersUnchanged(route) ? { 304: { description: 'What If-None-Match names still fits' } } : {}),
      ...Object.fromEntries(
        problemStatuses(route).map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
      ),
    },
  };
}

/** Who may use the route: security that is empty takes the place of the whole document's. */
function accessOf({ access, commands }: Route): Json {
  if (access === 'open') return { security: [] };
  if (commands === undefined) return { description: `Roles: ${access.join(', ')}.` };
  return { description: `Who may, of what (docs/authority.md):\n\n${authorityText(commands)}` };
}

function bodyOf(route: Route, upper: string, schemas: Components): Json | undefined {
  const { body, raw, example, versioned } = route;
  if (body === undefined && raw === undefined) return undefined;
  const json = body === undefined ? {} : { schema: schemas.referTo(body, `${upper}Request`) };
  const withExample = example === undefined ? json : { ...json, example };
  const description =
    raw?.description ?? (versioned === true ? '`version` may stand in If-Match instead.' : undefined);
  return {
    required: raw?.isOptional !== true,
    ...optional({ description }),
    content: Object.fromEntries(
      acceptedTypes(route).map((type): [string, Json] => {
        if (type === '*') return ['*/*', {}];
        if (type === 'multipart/form-data' && raw?.form !== undefined) {
          return [type, { schema: formSchemaOf(raw.form) }];
        }
        return [type, type === 'application/json' ? withExample : {}];
      }),
    ),
  };
}

const fileSchema = { type: 'string', contentMediaType: 'application/octet-stream' };

function formSchemaOf({ fields, isFileRequired }: FormDefinition): Json {
  const { properties, required = [], ...rest } = inlineSchema(fields);
  const needed = [...(required as readonly string[]), ...(isFileRequired ? ['file'] : [])];
  return {
    ...rest,
    properties: { ...(properties as Json), file: fileSchema },
    ...(needed.length === 0 ? {} : { required: needed }),
  };
}

function responseOf(
  { description, schema, mediaType }: ResponseDefinition,
  name: string,
  route: Route,
  schemas: Components,
): Json {
  const content = {
    ...(schema === undefined ? {} : { 'application/json': { schema: schemas.referTo(schema, name) } }),
    ...(schema === undefined || mediaType !== undefined ? { [mediaType ?? '*/*']: {} } : {}),
  };
  return { description, ...(isConventional(route) ? { headers: headersOf(route) } : {}), content };
}

function headersOf(route: Route): Json {
  const { kind } = route;
  const text = (description: string): Json => ({ description, schema: { type: 'string' } });
  return {
    'X-Request-Id': text('The request’s identifier, as in logs and problems'),
    ...(hasKey(route)
      ? {
          'Guidang-Block': text('The block of the write, or of the record of the read; good for `min-block`'),
        }
      : {}),
    ...(kind === 'read' || kind === 'question'
      ? { 'Guidang-Block': text('The last block of the ledger that this gateway had read') }
      : {}),
    ...(isRead(route)
      ? { Age: text('Seconds since that was all the ledger had, as far as the gateway knows') }
      : {}),
    ...(kind === 'write'
      ? { 'Idempotency-Replayed': text('`true` when the same write had run before') }
      : {}),
    ...(kind === 'read' || kind === 'recorded-read'
      ? { ETag: text('The version, where the answer is one versioned resource') }
      : {}),
  };
}

function parametersOf(route: Route): Json[] {
  const reads = isRead(route);
  const minBlock = wholeNumber(0, Number.MAX_SAFE_INTEGER);
  return [
    ...objectParameters(route.params, 'path'),
    ...objectParameters(route.query, 'query'),
    ...Object.entries(route.headers ?? {}).map(([name, text]) => parameter(name, 'header', z.string(), text)),
    ...(reads
      ? [parameter('min-block', 'query', minBlock, 'The least block that the answer must know')]
      : []),
    ...(reads ? [parameter('Guidang-Min-Block', 'header', minBlock, 'As `min-block`')] : []),
    ...(route.isTagged === true
      ? [parameter('If-None-Match', 'header', z.string(), 'Answers 304 when it still fits')]
      : []),
    ...(206 in route.responses
      ? [parameter('Range', 'header', z.string(), 'The part of the bytes (RFC 9110), as `bytes=0-1023`')]
      : []),
    ...(hasKey(route)
      ? [parameter('Idempotency-Key', 'header', idempotencyKeySchema, 'The same key twice has one effect')]
      : []),
    ...(route.kind === 'write'
      ? [parameter('Prefer', 'header', z.string(), '`respond-async`: answer 202 at once (RFC 7240)')]
      : []),
    ...(hasKey(route) || route.recordsSearches === true
      ? [
          parameter(
            'Guidang-Role',
            'header',
            model.roleSchema,
            'The role to act in, for callers with several',
          ),
        ]
      : []),
    ...(route.versioned === true
      ? [parameter('If-Match', 'header', z.string(), 'The version that was seen, as an entity tag')]
      : []),
    ...(route.kind === 'stream'
      ? [parameter('Last-Event-ID', 'header', minBlock, 'The last sequence that arrived')]
      : []),
  ];
}

/** Whether each request leaves one event of its own, which a key names. */
function hasKey(route: Route): boolean {
  return writes(route) || route.takesKey === true;
}

function parameter(
  name: string,
  at: string,
  schema: z.ZodType,
  description?: string,
  required = at === 'path',
): Json {
  return {
    name,
    in: at,
    required,
    ...optional({ description }),
    schema: inlineSchema(schema),
  };
}

function objectParameters(schema: z.ZodType, at: 'path' | 'query'): Json[] {
  // All of them are strict objects; the types of the definitions do not show it.
  const { shape } = schema as unknown as z.ZodObject;
  return Object.entries(shape).map(([name, member]) => {
    const type = member as z.ZodType;
    return parameter(name, at, type, type.description, at === 'path' || !type.safeParse(undefined).success);
  });
}

/** Without the description, which the parameter object already has. */
function inlineSchema(schema: z.ZodType): Json {
  const { $schema, description, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  return rest;
}

/** Every status that a route can answer. */
export function declaredStatuses(route: Route): readonly number[] {
  const unchanged = answersUnchanged(route) ? [304] : [];
  return [...Object.keys(route.responses).map(Number), ...unchanged, ...problemStatuses(route)];
}

function answersUnchanged({ kind, method, isTagged = false }: Route): boolean {
  return isTagged || (kind === 'protocol' && method === 'get');
}

/** The problems that a route can answer, grouped by status; their codes are in the shared responses. */
function problemStatuses(route: Route): number[] {
  const statuses = isConventional(route) ? conventionalStatuses(route) : othersStatuses(route);
  return statuses.filter((status) => !(status in route.responses));
}

/** Of a route that follows the rules of others: an address that cannot be read, members only, bodies of witnesses. */
function othersStatuses(route: Route): number[] {
  const hasBody = route.method === 'post';
  return [
    400,
    ...(asksWho(route) ? [401] : []),
    ...(asksWho(route) || hasBody ? [403] : []),
    404,
    ...(hasBody ? [409, 413, 422] : []),
    ...(isPrimaryOnly(route) || asksWho(route) ? [421] : []),
    429,
    500,
    503,
  ];
}

function conventionalStatuses(route: Route): number[] {
  const { body, raw, responses, versioned, enrols, recordsSearches = false } = route;
  const given: readonly (readonly [boolean, readonly number[]])[] = [
    // 421: a browser has a session under our own names only.
    [asksWho(route), [401, 403, 421]],
    [body !== undefined || raw !== undefined, [408, 413, 415]],
    [hasKey(route), [409]],
    [206 in responses, [416]],
    [isPrimaryOnly(route), [421]],
    [versioned === true, [428]],
    [enrols === true, [502]],
    [writes(route) || recordsSearches, [507]],
  ];
  const own = given.flatMap(([holds, statuses]) => (holds ? statuses : []));
  return [...new Set([...own, 400, 404, 422, 429, 500, 503])].sort((one, other) => one - other);
}

/** Of everybody, or, of an open route, of members. */
function asksWho({ access, forMembers }: Route): boolean {
  return access !== 'open' || forMembers === true;
}

function problemResponses(): Json {
  const statuses = [...new Set(errorCodes.map((code) => catalogue[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = errorCodes.filter((code) => catalogue[code].status === status);
      return [
        `Problem${status}`,
        {
          description: `A problem, by \`code\`: ${codes.map((code) => `\`${code}\``).join(', ')}`,
          content: { 'application/problem+json': { schema: { $ref: reference('Problem') } } },
        },
      ];
    }),
  );
}
