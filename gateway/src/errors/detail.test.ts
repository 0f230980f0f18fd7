// SPDX-License-Identifier: Apache-2.0
import {
  IdentifierMalformed,
  parseArchivalCode,
  parseCitizenNumber,
  parseLicenceIdentifier,
  parseRegionCode,
  parseUnifiedCode,
  parseUniqueCode,
  Refusal,
} from '@guidang/chaincode/model';
import vectors from '../../../chaincode/src/testing/identifiers.json';
import { demandCondition } from '../../../chaincode/src/case/conditions';
import { demandPossible } from '../../../chaincode/src/case/states';
import { asking } from '../../../chaincode/src/testing/questions';
import { demandVersion } from '../../../chaincode/src/command/checks';
import { chineseFieldMessage, detailOf } from './detail';
import { faultOf } from './fault';

function thrownBy(run: () => void): string {
  try {
    run();
  } catch (error) {
    return detailOf(faultOf(error), 'zh');
  }
  throw new Error('nothing was thrown');
}

const notUnfit = { not: { answered: 'site', is: ['unfit'] } };

function unmetIn(found: object): Refusal {
  const unmet = [{ licence: 'title', is: ['in-force'] }];
  return new Refusal('condition-unmet', 'x', { detail: { missing: [], unmet, ...found } });
}

describe('a detail in Chinese', () => {
  it('names the current version, and the field', () => {
    const detail = thrownBy(() => {
      demandVersion('record', { version: 4 }, 3);
    });
    expect(detail).toMatch(/请重新读取。位置：body\/version。当前版本：4。$/);
  });

  it('names the state of a case', () => {
    const detail = thrownBy(() => {
      demandPossible('accept', { state: 'withdrawn' }, 'the case has ended');
    });
    expect(detail).toMatch(/。办件当前状态：已撤回。$/);
  });

  it('names the materials that are missing', () => {
    const facts = {
      materials: [],
      missing: ['form', 'deed'],
      decisions: {},
      licences: {},
      restrictions: { object: [], licences: {} },
    };
    const detail = thrownBy(() => {
      demandCondition({ materials: 'required' }, { facts, matter: {} }, 'not yet');
    });
    expect(detail).toMatch(/。未满足：材料“form”；材料“deed”。$/);
  });

  it.each<[Refusal, 'en' | 'zh', RegExp]>([
    [
      unmetIn({ licences: { title: 'suspended' } }),
      'en',
      /^x; not met: “title” is in force \(now: suspended\)$/,
    ],
    [unmetIn({ licences: {} }), 'zh', /。未满足：“title”有效（尚未提供）。$/],
    [
      unmetIn({ unmet: [notUnfit], answers: { site: 'unfit' }, questions: asking.questions }),
      'zh',
      /。未满足：不得：问题“现场情况如何？”回答“不符合”（回答为：“不符合”）。$/,
    ],
    [
      unmetIn({ unmet: [{ answered: 'constructor', is: ['no'] }], answers: {}, questions: asking.questions }),
      'en',
      /^x; not met: question “Is it a large project\?”: “no” \(not answered\)$/,
    ],
    // What the matter does not put into words, by its codes.
    [
      unmetIn({ unmet: [notUnfit], answers: {} }),
      'en',
      /^x; not met: not: question “site”: “unfit” \(not answered\)$/,
    ],
    // Of an older contract, which does not say what there is.
    [unmetIn({}), 'en', /^x; not met: “title” is in force$/],
    // Of a newer one, whose condition nobody knows here.
    [unmetIn({ unmet: [{ weather: 'fine' }] }), 'en', /^x$/],
    [unmetIn({ unmet: [{ weather: 'fine' }] }), 'zh', /^[^未]*$/],
    [new Refusal('not-found', 'x', { detail: { unmet: [], missing: [] } }), 'en', /^x$/],
  ])('of what does not hold, and what there is: %#', (refusal, language, text) => {
    expect(detailOf(faultOf(refusal), language)).toMatch(text);
  });

  it.each<[Refusal, RegExp]>([
    [new Refusal('state-conflict', 'x', { detail: { status: 'suspended' } }), /。证照当前状态：暂扣。$/],
    [
      new Refusal('separation-of-duties', 'x', { detail: { step: 'review' } }),
      /。该经办人已办理的环节：review。$/,
    ],
    [
      new Refusal('deadline-running', 'x', { detail: { lastDay: '2026-11-30', provisional: false } }),
      /。期限最后一日：2026-11-30。$/,
    ],
    [
      new Refusal('deadline-running', 'x', { detail: { lastDay: '2027-01-04', provisional: true } }),
      /。期限最后一日：2027-01-04（暂定：该年工作日历尚未登记）。$/,
    ],
    [new Refusal('deadline-running', 'x', { detail: { paused: true } }), /。办件暂停期间不计入期限。$/],
    [new Refusal('command-conflict', 'x', { detail: { transaction: 'a1' } }), /。原命令的交易：a1。$/],
    [new Refusal('state-conflict', 'x', { detail: { id: 'r1' } }), /。相关档案：r1。$/],
    [
      new Refusal('numbers-exhausted', 'x', {
        detail: { series: { fonds: 'F1', category: 'ZY', year: '2026', retention: 'Y' } },
      }),
      /。号段：全宗F1、类别ZY、年度2026、保管期限Y。$/,
    ],
    // Skips facts it does not know, from a contract newer than this gateway.
    [
      new Refusal('state-conflict', 'x', { detail: { state: 'of-the-future' } }),
      /^该事物所处的状态或种类不支持此操作。$/,
    ],
    [new Refusal('version-stale', 'x'), /请重新读取。$/],
    [new Refusal('state-conflict', 'the record is filed already'), /。该档案已归档。$/],
    [
      new Refusal('not-found', 'there is no matter M1', { field: 'body/matter' }),
      /位置：body\/matter。没有该事项：M1。$/,
    ],
  ])('of %s states what it knows', (refusal, text) => {
    expect(detailOf(faultOf(refusal), 'zh')).toMatch(text);
  });

  it('says what is wrong with an identifier once, also when it says what was sent', () => {
    const malformed = new IdentifierMalformed({ kind: 'licence', reason: 'root' });
    const { message } = malformed;
    const facts = { ...malformed.facts };
    const told = chineseFieldMessage({ code: 'identifier-malformed', message, facts });
    const error = { field: 'body/licence', message: told, sent: '"1.2.3"', example: '1.2.156' };
    const fault = { code: 'identifier-malformed', message, facts, errors: [error] } as const;
    expect(detailOf(fault, 'zh')).toMatch(
      /位置：body\/licence。证照标识有误：[^：]*，例如 1.2.156，收到的是 "1.2.3"。$/u,
    );
  });

  it('names each invalid field once', () => {
    const errors = ['body/year', 'body/date', 'body/year'].map((field) => ({ field, message: 'x' }));
    expect(detailOf({ code: 'field-invalid', message: 'x', field: 'body/year', errors }, 'zh')).toMatch(
      /位置：body\/year、body\/date。$/,
    );
  });

  it.each<[(text: string) => unknown, string, string]>([
    [parseUnifiedCode, '12345', '统一社会信用代码有误：长度不符。'],
    [parseUnifiedCode, '11999999000000019X', '统一社会信用代码有误：校验码有误，应为“M”。'],
    [parseCitizenNumber, '999999200213018881', '公民身份号码有误：日期不存在。'],
    [parseLicenceIdentifier, '1.2.3', '证照标识有误：不以 1.2.156.3005.2 开头。'],
    [parseArchivalCode, 'X999-WS.2026-D30-BGS-0007', '档号有误：分隔符有误。'],
    [parseArchivalCode, 'X999-WS·2026-D99-0007', '档号有误：保管期限代码格式有误。'],
    [parseRegionCode, '012345', '行政区划代码有误：省级代码格式有误。'],
    [parseUniqueCode, 'x', '唯一标识码有误：长度不符。'],
  ])('of %p says what is wrong with %s', (parse, text, sentence) => {
    const detail = thrownBy(() => {
      parse(text);
    });
    expect(detail.endsWith(sentence)).toBe(true);
  });

  it.each([
    ...vectors.licence.invalid.map(({ value }) => [parseLicenceIdentifier, value] as const),
    ...vectors.unifiedCode.invalid.map(({ value }) => [parseUnifiedCode, value] as const),
    ...vectors.citizenNumber.invalid.map(({ value }) => [parseCitizenNumber, value] as const),
    ...vectors.archivalCode.invalid.map(({ value }) => [parseArchivalCode, value] as const),
  ])('of %p says more than the code does, of %s', (parse, text) => {
    const detail = thrownBy(() => {
      parse(text);
    });
    expect(detail).toMatch(/校验码有误。\p{Script=Han}+有误：/u);
  });
});
