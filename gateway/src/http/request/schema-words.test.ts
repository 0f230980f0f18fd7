// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@guidang/chaincode/model';
import { routes } from '../routes';
import { Problem } from '../problem';
import { validate } from './validate';

/** Values of every kind that JSON has, most of them wrong wherever they stand. */
const wrong: readonly unknown[] = [
  null,
  true,
  7,
  -1,
  1.5,
  1e300,
  '',
  ' ',
  'x',
  '题'.repeat(5_000),
  [],
  [[]],
  {},
  { x: 1 },
];

/** The value with a part of it left out, or another in its place, for each part and each wrong value. */
function* spoilt(value: unknown): Generator {
  yield* wrong;
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    const rest = Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
    const put = (part: unknown): unknown =>
      Array.isArray(value)
        ? value.map((each: unknown, index) => (String(index) === name ? part : each))
        : { ...value, [name]: part };
    if (!Array.isArray(value)) yield rest;
    for (const part of spoilt((value as Readonly<Record<string, unknown>>)[name])) yield put(part);
  }
}

/** Every field that a schema of an object names, with something in it, so that none is passed over. */
function filled(schema: unknown): Record<string, unknown> {
  const shape = (schema as { readonly shape?: Readonly<Record<string, unknown>> }).shape ?? {};
  return Object.fromEntries(Object.keys(shape).map((name) => [name, 'x']));
}

const places = ['params', 'query', 'body'] as const;
const schemas = routes.flatMap((route) =>
  places.flatMap((place) => {
    const schema = route[place];
    if (schema === undefined) return [];
    const example = place === 'body' ? route.example : undefined;
    const at = place === 'params' ? 'path' : place;
    return [{ name: `${route.operation} ${place}`, at, schema, values: [example ?? {}, filled(schema)] }];
  }),
);

function refusal(schema: Parameters<typeof validate>[0], value: unknown, at: string): Problem | undefined {
  try {
    validate(schema, value, at);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** As the schemas' library says it, to programmers. */
const foreign =
  /invalid (?:input|option|string|key)|too (?:big|small)|expected \w|received \w|无效|实际|数值过|期望/iu;

it('a moment says its form, with an example, in both languages', () => {
  const asked = routes.find(({ operation }) => operation === 'verify')?.body;
  const problem = asked && refusal(asked, { digest: undefined, at: '1900s' }, 'body');
  const at = { field: 'body/at', example: '2024-05-06T09:30:00+08:00' };
  expect(problem?.options.errors).toContainEqual(expect.objectContaining(at));
  expect(problem?.options.chineseErrors?.()).toContainEqual(
    expect.objectContaining({ ...at, message: '须为日期 YYYY-MM-DD，或带时区的时刻' }),
  );
});

it.each(schemas)(
  'whatever is wrong with it, it is said in our words, in both languages: $name',
  ({ schema, at, values }) => {
    const said = new Set<string>();
    const unsaid: string[] = [];
    for (const value of values.flatMap((each) => [...spoilt(each)])) {
      const problem = refusal(schema, value, at);
      if (problem === undefined) continue;
      for (const { message, field } of problem.options.errors ?? []) {
        said.add(message);
        if (foreign.test(message)) unsaid.push(`${field}: ${message}`);
      }
      for (const { message, field } of problem.options.chineseErrors?.() ?? []) {
        if (foreign.test(message) || !/\p{Script=Han}/u.test(message)) unsaid.push(`${field}: ${message}`);
      }
    }
    expect([...new Set(unsaid)]).toEqual([]);
    // Nearly every schema refuses a text in the place of an object.
    expect(said.size).toBeGreaterThan(0);
  },
);
