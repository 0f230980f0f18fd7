// SPDX-License-Identifier: Apache-2.0
import { caseWith, decided, sessionOf, transfer } from '../testing/sample-case';
import { actsOn, actWords, nameOf, takesReason } from './acts';
import { changesBetween } from './difference';
import { conditionWords } from '../../src/words/condition-words';
import { missingIn } from './missing';

type Conditions = Parameters<typeof missingIn>[0];

describe('what is still missing', () => {
  it('is said once, with what asks for it first', () => {
    const receipt = { en: 'material “完税凭证”', zh: '材料“完税凭证”' };
    const decided = { en: 'step “登簿”: approve', zh: '环节“登簿”同意' };
    const later = { en: 'material “later”', zh: '材料“以后”' };
    const name = { en: '', zh: '' };
    const conditions: Conditions = [
      {
        of: 'step',
        step: 'decide',
        name,
        holds: false,
        unmet: [{ condition: { material: 'a' }, text: receipt }],
      },
      {
        of: 'step',
        step: 'register',
        name,
        holds: false,
        unmet: [{ condition: { material: 'b' }, text: later }],
      },
      {
        of: 'completion',
        name,
        holds: false,
        unmet: [
          { condition: { material: 'a' }, text: receipt },
          { condition: { decided: 'register', as: 'approve' }, text: decided },
        ],
      },
    ];
    expect(missingIn(conditions, transfer).map(({ text, askedBy }) => [text.zh, askedBy.zh])).toEqual([
      ['材料“完税凭证”', '环节“核定”所需'],
      ['环节“登簿”同意', '办结所需'],
    ]);
    const acceptance: Conditions[number] = { of: 'acceptance', name, holds: true, unmet: [] };
    expect(missingIn([acceptance, ...conditions], transfer)).toEqual([]);
  });

  it('has words for every form of condition', () => {
    const seen = { subject: caseWith(), matter: transfer };
    expect(
      conditionWords({ all: [{ materials: 'required' }, { decided: 'decide', as: 'refuse' }] }, seen.matter)
        .zh,
    ).toBe('全部必需材料，并且环节“核定”不同意');
    expect(
      conditionWords({ any: [{ material: 'nameless' }, { not: { material: 'inquiry' } }] }, seen.matter).en,
    ).toBe('material “nameless”, or not: material “询问笔录”');
    const [inquiry, receipt] = [{ material: 'inquiry' }, { material: 'nameless' }];
    // Different conditions, different words.
    expect(
      [
        { not: { any: [inquiry, receipt] } },
        { any: [{ not: inquiry }, receipt] },
        { any: [inquiry, { all: [{ any: [receipt, inquiry] }, receipt] }] },
      ].map((condition) => conditionWords(condition, seen.matter).zh),
    ).toEqual([
      '不得：（材料“询问笔录”，或者材料“nameless”）',
      '不得：材料“询问笔录”，或者材料“nameless”',
      '材料“询问笔录”，或者（（材料“nameless”，或者材料“询问笔录”），并且材料“nameless”）',
    ]);
    // What every object has is no attribute that every licence has.
    const attribute = { licence: 'deed', name: 'constructor' };
    expect(conditionWords({ attribute, atLeast: 1 }, seen.matter, { attributes: {} }).zh).toBe(
      '“deed”的constructor不少于1（账本上无从得知）',
    );
  });
});

describe('what an officer may do', () => {
  it.each([
    [
      'submitted',
      'acceptor',
      ['accept', 'not-accept', 'ask-supplement', 'withdraw', 'terminate', 'add-materials'],
    ],
    ['submitted', 'reviewer', ['ask-supplement', 'terminate', 'add-materials']],
    ['accepted', 'reviewer', ['decide-initial-review', 'pause', 'terminate', 'add-materials']],
    ['accepted', 'registrar', []],
    ['paused', 'decider', ['resume', 'terminate']],
    ['closed', 'registrar', ['deliver']],
    ['closed', 'auditor', []],
  ] as const)('with a case that is %s, as %s: %j', (state, role, names) => {
    const { acts, because } = actsOn(caseWith({ state }), transfer, sessionOf('o-1', role));
    expect([acts.map(nameOf), because]).toEqual([names, undefined]);
  });

  it('answers what its role is asked, until a decision rests on it', () => {
    const here = { code: 'here', text: { zh: '？', en: '?' }, by: 'applicant' as const };
    const site = { ...here, code: 'constructor', by: 'reviewer' as const };
    const matter = { ...transfer, questions: [here, site] };
    const answersOf = (
      of: Parameters<typeof caseWith>[0],
      ...roles: Parameters<typeof sessionOf>[1][]
    ): unknown =>
      actsOn(caseWith(of), matter, sessionOf('o-1', ...roles)).acts.flatMap((act) =>
        act.kind === 'answer' ? [[nameOf(act), actWords(act).zh, act.questions.map(({ code }) => code)]] : [],
      );
    const [window, reviewer] = [
      ['answer-acceptor', '回答问题', ['here']],
      ['answer-reviewer', '回答问题', ['constructor']],
    ];
    expect(answersOf({ state: 'submitted' }, 'acceptor', 'reviewer')).toEqual([window, reviewer]);
    expect(answersOf({ state: 'submitted' }, 'decider', 'system')).toEqual([]);
    const given = {
      question: 'here',
      value: 'yes',
      by: 'applicant' as const,
      officer: 'o',
      organisation: 'east',
      at: '2026-11-29T01:00:00.000Z',
      version: 1,
      before: 'initial-review',
    };
    const answered = { state: 'review' as const, answers: [given] };
    expect(answersOf(answered, 'acceptor')).toEqual([window]);
    const signed = { ...answered, decisions: [decided('initial-review', 'o-2')] };
    expect(answersOf(signed, 'acceptor', 'reviewer')).toEqual([reviewer]);
    const changes = changesBetween(caseWith({ state: 'review' }), caseWith(answered));
    expect(changes.map(({ what, now }) => [what.zh, now.zh])).toEqual([['询问事项', 'here: yes']]);
  });

  it.each([
    ['accepted', 'acceptor', ['withdraw']],
    ['accepted', 'decider', []],
    ['closed', 'registrar', ['deliver']],
  ] as const)(
    'with a joint case that is %s, as %s: %j, for it is handled in its parts',
    (state, role, names) => {
      const joint = { ...transfer, steps: [], parts: [] };
      expect(actsOn(caseWith({ state }), joint, sessionOf('o-1', role)).acts.map(nameOf)).toEqual(names);
    },
  );

  it('is no second step of one case, which the page says before it is tried', () => {
    const subject = caseWith({ state: 'review', decisions: [decided('initial-review', 'o-1')] });
    expect(actsOn(subject, transfer, sessionOf('o-1', 'reviewer'))).toMatchObject({ because: 'four-eyes' });
    const [first] = actsOn(subject, transfer, sessionOf('o-2', 'reviewer')).acts;
    expect(first && [nameOf(first), actWords(first).zh, takesReason(first)]).toEqual([
      'decide-second-review',
      '复审',
      true,
    ]);
  });

  it('is nothing with a case of another department', () => {
    const other = { ...sessionOf('o-1', 'acceptor'), department: '11999999000000027G' };
    expect(actsOn(caseWith(), transfer, other)).toEqual({ acts: [], because: 'other-department' });
  });

  it('is to complete it once every step is taken', () => {
    const decisions = transfer.steps.map(({ code }, at) => decided(code, `o-${at}`));
    const { acts } = actsOn(
      caseWith({ state: 'registered', decisions }),
      transfer,
      sessionOf('x', 'acceptor'),
    );
    expect(acts.map(nameOf)).toEqual(['complete', 'add-materials']);
    expect(acts.map(takesReason)).toEqual([false, false]);
    expect(acts.map((act) => actWords(act).en)).toEqual([
      'complete, once its conditions hold',
      'add materials',
    ]);
  });

  it('is to prove the delivery once', () => {
    const content = {
      digest: { algorithm: 'sha256' as const, value: '0'.repeat(64) },
      bytes: 1,
      mediaType: 'a/b',
      role: 'x',
    };
    const delivered = caseWith({
      state: 'closed',
      delivery: { at: '2026-11-29T02:00:00.000Z', proof: content },
    });
    expect(actsOn(delivered, transfer, sessionOf('o', 'registrar')).acts).toEqual([]);
  });
});

describe('what has changed since a case was seen', () => {
  it('is told thing by thing, then and now', () => {
    const now = caseWith({ version: 2, state: 'review', decisions: [decided('initial-review', 'o-2')] });
    expect(changesBetween(caseWith({ state: 'accepted' }), now)).toEqual([
      {
        what: { en: 'State', zh: '状态' },
        then: { en: 'accepted', zh: '已受理' },
        now: { en: 'in review', zh: '审查中' },
      },
      {
        what: { en: 'Steps', zh: '办理环节' },
        then: { en: '–', zh: '–' },
        now: { en: 'initial-review: approve (o-2)', zh: 'initial-review: 同意 (o-2)' },
      },
      { what: { en: 'Version', zh: '版本' }, then: { en: '1', zh: '1' }, now: { en: '2', zh: '2' } },
    ]);
  });
});
