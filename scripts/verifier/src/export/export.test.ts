// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { attempt } from '../errors';
import { parseKeys } from '../head/keys';
import type { Policy } from '../head/open-head';
import { countOf, exportParts, sealedLines, sealOf } from '../testing/export';
import type { ExportOptions, ExportParts } from '../testing/export';
import { canonical, leafOf, start, TestLog, timeOf } from '../testing/log';
import { refusalOf } from '../testing/refused';
import { verifyExport } from './verify-export';
import type { ExportVerification } from './verify-export';

const log = new TestLog(20);
const policy: Policy = { keys: parseKeys(Buffer.from(log.keys)) };

function verify(lines: readonly string[], by = policy): ExportVerification {
  return verifyExport(
    lines.map((line) => Buffer.from(line)),
    by,
  );
}
/** The failed checks, with their codes. */
function problems(lines: readonly string[]): string[] {
  return verify(lines).findings.flatMap(({ check, code }) =>
    code === undefined ? [] : [`${check} ${code}`],
  );
}

const all: ExportOptions = { selection: { kind: 'all' } };
const range: ExportOptions = {
  selection: { kind: 'range', from: timeOf(7), to: timeOf(15) },
  first: 7,
  size: 15,
};
const record: ExportOptions = { selection: { kind: 'record', id: 'R0' }, chosen: [0, 2, 5, 8, 11, 14, 17] };
const person: ExportOptions = { selection: { kind: 'subject', person: 'P1' } };

/** An export of which one part is altered before it is sealed: the cheater is its maker. */
function dishonest(options: ExportOptions, alter: (parts: ExportParts) => void): string[] {
  const parts = exportParts(log, options);
  alter(parts);
  return sealedLines(log, parts);
}
function recount(parts: ExportParts): void {
  parts.count = countOf(parts.leaves.map(({ leaf }) => String(leaf)));
}

describe('an export', () => {
  it.each<[string, ExportOptions, boolean, string]>([
    ['all', all, true, 'every leaf of the log is there as of 2026-01-01T00:00:20Z'],
    [
      'a range',
      range,
      true,
      'every leaf is there that was logged from 2026-01-01T00:00:07Z to 2026-01-01T00:00:15Z',
    ],
    [
      'a range from the beginning',
      { selection: { kind: 'range', to: timeOf(9) } },
      true,
      'every leaf is there that was logged from the beginning to 2026-01-01T00:00:20Z',
    ],
    [
      'a range to the newest head',
      { ...range, selection: { kind: 'range', from: timeOf(8) } },
      true,
      'every leaf is there that was logged from 2026-01-01T00:00:07Z to 2026-01-01T00:00:15Z',
    ],
    [
      'a range of no leaves',
      { selection: { kind: 'range', from: timeOf(7), to: timeOf(7) }, first: 7, size: 7 },
      true,
      'every leaf is there that was logged from 2026-01-01T00:00:07Z to 2026-01-01T00:00:07Z',
    ],
    [
      'a range that ends after its head',
      { ...range, selection: { kind: 'range', from: timeOf(7), to: timeOf(16) } },
      false,
      'every leaf is there that was logged from 2026-01-01T00:00:07Z to 2026-01-01T00:00:15Z, and 2026-01-01T00:00:16.000Z is after that',
    ],
    [
      'a range that begins before its head',
      { ...range, selection: { kind: 'range', from: timeOf(6) } },
      false,
      'every leaf is there that was logged from 2026-01-01T00:00:07Z to 2026-01-01T00:00:15Z, and 2026-01-01T00:00:06.000Z is before that',
    ],
    [
      'a range from the beginning that begins later',
      { ...range, selection: { kind: 'range', to: timeOf(15) } },
      false,
      'every leaf is there that was logged from 2026-01-01T00:00:07Z to 2026-01-01T00:00:15Z, and the beginning is before that',
    ],
    ['a record', record, false, 'it holds only the leaves that its maker chose (see export --covering)'],
    [
      'a record, covering',
      { selection: record.selection },
      true,
      'every leaf of the log is there as of 2026-01-01T00:00:20Z',
    ],
    ['a person, covering', person, true, 'every leaf of the log is there as of 2026-01-01T00:00:20Z'],
  ])('of %s holds: completeness %s', (_name, options, proven, reason) => {
    const { findings, completeness } = verify(sealedLines(log, exportParts(log, options)));
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(['head', 'seal', 'counts']));
    expect(completeness).toEqual({ proven, reason });
  });

  it('that covers is searched for what is selected, and counted', () => {
    const byRecord = verify(sealedLines(log, exportParts(log, { selection: record.selection })));
    expect(byRecord.leaves).toBe(20);
    expect(byRecord.about).toEqual({ leaves: 7, events: { 'record.created': 1, 'record.accessed': 6 } });
    // Even records belong to P1: 0, 4, 6, 10, 12, 16, 18. Every read is of record 0, so it belongs to P1 as well.
    const byPerson = verify(sealedLines(log, exportParts(log, person)));
    expect(byPerson.about).toEqual({ leaves: 13, events: { 'record.created': 7, 'record.accessed': 6 } });
  });

  it('about an object is searched for what happened to it', () => {
    const stateOf = (object: string): string => canonical({ schema: 1, object });
    const own = new TestLog(4, (index) => {
      const state = stateOf(index % 2 === 0 ? 'house-1' : 'house-2');
      return {
        leaf: leafOf(index, {
          type: 'licence.issued',
          subject: { kind: 'licence', id: `L${index}` },
          version: 1,
          digest: { algorithm: 'sha256', value: createHash('sha256').update(state).digest('hex') },
        }),
        state,
      };
    });
    const { about, completeness } = verify(
      sealedLines(own, exportParts(own, { selection: { kind: 'subject', object: 'house-1' } })),
      { keys: parseKeys(Buffer.from(own.keys)) },
    );
    expect(about).toEqual({ leaves: 2, events: { 'licence.issued': 2 } });
    expect(completeness.proven).toBe(true);
  });

  it('about a person has the entries on the credit of that person, and of nobody else', () => {
    const ids = ['P1.D1.XY-1', 'P2.D1.P1.1', 'P11.D1.XY-1', 'P1.D2.XY-1'];
    const own = new TestLog(ids.length, (index) => ({
      leaf: leafOf(index, {
        type: 'credit.recorded',
        subject: { kind: 'credit', id: ids[index] },
        version: 1,
      }),
    }));
    const { about, completeness } = verify(sealedLines(own, exportParts(own, person)), {
      keys: parseKeys(Buffer.from(own.keys)),
    });
    expect(about).toEqual({ leaves: 2, events: { 'credit.recorded': 2 } });
    expect(completeness.proven).toBe(true);
  });

  it('says after each line how many leaves of how many have been read', () => {
    const said: [number, number][] = [];
    verifyExport(
      sealedLines(log, exportParts(log, range)).map((line) => Buffer.from(line)),
      policy,
      (...progress) => said.push(progress),
    );
    // Eight leaves, then the count and the seal.
    expect(said).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 8, 8].map((read) => [read, 8]));
  });

  it('about a person is not proven complete where states are kept back', () => {
    const lines = dishonest(person, ({ leaves }) => delete leaves[4]?.['state']);
    expect(verify(lines).completeness).toEqual({
      proven: false,
      reason: '1 records, licences or cases come without the states that show whom they are about',
    });
  });

  it('about a person knows a case by its newest state, as a record only by all of them', () => {
    const state = canonical({ schema: 1, applicant: { person: 'P1' } });
    const digest = { algorithm: 'sha256', value: createHash('sha256').update(state).digest('hex') };
    const exportOf = (kind: string, about = person): ExportVerification => {
      const subject = { kind, id: 'X' };
      const own = new TestLog(4, (index) => ({
        leaf: leafOf(index, {
          type: `t${index}`,
          subject,
          ...(index === 3 ? {} : { version: index + 1, digest }),
        }),
        ...(index === 1 ? { state } : {}),
      }));
      const by: Policy = { keys: parseKeys(Buffer.from(own.keys)) };
      return verify(sealedLines(own, exportParts(own, about)), by);
    };
    const ofCase = exportOf('case');
    expect(ofCase.about).toEqual({ leaves: 4, events: { t0: 1, t1: 1, t2: 1, t3: 1 } });
    expect(ofCase.completeness.proven).toBe(true);
    expect(exportOf('record').about.leaves).toBe(4);
    const other: ExportOptions = { selection: { kind: 'subject', person: 'P2' } };
    expect(exportOf('case', other)).toMatchObject({ about: { leaves: 0 }, completeness: { proven: false } });
    expect(exportOf('record', other)).toMatchObject({
      about: { leaves: 0 },
      completeness: { proven: false },
    });
    // The state of a matter names nobody.
    expect(exportOf('matter', other)).toMatchObject({ about: { leaves: 0 }, completeness: { proven: true } });
  });

  it.each<[string, ExportOptions, (parts: ExportParts) => void, string[]]>([
    [
      'a leaf altered',
      all,
      ({ leaves }) => {
        leaves[3] = { ...leaves[3], leaf: String(leaves[3]?.['leaf']).replace('clerk-1', 'clerk-2') };
      },
      ['leaves proof'],
    ],
    [
      'a leaf dropped',
      all,
      (parts) => {
        parts.leaves.splice(3, 1);
        recount(parts);
      },
      ['sequence sequence', 'leaves sequence'],
    ],
    [
      'a leaf dropped and the others renumbered',
      all,
      (parts) => {
        parts.leaves.splice(3, 1);
        parts.leaves.forEach((leaf, index) => {
          leaf['index'] = index;
        });
        recount(parts);
      },
      ['leaves sequence'],
    ],
    [
      'a removed access, replaced by a copy of another',
      all,
      ({ leaves }) => {
        leaves[5] = { ...leaves[8], index: 5 };
      },
      ['leaves proof'],
    ],
    [
      'two leaves swapped',
      all,
      ({ leaves }) => {
        leaves.splice(3, 2, leaves[4] ?? {}, leaves[3] ?? {});
      },
      ['sequence sequence', 'leaves proof'],
    ],
    [
      'two leaves swapped and renumbered',
      all,
      ({ leaves }) => {
        leaves.splice(3, 2, { ...leaves[4], index: 3 }, { ...leaves[3], index: 4 });
      },
      ['leaves proof'],
    ],
    [
      'the tail cut off',
      all,
      (parts) => {
        parts.leaves.splice(15);
        recount(parts);
      },
      ['leaves sequence'],
    ],
    [
      'the tail of a range cut off',
      range,
      (parts) => {
        parts.leaves.splice(5);
        recount(parts);
      },
      ['leaves sequence'],
    ],
    [
      'the beginning of a range cut off',
      range,
      (parts) => {
        parts.leaves.shift();
        recount(parts);
      },
      ['sequence sequence', 'leaves sequence'],
    ],
    [
      'a leaf too many',
      all,
      (parts) => {
        parts.leaves.push({
          index: 20,
          leaf: leafOf(20, { type: 't', subject: { kind: 'record', id: 'R' } }),
        });
        recount(parts);
      },
      ['leaves sequence'],
    ],
    [
      'a leaf twice',
      all,
      (parts) => {
        parts.leaves.splice(3, 0, { ...parts.leaves[3] });
        recount(parts);
      },
      ['sequence sequence', 'leaves sequence'],
    ],
    [
      'a leaf that is no event',
      all,
      ({ leaves }) => {
        leaves[3] = { ...leaves[3], leaf: '{}' };
      },
      ['events malformed', 'leaves proof', 'counts count'],
    ],
    [
      'an unknown member',
      all,
      ({ leaves }) => {
        leaves[3] = { ...leaves[3], more: 1 };
      },
      ['lines malformed', 'sequence sequence', 'leaves sequence', 'counts count'],
    ],
    [
      'too few counted',
      all,
      ({ count }) => {
        count.leaves -= 1;
      },
      ['counts count'],
    ],
    [
      'types counted wrong',
      all,
      ({ count }) => {
        count.events = { 'record.created': 20 };
      },
      ['counts count'],
    ],
    [
      'a type that is not there',
      all,
      ({ count }) => {
        count.events['record.filed'] = 1;
      },
      ['counts count'],
    ],
    [
      'another state',
      all,
      ({ leaves }) => {
        leaves[3] = { ...leaves[3], state: leaves[4]?.['state'] };
      },
      ['states state'],
    ],
    [
      'a state for an event without one',
      all,
      ({ leaves }) => {
        leaves[2] = { ...leaves[2], state: '{}' };
      },
      ['states state'],
    ],
    [
      'a path of another leaf',
      record,
      ({ leaves }) => {
        leaves[3] = { ...leaves[3], proof: leaves[4]?.['proof'] };
      },
      ['proofs proof'],
    ],
    [
      'a leaf altered beside its path',
      record,
      ({ leaves }) => {
        leaves[3] = { ...leaves[3], leaf: String(leaves[3]?.['leaf']).replace('clerk-1', 'clerk-2') };
      },
      ['proofs proof'],
    ],
    [
      'one leaf without its path',
      record,
      ({ leaves }) => {
        delete leaves[3]?.['proof'];
      },
      ['sequence sequence', 'leaves sequence'],
    ],
    [
      'a path in an export of all',
      all,
      ({ leaves }) => {
        leaves[3] = { ...leaves[3], proof: log.path(3, 20) };
      },
      ['proofs sequence', 'sequence sequence', 'leaves sequence'],
    ],
  ])('whose maker cheats with %s is found out', (_name, options, alter, expected) => {
    const lines = dishonest(options, alter);
    expect(problems(lines)).toEqual(expected);
    expect(verify(lines).completeness).toEqual({ proven: false, reason: 'the export is not intact' });
  });

  it.each<[string, ExportOptions, (parts: ExportParts) => void, RegExp]>([
    [
      'a frontier of another tree',
      range,
      ({ header }) => {
        header['frontier'] = log.frontier(11);
      },
      /^proof: /,
    ],
    [
      'no frontier',
      range,
      ({ header }) => {
        delete header['frontier'];
      },
      /^proof: /,
    ],
    [
      'a frontier for an export of all',
      all,
      ({ header }) => {
        header['frontier'] = log.frontier(1);
      },
      /^proof: /,
    ],
    [
      'no head before a range',
      range,
      ({ header }) => {
        delete header['before'];
      },
      /^sequence: /,
    ],
    [
      'a head of another size before it',
      range,
      ({ header }) => {
        header['before'] = log.head({ size: 6 });
      },
      /^sequence: /,
    ],
    [
      'a beginning in an export of all',
      range,
      ({ header }) => {
        header['selection'] = { kind: 'all' };
      },
      /^sequence: /,
    ],
    [
      'a beginning in an export of a record',
      range,
      ({ header }) => {
        header['selection'] = record.selection;
      },
      /^sequence: /,
    ],
    [
      'heads in the wrong order',
      range,
      ({ header }) => {
        header['head'] = log.head({ size: 5 });
        header['size'] = 5;
      },
      /^sequence: /,
    ],
    [
      'another size than its head',
      all,
      ({ header }) => {
        header['size'] = 19;
      },
      /^count: /,
    ],
    [
      'another origin than its head',
      all,
      ({ header }) => {
        header['origin'] = 'other/log';
      },
      /^origin: /,
    ],
    [
      'a head of two organisations',
      all,
      ({ header }) => {
        header['head'] = log.head({ size: 20, by: log.organisations.slice(0, 2) });
      },
      /^quorum: /,
    ],
    [
      'an unknown selection',
      all,
      ({ header }) => {
        header['selection'] = { kind: 'some' };
      },
      /^malformed: /,
    ],
    [
      'two subjects',
      all,
      ({ header }) => {
        header['selection'] = { kind: 'subject', person: 'P', object: 'O' };
      },
      /^malformed: /,
    ],
    [
      'a time that is none',
      all,
      ({ header }) => {
        header['selection'] = { kind: 'range', from: '2026-13-01T00:00:00.000Z' };
      },
      /^malformed: /,
    ],
    [
      'an unknown member',
      all,
      ({ header }) => {
        header['more'] = 1;
      },
      /^malformed: /,
    ],
    [
      'a negative beginning',
      all,
      ({ header }) => {
        header['first'] = -1;
      },
      /^malformed: /,
    ],
    [
      'a huge size',
      all,
      ({ header }) => {
        header['size'] = 2 ** 60;
      },
      /^malformed: /,
    ],
  ])('with %s is refused at its first line', (_name, options, alter, refusal) => {
    expect(refusalOf(() => verify(dishonest(options, alter)))).toMatch(refusal);
  });

  describe('altered after it was sealed', () => {
    const lines = sealedLines(log, exportParts(log, all));
    const unsealed = lines.slice(0, -1);

    it.each<[string, readonly string[], string[]]>([
      ['the seal of others', [...unsealed, JSON.stringify({ seal: sealOf(log, lines) })], ['seal signature']],
      [
        "a stranger's seal",
        [...unsealed, JSON.stringify({ seal: sealOf(log, unsealed, 'stranger') })],
        ['seal unsigned'],
      ],
      ['no seal', unsealed, ['seal unsigned']],
      ['no seal and no count', unsealed.slice(0, -1), ['counts count', 'seal unsigned']],
      ['lines after the seal', [...lines, lines[3] ?? ''], ['seal sequence']],
      ['two seals', [...lines, lines.at(-1) ?? ''], ['seal sequence']],
      [
        'leaves after the count',
        [...unsealed.slice(0, 20), ...unsealed.slice(21), unsealed[20] ?? ''],
        ['sequence sequence', 'seal unsigned'],
      ],
      ['two counts', [...unsealed, unsealed.at(-1) ?? ''], ['counts count', 'seal unsigned']],
      [
        'a space',
        lines.map((line, index) => (index === 3 ? line.replace(':', ': ') : line)),
        ['seal signature'],
      ],
      ['a carriage return', lines.map((line) => `${line}\r`), ['seal signature']],
    ])('has %s', (_name, altered, expected) => {
      expect(problems(altered)).toEqual(expected);
    });

    it('is never proven: nothing but findings and the own error come out', () => {
      const text = lines.join('\n');
      fc.assert(
        fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 6 }), (at, replacement) => {
          const other = text.slice(0, at) + replacement + text.slice(at + 1);
          const result = attempt(() => verify(other.split('\n')));
          const isProven = !(result instanceof Error) && result.findings.every(({ ok }) => ok);
          expect(isProven).toBe(other === text);
        }),
        { numRuns: 150 },
      );
    });
  });

  it('counts no seal that was retired before its head', () => {
    const keys = log.keys.replace('# east seal ed25519 from 0', '# east seal ed25519 from 0 until 19');
    const lines = sealedLines(log, exportParts(log, all));
    const { findings } = verify(lines, { keys: parseKeys(Buffer.from(keys)) });
    expect(findings).toContainEqual(expect.objectContaining({ check: 'seal', code: 'unsigned' }));
  });

  it('cut back to an older head is whole, and says as of when', () => {
    const { completeness } = verify(sealedLines(log, exportParts(log, { ...all, size: 15 })));
    expect(completeness).toEqual({
      proven: true,
      reason: 'every leaf of the log is there as of 2026-01-01T00:00:15Z',
    });
    const late = verify(sealedLines(log, exportParts(log, { ...all, size: 15, headTime: start + 99 })));
    expect(late.completeness.reason).toContain('2026-01-01T00:01:39Z');
  });

  it('that is empty is refused', () => {
    expect(refusalOf(() => verify([]))).toBe('malformed: the export is empty');
  });

  it('counts only so many types of events apart', () => {
    const many = new TestLog(1_001, (index) => ({
      leaf: leafOf(index, { type: `t${index}`, subject: { kind: 'record', id: 'R' } }),
    }));
    const parts = exportParts(many, all);
    parts.count = { leaves: 1_001, events: {} };
    const { findings } = verify(sealedLines(many, parts), { keys: parseKeys(Buffer.from(many.keys)) });
    expect(findings).toContainEqual(expect.objectContaining({ check: 'counts', code: 'limit-exceeded' }));
  });
});
