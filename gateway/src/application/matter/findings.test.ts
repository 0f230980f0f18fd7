// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '@guidang/chaincode/sample';
import { partStatuses } from '@guidang/chaincode/model';
import type { MatterDefinition, PartDefinition, Predicate } from '@guidang/chaincode/model';
import { companySetup as setup, newborn } from '../../../../chaincode/src/testing/joint';
import { asking, askingJointly } from '../../../../chaincode/src/testing/questions';
import { findingsIn } from './findings';

function inTime(): boolean {
  return false;
}

function found(changes: Partial<MatterDefinition>, mustStop = inTime): string[] {
  return findingsIn({ ...realEstateTransfer, ...changes }, mustStop).map(
    ({ path, en }) => `${path.join('.')}: ${en}`,
  );
}

const [first, ...otherSteps] = realEstateTransfer.steps;
const completion: Predicate = { all: [realEstateTransfer.completion, { material: 'fee-receipt' }] };

describe('what the checker finds in a matter', () => {
  it('is nothing in the matter of the demo', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Predicate, RegExp[]]>([
    [
      'a material that is there and is not',
      { all: [{ material: 'inquiry' }, { not: { material: 'inquiry' } }] },
      [/^acceptance: .*never/],
    ],
    [
      'what is required, and one of it missing',
      { all: [{ materials: 'required' }, { not: { material: 'inquiry' } }] },
      [/^acceptance: .*never/],
    ],
    [
      'one of two that exclude each other',
      { any: [{ material: 'inquiry' }, { not: { material: 'inquiry' } }] },
      [/^acceptance: .*always/],
    ],
    [
      'a decision before any step',
      { any: [{ materials: 'required' }, { decided: 'decide', as: 'approve' }] },
      [/^acceptance\.any\.1: .*never/],
    ],
    [
      'two statuses of one licence',
      {
        all: [
          { materials: 'required' },
          { licence: 'title-certificate', is: ['in-force'] },
          { licence: 'title-certificate', is: ['expired'] },
        ],
      },
      [/^acceptance: .*never/],
    ],
    [
      'the status of what is no licence',
      { any: [{ materials: 'required' }, { licence: 'inquiry', is: ['in-force'] }] },
      [/^acceptance\.any\.1: .*never/],
    ],
    [
      'restrictions on what is no licence',
      { all: [{ materials: 'required' }, { unrestricted: { licence: 'inquiry' }, kinds: ['seizure'] }] },
      [/^acceptance\.all\.1: .*always/],
    ],
    [
      'any status but the one, and that one',
      {
        any: [
          { licence: 'title-certificate', is: ['in-force'] },
          { not: { licence: 'title-certificate', is: ['in-force'] } },
        ],
      },
      [/^acceptance: .*always/],
    ],
    [
      'all that can be met',
      { all: [{ materials: 'required' }, { licence: 'title-certificate', is: ['in-force'] }] },
      [],
    ],
  ])('is, for the acceptance on %s', (_name, acceptance, expected) => {
    const lines = found({ acceptance });
    expect(lines).toEqual(expected.map((line): unknown => expect.stringMatching(line)));
  });

  it('is a step that follows only when an earlier one was not approved', () => {
    const [second, ...rest] = otherSteps;
    if (first === undefined || second === undefined) throw new Error('the matter has steps');
    const requires: Predicate = { not: { decided: first.code, as: 'approve' } };
    expect(found({ steps: [first, { ...second, requires }, ...rest] })).toEqual([
      expect.stringMatching(/^steps\.1\.requires: .*never/),
    ]);
  });

  it('is a completion that a refusal brings: a refusal ends the case', () => {
    expect(found({ completion: { decided: 'decide', as: 'refuse' } })).toContainEqual(
      expect.stringMatching(/^completion: .*never/),
    );
  });

  it('is a completion that waits for nobody', () => {
    expect(found({ completion: { not: { decided: 'decide', as: 'approve' } } })).toContainEqual(
      expect.stringMatching(/^completion: .*before anybody has decided/),
    );
  });

  it('is a step for a role that decides nothing', () => {
    if (first === undefined) throw new Error('the matter has steps');
    expect(found({ steps: [{ ...first, role: 'auditor' }, ...otherSteps] })).toEqual([
      expect.stringMatching(/^steps\.0\.role: nobody may take this step/),
    ]);
  });

  it('is a material that nothing reads', () => {
    const extra = { code: 'photograph', name: '照片', required: false, accepts: ['content' as const] };
    expect(found({ materials: [...realEstateTransfer.materials, extra] })).toEqual([
      expect.stringMatching(/^materials\.8: nothing reads this material/),
    ]);
    expect(
      found({
        materials: [...realEstateTransfer.materials, extra],
        completion: { all: [completion, { material: 'photograph' }] },
      }),
    ).toEqual([]);
  });

  it('is a type or a category of what is never given as a licence or a record', () => {
    const [material, ...others] = realEstateTransfer.materials;
    if (material === undefined) throw new Error('the matter has materials');
    const limited = { ...material, licenceType: '11100000000013127D001', recordCategory: 'WS' };
    expect(found({ materials: [{ ...limited, accepts: ['content'] }, ...others] })).toEqual([
      expect.stringMatching(/^materials\.0\.licenceType: nothing reads this/),
      expect.stringMatching(/^materials\.0\.recordCategory: nothing reads this/),
    ]);
    expect(found({ materials: [{ ...limited, accepts: ['licence', 'record'] }, ...others] })).toEqual([]);
  });

  it.each<[string, Partial<MatterDefinition>, RegExp[]]>([
    ['in the matter that asks', {}, []],
    [
      'of an answer that nothing reads',
      { acceptance: undefined },
      [/^questions\.0: nothing reads this answer/],
    ],
    [
      'of a question for a role that no step has',
      {
        questions: asking.questions?.map((each) =>
          each.by === 'decider' ? { ...each, by: 'registrar' } : each,
        ),
      },
      [
        /^completion: .*never/,
        /^questions\.2\.by: nobody answers constructor: no step is for the role registrar/,
      ],
    ],
    [
      'of two answers at once',
      {
        acceptance: {
          all: [
            { answered: 'resident', is: ['yes'] },
            { answered: 'resident', is: ['no'] },
          ],
        },
      },
      [/^acceptance: .*never/],
    ],
    [
      'of no answer that there is',
      { acceptance: { not: { answered: 'resident', is: ['yes', 'no'] } } },
      [/^acceptance: .*never/],
    ],
    [
      'of any answer, which asks that there is one',
      { acceptance: { answered: 'resident', is: ['yes', 'no'] } },
      [],
    ],
  ])('is, %s', (_, changes, expected) => {
    const lines = findingsIn({ ...asking, ...changes }, inTime).map(
      ({ path, en }) => `${path.join('.')}: ${en}`,
    );
    expect(lines).toEqual(expected.map((line) => expect.stringMatching(line) as string));
  });

  it('is nothing in a joint matter whose parts are given what it asks', () => {
    expect(findingsIn(askingJointly, inTime)).toEqual([]);
    const parts = askingJointly.parts?.map(({ answers: _, ...part }) => part);
    const unread = { ...askingJointly, parts: parts?.slice(0, 1), acceptance: undefined };
    expect(findingsIn(unread, inTime).map(({ en }) => en)).toEqual([
      expect.stringContaining('no condition asks for here, and no part is given it'),
    ]);
  });

  it('is a required material, where no condition asks for what is required', () => {
    const decided: Predicate = { decided: 'register', as: 'approve' };
    expect(found({ acceptance: undefined, completion: decided })).toContainEqual(
      expect.stringMatching(/^materials\.0: nothing reads/),
    );
  });

  it('is a licence to be cancelled that may be given as a copy', () => {
    const materials = realEstateTransfer.materials.map((material) =>
      material.code === 'title-certificate'
        ? { ...material, accepts: ['licence' as const, 'content' as const] }
        : material,
    );
    expect(found({ materials })).toEqual([
      expect.stringMatching(/^outcomes\.1\.material: .*given as content/),
    ]);
    expect(found({ materials, renews: 'title-certificate' })).toHaveLength(2);
  });

  it('is left open when the time is up, and is then no fault', () => {
    const findings = findingsIn(realEstateTransfer, () => true);
    expect(findings.map(({ isOpen }) => isOpen)).toEqual([true, true, true]);
  });

  it('takes no time to speak of for as many facts as a matter may name', () => {
    const materials = Array.from({ length: 32 }, (_, index) => ({ material: `m${index}` }));
    const pairs = materials
      .slice(1)
      .map((right, index): Predicate => ({ any: [materials[index] ?? right, right] }));
    let asked = 0;
    const count = (): boolean => (asked += 1) > 100_000;
    expect(
      found({ acceptance: { all: pairs.slice(0, 15) } }, count).filter((line) =>
        line.startsWith('acceptance'),
      ),
    ).toEqual([]);
  });
});

describe('what the checker finds in a joint matter', () => {
  const inParts = (changes: Readonly<Record<string, Partial<PartDefinition>>>): string[] =>
    findingsIn(
      { ...setup, parts: (setup.parts ?? []).map((part) => ({ ...part, ...changes[part.code] })) },
      inTime,
    ).map(({ path, en }) => `${path.join('.')}: ${en}`);
  const closed = (part: string): Predicate => ({ part, is: ['closed'] });

  it('is nothing in those that ship', () => {
    expect(inParts({})).toEqual([]);
    expect(findingsIn(newborn, inTime)).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, Partial<PartDefinition>>>, RegExp[]]>([
    [
      'a part that waits for what contradicts itself',
      { seals: { begins: { all: [closed('tax'), { part: 'tax', is: ['refused'] }] } } },
      [/^completion\.all\.3\.any\.1: .*never/, /^parts\.3\.begins: the part seals can never begin$/],
    ],
    [
      'two parts that wait for each other, and one that waits for them',
      {
        tax: { begins: closed('social-insurance') },
        'social-insurance': { begins: closed('tax') },
      },
      [
        /^completion: .*never/,
        /^parts\.1\.begins: .*wait for each other, tax → social-insurance → tax/,
        /^parts\.2\.begins: .*wait for each other, social-insurance → tax → social-insurance/,
        /^parts\.3\.begins: the part seals can never begin$/,
      ],
    ],
    [
      'a part that is the joint matter itself',
      { seals: { matter: setup.id } },
      [/^parts\.3\.matter: the part seals can never begin: .*itself$/],
    ],
    [
      'a part that waits for nothing in truth',
      { seals: { begins: { all: [closed('registration'), { part: 'tax', is: [...partStatuses] }] } } },
      [/^parts\.3\.begins\.all\.1: .*always/],
    ],
    [
      'a part that begins before what it is given',
      { 'social-insurance': { begins: { part: 'registration', is: ['running'] } } },
      [/^parts\.2\.materials\.business-licence: .*never given/],
    ],
    [
      'a part that begins at once, and what it is given does not',
      { tax: { begins: undefined } },
      [/^parts\.1\.materials\.business-licence: .*never given/],
    ],
    [
      'one that goes on whether the other is late, refused or done',
      { seals: { begins: { part: 'tax', is: ['closed', 'late', 'refused'] } } },
      [],
    ],
  ])('is said: %s', (_name, changes, expected) => {
    expect(inParts(changes)).toEqual(expected.map((text): unknown => expect.stringMatching(text)));
  });

  it('is a material that no condition asks for and no part is given', () => {
    const unused = { code: 'photo', name: '照片', required: false, accepts: ['content' as const] };
    const { materials } = setup;
    expect(found({ ...setup, materials: [...materials, unused] })).toEqual([
      expect.stringContaining('nothing reads this material: no condition asks for photo'),
    ]);
  });
});

describe('a condition beside those before it', () => {
  const fit: Predicate = { answered: 'site', is: ['fit'] };
  const unfit: Predicate = { answered: 'site', is: ['unfit'] };
  const approved: Predicate = { decided: 'decide', as: 'approve' };
  const paper = {
    code: 'paper',
    name: '材料',
    required: false,
    accepts: ['content' as const, 'promise' as const],
  };
  const promised: Predicate = { promised: 'paper' };
  const large: Predicate = { answered: 'constructor', is: ['yes'] };

  /** What is found where the first step asks for one thing, and the second, or the completion, for another. */
  function foundAfter(first: Predicate, second: Predicate, completion: Predicate): string[] {
    const [inspect, decide] = asking.steps;
    if (inspect === undefined || decide === undefined) throw new Error('the matter has steps');
    const steps = [
      { ...inspect, requires: first },
      { ...decide, requires: second },
    ];
    return found({ ...asking, materials: [paper], steps, completion });
  }

  it.each<[string, Predicate, Predicate, Predicate, string]>([
    ['another answer', fit, unfit, approved, 'steps.1.requires'],
    ['the answer that was excluded', { not: unfit }, unfit, approved, 'steps.1.requires'],
    [
      'one of two others',
      { any: [fit, unfit] },
      { answered: 'site', is: ['constructor'] },
      approved,
      'steps.1.requires',
    ],
    ['another answer, among more', fit, { all: [large, { any: [unfit] }] }, approved, 'steps.1.requires'],
    ['another answer, or something else', fit, { any: [large, unfit] }, approved, 'steps.1.requires.any.1'],
    ['no promise, after one', promised, { all: [large, { not: promised }] }, approved, 'steps.1.requires'],
    [
      'no paper, after one',
      { material: 'paper' },
      { not: { material: 'paper' } },
      approved,
      'steps.1.requires',
    ],
    ['another answer, to complete', fit, large, { all: [approved, unfit] }, 'completion'],
    [
      'an earlier step that is not decided',
      fit,
      large,
      { any: [approved, { all: [approved, { not: { decided: 'inspect', as: 'approve' } }] }] },
      'completion.any.1',
    ],
  ])('can never hold: %s', (_name, first, second, completion, at) => {
    const said = foundAfter(first, second, completion).filter((text) => text.includes('contradicts'));
    expect(said).toEqual([`${at}: this can never hold: it contradicts what must hold before`]);
  });

  it.each<[string, Predicate, Predicate, Predicate]>([
    ['asks the same again', fit, fit, { all: [approved, fit] }],
    ['excludes what was not said', fit, { not: unfit }, approved],
    ['asks for a paper that was not there', { not: { material: 'paper' } }, { material: 'paper' }, approved],
    ['asks for a promise that was not there', { not: promised }, promised, approved],
    [
      'asks for what changes meanwhile',
      { creditClear: 'applicant', kinds: ['false-promise'] },
      { all: [promised, { not: { creditClear: 'applicant', kinds: ['false-promise'] } }] },
      approved,
    ],
    ['completes where the first step was not taken', fit, large, { any: [approved, unfit] }],
  ])('may hold: one that %s', (_name, first, second, completion) => {
    expect(foundAfter(first, second, completion).filter((text) => text.includes('never'))).toEqual([]);
  });

  it('is of no matter to an acceptance, which silence passes over, but is so in a joint matter', () => {
    const resident = (value: string): Predicate => ({ answered: 'resident', is: [value] });
    expect(
      found({
        ...asking,
        acceptance: resident('yes'),
        completion: { all: [approved, large, resident('no')] },
      }),
    ).toEqual([]);
    const [first, second, ...parts] = askingJointly.parts ?? [];
    if (first === undefined || second === undefined) throw new Error('the matter has parts');
    const no: Predicate = { answered: 'here', is: ['no'] };
    const joint = {
      ...askingJointly,
      acceptance: { answered: 'here', is: ['yes'] },
      parts: [first, { ...second, begins: no }, ...parts],
      completion: { any: [{ part: first.code, is: ['closed' as const] }, no] },
    };
    expect(findingsIn(joint, inTime).map(({ path, en }) => `${path.join('.')}: ${en}`)).toEqual([
      'completion.any.1: this can never hold: it contradicts what must hold before',
      `parts.1.begins: the part ${second.code} can never begin`,
    ]);
  });

  it('is not said of all conditions after one that never holds itself', () => {
    const never: Predicate = { all: [fit, { not: fit }] };
    expect(foundAfter(never, large, approved).filter((text) => text.includes('never'))).toEqual([
      expect.stringMatching(/^steps\.0\.requires: /),
    ]);
  });
});
