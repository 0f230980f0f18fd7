// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '../ledger/refusal';
import { publishMatter } from '../matter/commands';
import type { Predicate } from '../matter/predicate';
import type { Answer, Case } from './model';
import { application, JointCase, officerAt, publishJointMatters } from '../testing/joint';
import { asking, askingJointly, openAsking, publishAsking, publishAskingJointly } from '../testing/questions';
import { openBody, TransferCase } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, World } from '../testing/world';
import { answerCase, deadlinePassed, decideCase, openCase, transitionCase } from './commands';
import { unmetDespiteSilence } from './silence';
import { waitsFor } from './waiting';

let world: World;
useWorld((fork) => {
  world = fork;
}, publishAsking);

const yes: Answer = { question: 'resident', value: 'yes' };

function open(...answers: Answer[]): Promise<TransferCase> {
  return openAsking(world, 'Q-1', answers.length === 0 ? undefined : answers);
}

async function read({ id }: TransferCase): Promise<Case> {
  return (await world.query('query:case', id)) as Case;
}

function answer(of: TransferCase, by: Actor, ...answers: Answer[]): Promise<unknown> {
  return of.follow(answerCase, { answers }, by);
}

async function refused(of: TransferCase, by: Actor, ...answers: Answer[]): Promise<RefusalCode | undefined> {
  return (await world.refusal(by, answerCase, { id: of.id, version: of.version, answers })).code;
}

describe('the answers of a case', () => {
  it('say who attests each, who signed for it, and with which version it came', async () => {
    const { eastAcceptor, eastReviewer } = world.officers;
    const subject = await open(yes);
    await subject.transition('accept');
    await answer(subject, eastReviewer, { question: 'site', value: 'constructor' });
    const { schema, answers } = await read(subject);
    expect({ schema, answers }).toEqual({
      schema: 3,
      answers: [
        {
          ...yes,
          by: 'applicant',
          officer: eastAcceptor.id,
          organisation: 'east',
          at: expect.any(String) as string,
          version: 1,
          before: 'inspect',
        },
        {
          question: 'site',
          value: 'constructor',
          by: 'reviewer',
          officer: eastReviewer.id,
          organisation: 'east',
          at: expect.any(String) as string,
          version: 3,
          before: 'inspect',
        },
      ],
    });
  });

  it('are told by the event of the opening, and of each change: the earlier one stays there', async () => {
    const body = { number: 'Q-2', matter: asking.id, applicant: openBody('x').applicant, materials: [] };
    const no: Answer = { question: 'resident', value: 'no' };
    const opened = await world.give(world.officers.eastAcceptor, openCase, { ...body, answers: [no] });
    expect(opened.events[0]).toMatchObject({ type: 'case.opened', data: { answers: [no] } });
    const { id } = opened.done.result;
    const corrected = await world.give(world.officers.eastAcceptor, answerCase, {
      id,
      version: 1,
      answers: [yes],
    });
    expect(corrected.events).toMatchObject([{ type: 'case.answered', version: 2, data: { answers: [yes] } }]);
    expect((await read(new TransferCase(world, id))).answers).toMatchObject([{ ...yes, version: 2 }]);
  });

  it('leave a case and a matter without questions as they were', async () => {
    const { done } = await world.give(world.officers.eastAcceptor, openCase, {
      ...openBody('T-1', 'title-certificate'),
      answers: [],
    });
    const plain = await read(new TransferCase(world, done.result.id));
    expect(plain).toMatchObject({ schema: 1 });
    expect(plain).not.toHaveProperty('answers');
    const matter = await world.query('query:matter', plain.matter);
    expect(matter).toMatchObject({ schema: 1 });
    expect(await world.query('query:matter', asking.id)).toMatchObject({ schema: 3 });
  });

  it('complete a case with the last one that was missing', async () => {
    const { eastReviewer, eastDecider } = world.officers;
    const subject = await open(yes);
    await subject.transition('accept');
    await answer(subject, eastReviewer, { question: 'site', value: 'fit' });
    await subject.decide('inspect', eastReviewer);
    await subject.decide('decide', eastDecider);
    const waiting = await read(subject);
    expect(waiting.state).toBe('granted');
    const matter = { schema: 3, version: 1, ...asking } as const;
    expect(waitsFor(waiting, matter)).toMatchObject({ who: 'department', roles: ['decider'] });
    await answer(subject, eastDecider, { question: 'constructor', value: 'no' });
    const { state, outcome } = await read(subject);
    expect(state).toBe('closed');
    expect(outcome?.facts.answers).toEqual({ resident: 'yes', site: 'fit', constructor: 'no' });
  });

  it('once more under the same identifier have one effect', async () => {
    const subject = await open();
    const body = { id: subject.id, version: 1, answers: [yes] };
    const signed = world.sign(world.officers.eastAcceptor, answerCase, body);
    const { outcomes } = await world.batch('east', [signed]);
    const { outcomes: again } = await world.batch('east', [signed]);
    expect(again).toEqual([{ ...outcomes[0], repeated: true }]);
    expect((await read(subject)).version).toBe(2);
  });
});

describe('an answer is refused', () => {
  it.each<[string, Answer, keyof World['officers'], RefusalCode]>([
    ["of the applicant's by an officer", yes, 'eastReviewer', 'role-missing'],
    ["of an officer's by the window", { question: 'site', value: 'fit' }, 'eastAcceptor', 'role-missing'],
    ['of one role by another', { question: 'site', value: 'fit' }, 'eastDecider', 'role-missing'],
    ['by another department', { question: 'constructor', value: 'no' }, 'eastMarketDecider', 'not-competent'],
    ['by another organisation', { question: 'constructor', value: 'no' }, 'westDecider', 'not-competent'],
    ['by who handles no cases', yes, 'auditor', 'role-missing'],
    [
      'that is none of the choices',
      { question: 'resident', value: 'perhaps' },
      'eastAcceptor',
      'command-malformed',
    ],
    ['of another question', { question: 'site', value: 'yes' }, 'eastReviewer', 'command-malformed'],
    ['to what nobody asks', { question: 'valueof', value: 'yes' }, 'eastAcceptor', 'command-malformed'],
    [
      'in words',
      { question: 'resident', value: 'Yes, at 5 Example Road' },
      'eastAcceptor',
      'command-malformed',
    ],
    ['to the prototype', { question: '__proto__', value: 'yes' }, 'eastAcceptor', 'command-malformed'],
    [
      'by a member of every object',
      { question: 'resident', value: 'constructor' },
      'eastAcceptor',
      'command-malformed',
    ],
  ])('%s', async (_, given, who, code) => {
    expect(await refused(await open(), world.officers[who], given)).toBe(code);
  });

  it('twice in one command, in either form', async () => {
    const subject = await open();
    const both = [yes, { question: 'resident', value: 'no' }];
    expect(await refused(subject, world.officers.eastAcceptor, ...both)).toBe('command-malformed');
    const body = { number: 'Q-3', matter: asking.id, applicant: openBody('x').applicant, materials: [] };
    const opening = await world.refusal(world.officers.eastAcceptor, openCase, { ...body, answers: both });
    expect(opening).toMatchObject({ code: 'command-malformed', field: 'body/answers' });
  });

  it("of an officer's with the opening", async () => {
    const body = { number: 'Q-3', matter: asking.id, applicant: openBody('x').applicant, materials: [] };
    const answers = [{ question: 'site', value: 'fit' }];
    const opening = await world.refusal(world.officers.eastAcceptor, openCase, { ...body, answers });
    expect(opening.code).toBe('role-missing');
  });

  it('by an officer whose department applies', async () => {
    const body = { number: 'Q-4', matter: asking.id, materials: [] };
    const applicant = { organisation: world.officers.eastReviewer.department };
    const { done } = await world.give(world.officers.eastAcceptor, openCase, { ...body, applicant });
    const own = new TransferCase(world, done.result.id);
    expect(await refused(own, world.officers.eastReviewer, { question: 'site', value: 'fit' })).toBe(
      'conflict-of-interest',
    );
  });

  it('at another version of the case', async () => {
    const subject = await open();
    await answer(subject, world.officers.eastAcceptor, yes);
    subject.version = 1;
    expect(await refused(subject, world.officers.eastAcceptor, yes)).toBe('version-stale');
  });

  it('when a decision has been taken on it, but not before, nor another one', async () => {
    const { eastAcceptor, eastReviewer, eastDecider } = world.officers;
    const fit: Answer = { question: 'site', value: 'fit' };
    const subject = await open(yes);
    await subject.transition('accept');
    await answer(subject, eastReviewer, { question: 'site', value: 'unfit' });
    await answer(subject, eastReviewer, fit);
    await subject.decide('inspect', eastReviewer);
    expect(await refused(subject, eastReviewer, { question: 'site', value: 'unfit' })).toBe('state-conflict');
    expect(await refused(subject, eastAcceptor, { ...yes, value: 'no' })).toBe('state-conflict');
    const large: Answer = { question: 'constructor', value: 'yes' };
    await answer(subject, eastDecider, large);
    await answer(subject, eastDecider, large);
    await subject.decide('decide', eastDecider);
    expect(await refused(subject, eastDecider, { ...large, value: 'no' })).toBe('state-conflict');
  });

  it('when the case has ended', async () => {
    const subject = await open(yes);
    await subject.transition('withdraw', { reason: 'withdrawn-by-applicant' });
    expect(await refused(subject, world.officers.eastAcceptor, yes)).toBe('state-conflict');
  });

  it('to what only a later version of the matter asks', async () => {
    const subject = await open();
    const added = { code: 'newer', text: { zh: '新问题？', en: 'New?' }, by: 'applicant' } as const;
    const definition = { ...asking, questions: [...(asking.questions ?? []), added] };
    await world.give(world.governors.east, publishMatter, { definition });
    const newer: Answer = { question: 'newer', value: 'yes' };
    expect(await refused(subject, world.officers.eastAcceptor, newer)).toBe('command-malformed');
    const later = await openAsking(world, 'Q-5', [newer]);
    expect((await read(later)).matterVersion).toBe(2);
  });
});

describe('what is not answered', () => {
  it('holds nothing, and the refusal says what is asked', async () => {
    const subject = await open();
    const accept = { id: subject.id, version: 1, transition: 'accept' } as const;
    expect(await world.refusal(world.officers.eastAcceptor, transitionCase, accept)).toMatchObject({
      code: 'condition-unmet',
      detail: {
        unmet: [{ answered: 'resident', is: ['yes'] }],
        answers: {},
        questions: [asking.questions?.[0]],
      },
    });
  });

  it('does not hold under `not` either', async () => {
    const { eastReviewer } = world.officers;
    const subject = await open(yes);
    await subject.transition('accept');
    const { id, version } = subject;
    const approve = { id, version, step: 'inspect', result: 'approve', noInterest: true } as const;
    const refusal = await world.refusal(eastReviewer, decideCase, approve);
    expect(refusal).toMatchObject({ code: 'condition-unmet', detail: { answers: { resident: 'yes' } } });
    await answer(subject, eastReviewer, { question: 'site', value: 'fit' });
    await expect(subject.decide('inspect', eastReviewer)).resolves.toBeDefined();
  });

  it.each([
    [[], 'accepted'],
    [[{ ...yes, value: 'no' }], 'submitted'],
  ])('keeps silence from accepting nothing; what is answered otherwise does: %j', async (answers, state) => {
    const subject = await open(...answers);
    world.now = '2026-12-01T01:00:00.000Z';
    await subject.follow(deadlinePassed, { deadline: 'acceptance' }, world.officers.eastSystem);
    expect((await read(subject)).state).toBe(state);
  });

  it.each<[string, Predicate, number]>([
    ['under `not`', { not: { answered: 'site', is: ['unfit'] } }, 0],
    [
      'beside what was answered',
      {
        not: {
          all: [
            { answered: 'site', is: ['fit'] },
            { answered: 'resident', is: ['yes'] },
          ],
        },
      },
      1,
    ],
    [
      'or otherwise',
      {
        any: [
          { answered: 'resident', is: ['no'] },
          { answered: 'site', is: ['fit'] },
        ],
      },
      0,
    ],
  ])('is said in time or not at all, %s', (_, condition, count) => {
    const facts = {
      materials: [],
      missing: [],
      decisions: {},
      licences: {},
      restrictions: { object: [], licences: {} },
      answers: { resident: 'yes' },
    };
    expect(unmetDespiteSilence(condition, facts)).toHaveLength(count);
  });

  it('by the applicant has a case wait for that', async () => {
    const subject = { ...(await read(await open())), state: 'granted', decisions: decisions() } as Case;
    const completion: Predicate = { answered: 'resident', is: ['yes'] };
    expect(waitsFor(subject, { schema: 3, version: 1, ...asking, completion })).toEqual({ who: 'applicant' });
  });
});

function decisions(): Case['decisions'] {
  return asking.steps.map(({ code }) => ({
    step: code,
    result: 'approve',
    officer: 'o',
    organisation: 'east',
    at: '2026-11-24T01:00:00.000Z',
  }));
}

describe('a joint case', () => {
  let joint: JointCase;

  async function openJointly(value: string, number = 'J-9'): Promise<void> {
    const acceptor = await officerAt(world, 'market', 'acceptor');
    const { done } = await world.give(acceptor, openCase, {
      ...application(askingJointly, number),
      answers: [{ question: 'here', value }],
    });
    joint = new JointCase(world, done.result.id);
  }

  beforeEach(async () => {
    await publishJointMatters(world);
    await publishAskingJointly(world);
  });

  it('gives its answers to its parts, as they were attested at its window', async () => {
    await openJointly('yes');
    const { schema, answers: [here] = [] } = await joint.read();
    expect([schema, here?.question]).toEqual([3, 'here']);
    const first = await joint.read(joint.partId('first', 'market', askingJointly));
    expect(first).toMatchObject({ schema: 3, partOf: { part: 'first' } });
    expect(first.answers).toEqual([{ ...here, question: 'resident', before: 'inspect' }]);
  });

  it('begins its parts by its answers, and takes no others later', async () => {
    await openJointly('no');
    const first = joint.partId('first', 'market', askingJointly);
    await joint.transition(first, 'market', 'withdraw');
    expect(await joint.read()).toMatchObject({ state: 'withdrawn' });
    await openJointly('yes', 'J-10');
    const acceptor = await officerAt(world, 'market', 'acceptor');
    const body = { id: joint.id, version: 1, answers: [{ question: 'here', value: 'no' }] };
    expect((await world.refusal(acceptor, answerCase, body)).code).toBe('state-conflict');
    expect(await joint.statuses()).toEqual({ first: 'running' });
  });

  it('is not opened while what it asks is not answered', async () => {
    const acceptor = await officerAt(world, 'market', 'acceptor');
    const { answers: _, ...unanswered } = application(askingJointly, 'J-11');
    expect(await world.refusal(acceptor, openCase, unanswered)).toMatchObject({
      code: 'condition-unmet',
      detail: { unmet: [{ answered: 'here' }], questions: askingJointly.questions },
    });
  });
});
