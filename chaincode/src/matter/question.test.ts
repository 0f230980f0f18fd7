// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { asking, askingJointly } from '../testing/questions';
import { matterDefinitionSchema } from './model';
import type { MatterDefinition } from './model';
import { misfitOf } from './parts';

const [resident, site, large] = asking.questions ?? [];
if (resident === undefined || site === undefined || large === undefined) throw new Error('it asks');
const many = Array.from({ length: limits.questionsPerMatterMax + 1 }, (_, at) => ({
  ...resident,
  code: `q-${at}`,
}));
const { 0: first, 1: second } = askingJointly.parts ?? [];
if (first === undefined || second === undefined) throw new Error('it has parts');

function faultsOf(definition: object): string[] {
  const read = matterDefinitionSchema.safeParse(definition);
  return read.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

it('questions are taken as they are', () => {
  expect([asking, askingJointly].flatMap(faultsOf)).toEqual([]);
  const again = { ...site, code: 'site-again', by: 'decider' };
  expect(faultsOf({ ...asking, questions: [resident, site, large, again] })).toEqual([]);
});

it.each<[string, Partial<MatterDefinition> | object, RegExp]>([
  ['two of one code', { questions: [resident, resident, site, large] }, /^questions: codes must differ$/],
  [
    'two answers of one code',
    { questions: [resident, { ...site, choices: [site.choices?.[0], site.choices?.[0]] }, large] },
    /^questions\.1\.choices: codes must differ$/,
  ],
  [
    'two answers that read alike',
    {
      questions: [
        resident,
        { ...site, choices: site.choices?.map((each) => ({ ...each, text: { ...each.text, en: 'fit' } })) },
        large,
      ],
    },
    /^questions\.1\.choices: texts must differ/,
  ],
  [
    'two that read alike, but for what nobody sees',
    {
      questions: [
        resident,
        site,
        { ...large, by: 'reviewer', text: { ...large.text, zh: `${site.text.zh}\u200b` } },
      ],
    },
    /^questions: texts must differ/,
  ],
  [
    'one that is blank',
    { questions: [{ ...resident, text: { ...resident.text, en: ' \u200b' } }, site, large] },
    /^questions: .* none may be blank$/,
  ],
  [
    'one answer',
    { questions: [resident, { ...site, choices: [site.choices?.[0]] }, large] },
    /^questions\.1\.choices: /,
  ],
  ['none', { questions: [] }, /^questions: /],
  ['more than a matter may', { questions: many }, /^questions: /],
  [
    'one without Chinese',
    { questions: [{ ...resident, text: { en: 'Here?' } }, site, large] },
    /^questions\.0\.text\.zh: /,
  ],
  ['one for a clerk', { questions: [{ ...resident, by: 'acceptor' }, site, large] }, /^questions\.0\.by: /],
  [
    'one that is answered in words',
    { questions: [{ ...resident, kind: 'text' }, site, large] },
    /^questions\.0: /,
  ],
  [
    'a member of the prototype as its code',
    { questions: [{ ...resident, code: '__proto__' }, site, large] },
    /^questions\.0\.code: /,
  ],
  [
    'a condition over one that there is not',
    { acceptance: { answered: 'none', is: ['yes'] } },
    /^acceptance: .*has not: none$/,
  ],
  [
    'a condition over what every object has',
    { acceptance: { answered: 'tostring', is: ['yes'] } },
    /^acceptance: .*has not: tostring$/,
  ],
  [
    'a condition over an answer that there is not',
    { acceptance: { not: { answered: 'site', is: ['fit', 'perhaps'] } } },
    /^acceptance: the question site has no answer perhaps; it has fit, unfit, constructor$/,
  ],
])('a matter is refused with %s', (_, more, fault) => {
  expect(faultsOf({ ...asking, ...more })).toContainEqual(expect.stringMatching(fault));
});

it.each<[string, object, string]>([
  [
    'asks an officer',
    { questions: [{ ...askingJointly.questions?.[0], by: 'reviewer' }] },
    'questions.0.by: a joint matter asks the applicant alone',
  ],
  [
    'gives what it does not ask',
    { parts: [{ ...first, answers: { resident: 'constructor' } }, second] },
    'parts.0.answers.resident: no such question of the joint matter',
  ],
])('a joint matter is refused that %s', (_, more, fault) => {
  expect(faultsOf({ ...askingJointly, ...more })).toContain(fault);
});

it.each<[string, Record<string, string>, Partial<MatterDefinition>, string | undefined]>([
  ['takes the same answers', { resident: 'here' }, {}, undefined],
  ['asks no such thing', { none: 'here' }, {}, 'its matter asks no none'],
  ['asks an officer', { site: 'here' }, {}, 'site is not answered by the applicant'],
  [
    'takes fewer answers',
    { resident: 'here' },
    { questions: [{ ...site, code: 'here', by: 'applicant' }] },
    'resident has no answer fit',
  ],
])('a part that %s fits or not', (_, answers, more, misfit) => {
  const singles = new Map([['first', asking]]);
  expect(misfitOf({ ...first, answers }, { ...askingJointly, ...more }, singles)).toBe(misfit);
});
