// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeChanges, departments, registryChanges } from '@guidang/chaincode/sample';
import type { Registry } from '@guidang/gateway/application/matter/registry-findings';
import fc from 'fast-check';
import { checkMatter } from './check';
import { matterJsonSchema } from './json-schema';
import { fileBytesMax } from './read-matter';

const folder = join(__dirname, '..', '..', 'chaincode', 'matters');
const estate = readFileSync(join(folder, 'real-estate-transfer.yaml'), 'utf8');

function faultsOf(text: string | Uint8Array): string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return checkMatter(bytes).faults.map(({ line, column, en }) => `${line}:${column}: ${en}`);
}

/** The place of a text in the file, as the checker gives it. */
function placeOf(text: string, within = estate): string {
  const before = within.slice(0, within.indexOf(text)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function line(place: string, text: string): unknown {
  return expect.stringMatching(new RegExp(`^${place}: .*${text}`));
}

describe('the matters that ship', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

  it.each(files)('%s is without a fault, and says which schema it has', (file) => {
    const bytes = readFileSync(join(folder, file));
    expect(checkMatter(bytes).faults).toEqual([]);
    expect(bytes.toString()).toContain('$schema=./matter.schema.json');
  });

  it('have a schema for editors that is the one of the contracts', () => {
    expect(readFileSync(join(folder, 'matter.schema.json'), 'utf8')).toBe(matterJsonSchema());
  });
});

describe('a file that holds no matter', () => {
  it.each<[string, string | Uint8Array, unknown[]]>([
    ['nothing', '', [line('1:1', 'must be an object')]],
    ['comments alone', '# nothing\n', [line('1:1', 'must be an object')]],
    ['a list', '- a\n', [line('1:1', 'must be an object')]],
    [
      'text of another encoding',
      Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xcf, 0xe3]),
      [line('1:1', 'save it as UTF-8')],
    ],
    ['too much', 'a'.repeat(fileBytesMax + 1), [line('1:1', 'has at most')]],
    [
      'letters of two bytes',
      Buffer.from('id: x', 'utf16le'),
      [line('1:2', 'control character \\(U\\+0000\\)')],
    ],
    [
      'a page of the web',
      '<!DOCTYPE html>\n<html></html>\n',
      [line('1:1', 'its fields stand on lines of their own')],
    ],
    ['two documents', `${estate}\n---\n${estate}`, [line(`${estate.split('\n').length + 1}:1`, 'no YAML')]],
    ['an alias of nothing', 'id: *no\n', [line('1:1', 'an alias .* cannot be read')]],
    ['aliases that explode', explosion(), [line('1:1', 'an alias .* cannot be read')]],
    ['brackets without end', `a: ${'['.repeat(300_000)}`, [line('1:\\d+', 'nested too deeply')]],
    ['lists without end', `a:\n${'- '.repeat(100_000)}`, [line('2:\\d+', 'nested too deeply')]],
  ])('is refused in words: %s', (_name, text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it.each<[string, (text: string) => string]>([
    ['a comma of full width', (text) => text.replace('{ code: inquiry, ', '{ code: inquiry，')],
    ['a colon of full width', (text) => text.replace('basis: ', 'basis：')],
    ['a quotation mark that is not closed', (text) => text.replace("id: '", 'id: "')],
    ['a backslash', (text) => text.replace('workingDays: 7', 'workingDays: "\\q"')],
    ['an at sign', (text) => text.replace('workingDays: 7', 'workingDays: @7')],
    ['two anchors', (text) => text.replace('workingDays: 7', 'workingDays: &a &b 7')],
  ])('is refused in Chinese too: %s', (_name, changed) => {
    expect(changed(estate)).not.toBe(estate);
    const [fault, ...others] = checkMatter(Buffer.from(changed(estate))).faults;
    expect(others).toEqual([]);
    expect(fault?.zh).toMatch(/^不是正确的 YAML：.*\p{Script=Han}/u);
    expect(fault?.zh).not.toMatch(/[a-z]{3}/);
  });

  it('is refused where it has a tab, or a field twice', () => {
    const tab = estate.replace('  all:\n    - materials', '  all:\n\t- materials');
    expect(faultsOf(tab)).toEqual([expect.stringContaining('no YAML')]);
    const twice = `${estate}workingDays: 9\n`;
    expect(faultsOf(twice)).toEqual([
      line(placeOf('workingDays: 9', twice), 'no YAML: Map keys must be unique'),
    ]);
  });

  it('is never more than refused, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(checkMatter(bytes).definition).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.nat(estate.length), fc.string({ unit: 'binary', maxLength: 8 }), (at, part) => {
        const { faults, definition } = checkMatter(
          Buffer.from(estate.slice(0, at) + part + estate.slice(at)),
        );
        for (const { line: where, column, en, zh } of faults) {
          expect([where > 0, column > 0, en !== '', zh !== '']).toEqual([true, true, true, true]);
        }
        expect(definition !== undefined || faults.length > 0).toBe(true);
      }),
    );
  });
});

describe('a fault in a matter', () => {
  it('stands where it was written', () => {
    const changed = estate
      .replace('role: decider', 'role: mayor')
      .replace('workingDays: 7', 'workingDays: 7.5');
    expect(faultsOf(changed)).toEqual([
      line(placeOf('role: mayor', changed), 'steps.2.role'),
      line(placeOf('workingDays', changed), 'workingDays must be a whole number'),
    ]);
  });

  it('that is a field too many stands at its name; a missing one at what should have it', () => {
    const changed = `${estate.replace('name: 不动产转移登记（买卖）\n', '')}colour: red\n`;
    expect(faultsOf(changed)).toEqual([
      line(placeOf('id:', changed), 'name is missing'),
      line(placeOf('colour', changed), 'colour is not a field'),
    ]);
  });

  it('that YAML made of a code says so', () => {
    const changed = estate.replace("id: '99071590000101'", 'id: 0001311270040');
    expect(faultsOf(changed)).toEqual([
      line(placeOf('id:', changed), "a code stands in quotation marks, '0001311270040'"),
    ]);
  });

  it('that only the checker sees stands at the condition', () => {
    const changed = estate.replace(
      '- material: fee-receipt',
      '- material: fee-receipt\n    - not: { materials: required }',
    );
    const [fault] = faultsOf(changed);
    expect(fault).toMatch(/this can never hold/);
  });

  it.each([
    ['retention: Y', 'retention: D33', 'no retention period in use'],
    ['is: [in-force]', 'is: [inforce]', 'no status of a licence: inforce'],
    ['kinds: [seizure', 'kinds: [seisure', 'no kind of restriction: seisure'],
  ])('that only publishing would refuse is said before: %s changed to %s', (was, is, text) => {
    const changed = estate.replace(was, is);
    expect(changed).not.toBe(estate);
    expect(faultsOf(changed)).toContainEqual(expect.stringContaining(text));
    for (const { zh } of checkMatter(Buffer.from(changed)).faults) expect(zh).toMatch(/\p{Script=Han}/u);
  });

  it('has a byte order mark before it without harm', () => {
    expect(faultsOf(`\u{feff}${estate}`)).toEqual([]);
  });

  it.each([
    ['CR LF', '\r\n'],
    ['CR alone', '\r'],
  ])('is read, and stands in its line, where lines end with %s', (_name, end) => {
    expect(faultsOf(estate.replaceAll('\n', end))).toEqual([]);
    const changed = estate.replace('role: decider', 'role: mayor');
    expect(faultsOf(changed.replaceAll('\n', end))).toEqual(faultsOf(changed));
  });

  it('that stands where no letter can be is said there', () => {
    const changed = estate.replace('workingDays', 'working\u0000Days');
    const [first, ...others] = checkMatter(Buffer.from(changed)).faults;
    expect(others).toEqual([]);
    expect(`${first?.line ?? 0}:${first?.column ?? 0}`).toBe(placeOf('\u0000', changed));
    expect(first?.zh).toContain('控制字符（U+0000）');
  });

  it.each([
    ['blanks', "'  '"],
    ['a wide blank', "'\u3000'"],
    ['what nobody sees', '"\\u200b\\u200b"'],
    ['what moves a terminal', '"x\\u001b[2J"'],
    ['a line end', '"x\\ny"'],
    ['what turns the line', '"x\\u202ey"'],
    ['half a character', '"x\\ud800"'],
  ])('is a name of %s, wherever it stands', (_name, written) => {
    const food = readFileSync(join(folder, 'food-business-licence.yaml'), 'utf8');
    const joint = readFileSync(join(folder, 'company-setup.yaml'), 'utf8');
    for (const [text, name] of [
      [food, 'name: 食品经营许可（新办）'],
      [food, 'name: 营业执照'],
      [food, 'name: 现场核查\n'],
      [joint, 'name: 设立登记'],
    ] as const) {
      const changed = text.replace(name, `name: ${written}${name.endsWith('\n') ? '\n' : ''}`);
      expect(faultsOf(changed)).toEqual([
        expect.stringMatching(/: must say something, in characters that can be seen$/),
      ]);
    }
    for (const text of ['en: fit ', 'zh: 现场核查结论', 'zh: 符合']) {
      const language = text.slice(0, 4);
      const changed = food.replace(text, `${language}${written} `);
      expect(faultsOf(changed)).toContainEqual(
        expect.stringMatching(/: (.* texts must differ, and none may be blank|must say something, .*)$/),
      );
    }
  });

  it.each([
    ['workingDays: 7', 'workingDays: 1.1E+17', 'a spreadsheet has shortened', '被表格软件缩写'],
    ["id: '99071590000101'", 'id: 9.9E+13', 'a spreadsheet has shortened', '被表格软件缩写'],
    ['workingDays: 7', 'WorkingDays: 7', 'not a field that this takes$', 'WorkingDays'],
  ])(
    'that a spreadsheet or a hand has made is not explained as another: %s changed to %s',
    (was, is, en, zh) => {
      const { faults } = checkMatter(Buffer.from(estate.replace(was, is)));
      expect(faults.map((fault) => fault.en)).toContainEqual(expect.stringMatching(en));
      expect(faults.map((fault) => fault.zh)).toContainEqual(expect.stringContaining(zh));
      expect(faults.map((fault) => fault.en).join()).not.toContain('a code stands in quotation marks,');
    },
  );
});

describe('a matter against a registry', () => {
  const bytes = Buffer.from(estate);
  const registry: Registry = {
    licenceTypes: registryChanges.flatMap((change) => (change.kind === 'licence-type' ? [change] : [])),
    authorities: registryChanges.flatMap((change) =>
      change.kind === 'authority'
        ? [
            {
              schema: 1,
              version: 1,
              issuer: change.issuer,
              licenceType: change.licenceType,
              grants: [change.grant],
            },
          ]
        : [],
    ),
    departments: Object.values(departments),
    codes: codeChanges.flatMap(({ book, entries }) => entries.map((entry) => ({ book, ...entry }))),
    matters: [],
  };
  const found = (changes: Partial<Registry>, today = '2026-11-30'): string[] =>
    checkMatter(bytes, { registry: { ...registry, ...changes }, today }).faults.map(({ en }) => en);

  it('is without a fault where somebody may issue its licence', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<Registry>, string | undefined, string[]]>([
    ['before the authority', {}, '2015-02-28', ['no department has the authority']],
    ['without anybody', { departments: [] }, undefined, ['no department has the authority']],
    [
      'of departments that are gone',
      {
        departments: registry.departments.map((each) => ({
          ...each,
          successor: departments.archives.code,
        })),
      },
      undefined,
      ['no department has the authority'],
    ],
    [
      'without the type',
      { licenceTypes: [] },
      undefined,
      ['the registry has no licence type', 'the registry has no licence type'],
    ],
  ])('is refused: %s', (_name, changes, today, expected) => {
    expect(found(changes, today)).toEqual(expected.map((text): unknown => expect.stringContaining(text)));
  });

  it('is told of departments of parts that there are not, and of regions that nobody shares', () => {
    const setup = readFileSync(join(folder, 'company-setup.yaml'));
    const parts = ['119999990000000511', '11999999000000115Y', '11999999000000123R', '11999999000000131L'];
    const inRegions = (...regions: string[]): string[] => {
      const known = regions.map((region, index) => ({
        code: parts[index] ?? '',
        organisation: 'east',
        region,
      }));
      const against = { registry: { ...registry, departments: known, codes: [] }, today: '2026-11-30' };
      return checkMatter(setup, against).faults.flatMap(({ en, isOpen }) => (isOpen === true ? [] : [en]));
    };
    expect(inRegions('999999', '999999', '999999', '999999')).toEqual([]);
    expect(inRegions('999999', '999999', '999999')).toEqual([
      'the registry has no department 11999999000000131L',
    ]);
    expect(inRegions('999999', '999999', '999999', '999998')).toEqual([
      'no region has a department for each part: such a case cannot be opened',
    ]);
  });

  it.each([
    ['that the book does not name', (): Registry['codes'] => []],
    [
      'whose days are over',
      (): Registry['codes'] => registry.codes.map((entry) => ({ ...entry, until: '2020-12-31' })),
    ],
    [
      'of the other list',
      (): Registry['codes'] =>
        registry.codes.map((entry) => ({ ...entry, book: entry.book === 'basis' ? 'reason' : 'basis' })),
    ],
  ])('is told where it has codes %s, and is no less fit to be published', (_name, codes) => {
    const { faults } = checkMatter(bytes, { registry: { ...registry, codes: codes() }, today: '2026-11-30' });
    expect(faults.map(({ en, isOpen }) => [en.split(' today')[0], isOpen])).toEqual([
      ['the code book has no basis civil-code:212', true],
      ['the code book has no reason transfer', true],
      ['the code book has no basis civil-code:214', true],
    ]);
    expect(faults.map(({ zh }) => zh).join()).toContain('代码表中今日没有依据 civil-code:214');
  });
});

/** Some lines that stand for more values than memory has. */
function explosion(): string {
  const levels = Array.from(
    { length: 9 },
    (_, level) =>
      `a${level + 1}: &a${level + 1} [${Array.from({ length: 10 }, () => `*a${level}`).join(', ')}]`,
  );
  return ['a0: &a0 [x]', ...levels, ''].join('\n');
}
