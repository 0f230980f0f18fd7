// SPDX-License-Identifier: Apache-2.0
import {
  emptyIntake,
  nothingBrought,
  openingOf,
  proposedNumber,
  sourcesIn,
  stepAfter,
  stepFrom,
  withSource,
} from './intake-view';

const party = { organisation: '11999999000000035B' };
const begun = { ...emptyIntake, matter: 'M', number: ' N-1 ', applicant: JSON.stringify(party) };

it('goes no further than what is typed allows', () => {
  expect(stepFrom('', emptyIntake)).toBe('matter');
  expect(stepFrom('step=check', emptyIntake)).toBe('matter');
  expect(stepFrom('step=check', { ...emptyIntake, matter: 'M' })).toBe('applicant');
  expect(stepFrom('step=check', begun)).toBe('check');
  expect(stepFrom('step=nothing', begun)).toBe('matter');
  expect([stepAfter('matter', 1), stepAfter('matter', -1), stepAfter('check', 1)]).toEqual([
    'applicant',
    'matter',
    'check',
  ]);
});

it('opens the case that was typed', () => {
  const sources = JSON.stringify({ a: { licence: 'L' }, b: undefined });
  expect(openingOf({ ...begun, sources, object: ' ' }, [])).toEqual({
    number: 'N-1',
    matter: 'M',
    applicant: party,
    materials: [{ code: 'a', source: { licence: 'L' } }],
  });
  expect(openingOf({ ...begun, object: 'O' }, []).object).toBe('O');
  expect(() => openingOf(emptyIntake, [])).toThrow('applicant');
});

it('has the answers of the applicant, in the order of the matter, and begins them anew with another', () => {
  const asked = ['here', 'constructor'].map((code) => ({
    code,
    text: { zh: '？', en: '?' },
    by: 'applicant' as const,
  }));
  const answers = JSON.stringify({ constructor: 'no', here: 'yes', other: 'yes' });
  expect(openingOf({ ...begun, answers }, asked).answers).toEqual([
    { question: 'here', value: 'yes' },
    { question: 'constructor', value: 'no' },
  ]);
  expect(openingOf({ ...begun, answers: '{}' }, asked)).not.toHaveProperty('answers');
  const answered = { ...begun, answers };
  expect({ ...answered, ...nothingBrought }).toEqual(begun);
});

it('says why something is asked for only of what is brought', () => {
  const content = {
    digest: { algorithm: 'sha256', value: 'ab' },
    bytes: 1,
    mediaType: 'text/plain',
    role: 'r',
  };
  const sources = JSON.stringify({ a: { content }, b: { licence: 'L' } });
  const despite = JSON.stringify({ a: 'outdated', b: 'incorrect', c: 'outdated' });
  expect(openingOf({ ...begun, sources, despite }, []).despiteOffers).toEqual([
    { material: 'a', reason: 'outdated' },
  ]);
  const taken = JSON.stringify({ a: { licence: 'L' } });
  expect(openingOf({ ...begun, sources: taken, despite }, [])).not.toHaveProperty('despiteOffers');
});

it('begins anew what depends on who applies for what', () => {
  const full = { ...begun, sources: '{"a":1}', despite: '{"a":"outdated"}', look: 'cursor', object: 'O' };
  expect({ ...full, ...nothingBrought }).toEqual({ ...begun, object: 'O' });
});

it('has every source that was given, and none that was taken back', () => {
  const one = { ...emptyIntake, sources: withSource(emptyIntake, 'a', { licence: 'L' }) };
  const both = { ...one, sources: withSource(one, 'b', { record: 'R' }) };
  expect(sourcesIn(both)).toEqual({ a: { licence: 'L' }, b: { record: 'R' } });
  expect(sourcesIn({ ...both, sources: withSource(both, 'a', undefined) })).toEqual({ b: { record: 'R' } });
});

it("proposes the day's number, in China", () => {
  expect(proposedNumber(new Date('2026-11-28T17:00:00Z'), 0.000_042)).toBe('20261129-000042');
});
