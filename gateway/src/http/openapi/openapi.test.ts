// SPDX-License-Identifier: Apache-2.0
import schema from '@seriousme/openapi-schema-validator/schemas/v3.1/schema.json';
import Ajv2020 from 'ajv/dist/2020';
import { validate } from '../request/validate';
import { openApiDocument } from './openapi';
import { routes } from '../routes';

interface Content {
  readonly content: Readonly<
    Record<string, { readonly schema?: { properties?: object; required?: string[] } }>
  >;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly security?: readonly object[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

const document = openApiDocument({ routes, version: '1.2.3' }) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: object };
};
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

describe('OpenAPI document', () => {
  it('is valid OpenAPI 3.1', () => {
    const check = ajv.compile(schema);
    check(JSON.parse(JSON.stringify(document)));
    expect(check.errors ?? []).toEqual([]);
  });

  it('has every route, each under its own operation', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${method} ${path} ${operationId}`),
    );
    expect(operations.sort()).toEqual(
      routes.map(({ method, path, operation }) => `${method} ${path} ${operation}`).sort(),
    );
    expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length);
  });

  it('has only references that lead somewhere', () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
    for (const [, pointer = ''] of references) {
      const target = pointer
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect([pointer, typeof target]).toEqual([pointer, 'object']);
    }
  });

  it('has schemas that compile', () => {
    const whole = { $id: 'https://guidang.test/document', ...document };
    const compiler = new Ajv2020({ strict: false, validateFormats: false });
    compiler.addSchema(whole);
    for (const name of Object.keys(document.components.schemas)) {
      expect(() =>
        compiler.getSchema(`https://guidang.test/document#/components/schemas/${name}`),
      ).not.toThrow();
    }
  });

  it('shows examples that the routes take', () => {
    const shown = routes.filter(({ example }) => example !== undefined);
    expect(shown.length).toBeGreaterThan(8);
    for (const { body, example } of shown) {
      if (body !== undefined) expect(() => validate(body, example, 'body')).not.toThrow();
    }
  });

  it('gives each form the fields that its route takes, and no others', () => {
    const forms = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ operationId, requestBody }) => {
        const form = requestBody?.content['multipart/form-data'];
        return form === undefined ? [] : [[operationId, form.schema] as const];
      });
    const fields = forms.map(([operation, form]) => [
      operation,
      Object.keys(form?.properties ?? {}),
      form?.required,
    ]);
    expect(fields).toEqual([
      ['putContent', ['file'], ['file']],
      ['verify', ['licence', 'at', 'file'], undefined],
      ['reportVerification', ['licence', 'at', 'file'], undefined],
    ]);
    const declared = routes.flatMap(({ raw }) =>
      raw?.mediaTypes.includes('multipart/form-data') ? [raw.form] : [],
    );
    expect(declared.every((form) => form !== undefined)).toBe(true);
    expect(declared).toHaveLength(forms.length);
  });

  it.each([
    ['/api/v1/verification-reports', 'post', ['application/json', 'application/pdf']],
    ['/api/v1/verifications', 'post', ['application/json']],
    ['/api/v1/events/{id}/receipt', 'get', ['application/json', 'text/plain']],
    ['/api/v1/contents/{digest}', 'get', ['*/*']],
    ['/checkpoint', 'get', ['text/plain']],
  ])('names the media types of the answer of %s', (path, method, types) => {
    const answer = document.paths[path]?.[method]?.responses['200'];
    expect(Object.keys(answer?.content ?? {})).toEqual(types);
  });

  it.each([
    ['get', '/api/v1/records', ['Guidang-Role']],
    ['get', '/api/v1/licences', ['Guidang-Role']],
    ['get', '/api/v1/cases', ['Guidang-Role']],
    ['get', '/api/v1/matters', []],
    ['get', '/api/v1/records/{id}', ['Guidang-Role', 'If-None-Match']],
    ['get', '/api/v1/matters/{id}', ['If-None-Match']],
    ['post', '/api/v1/exports', ['Guidang-Role']],
    ['get', '/api/v1/licences/{identifier}', ['Guidang-Role', 'Idempotency-Key']],
    ['get', '/api/v1/contents/{digest}', ['Guidang-Role', 'Idempotency-Key', 'Range']],
    ['post', '/api/v1/records', ['Guidang-Role', 'Idempotency-Key', 'Prefer']],
  ])('names the headers that %s %s honours', (method, path, headers) => {
    const declared = document.paths[path]?.[method]?.parameters.filter((one) => one.in === 'header');
    const names = declared?.map(({ name }) => name).filter((name) => name !== 'Guidang-Min-Block');
    expect(names?.sort()).toEqual(headers);
  });

  it('names the conflict of a recorded read that was answered, and the range that no file has', () => {
    const statusesOf = (path: string): string[] =>
      Object.keys(document.paths[path]?.['get']?.responses ?? {});
    expect(statusesOf('/api/v1/licences/{identifier}')).toContain('409');
    expect(statusesOf('/api/v1/contents/{digest}')).toEqual(expect.arrayContaining(['206', '409', '416']));
    expect(statusesOf('/api/v1/records')).not.toContain('409');
  });

  it('asks for a sign-in where the route has roles, and only there', () => {
    for (const { path, method, access, forMembers = false } of routes) {
      const { security, responses } = document.paths[path]?.[method] ?? {};
      expect([path, security]).toEqual([path, access === 'open' ? [] : undefined]);
      expect([path, responses !== undefined && '401' in responses]).toEqual([
        path,
        access !== 'open' || forMembers,
      ]);
    }
  });
});
