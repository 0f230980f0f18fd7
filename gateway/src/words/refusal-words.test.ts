// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { fieldWords } from './field-words';
import { plainRefusals } from './plain-refusal-words';
import { refusalInChinese } from './refusal-words';

const contracts = join(__dirname, '..', '..', '..', 'chaincode', 'src');

/** What no caller brings about: a damaged store. */
const notOfCallers = "'stored-value-invalid'";

/** The messages that the contracts refuse with, each value written as a word that there is not. */
function messagesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const messages: string[] = [];
  const visit = (node: ts.Node): void => {
    const [code, message] = refusalOf(node);
    if (code?.getText() !== notOfCallers && message !== undefined) messages.push(...textsOf(message));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return messages;
}

function textsOf(message: ts.Expression): string[] {
  if (ts.isStringLiteralLike(message)) return [message.text];
  if (ts.isConditionalExpression(message)) {
    return [...textsOf(message.whenTrue), ...textsOf(message.whenFalse)];
  }
  if (!ts.isTemplateExpression(message)) return [];
  const parts = message.templateSpans.map(({ literal }, index) => `value${index}${literal.text}`);
  return [message.head.text + parts.join('')];
}

function refusalOf(node: ts.Node): readonly (ts.Expression | undefined)[] {
  if (ts.isCallExpression(node) && node.expression.getText() === 'demand') return node.arguments.slice(1);
  if (ts.isNewExpression(node) && node.expression.getText() === 'Refusal') return node.arguments ?? [];
  return [];
}

const files = readdirSync(contracts, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'))
  .map((file) => join(contracts, file));

const all = files.flatMap(messagesIn);

describe('a refusal without values', () => {
  it('is said in Chinese', () => {
    const plain = all.filter((message) => !message.includes('value0'));
    expect(plain.length).toBeGreaterThan(100);
    const untold = plain.filter((message) => refusalInChinese(message) === undefined);
    expect(untold.filter((message) => fieldWords.get(message) === undefined)).toEqual([]);
  });

  it('has no words for what nobody says', () => {
    const own = [
      ['record', 'row-soundness.ts'],
      ['dossier', 'offered-first.ts'],
    ].map((path) => join(__dirname, '..', 'application', ...path));
    const texts = [...files, ...own]
      .map((file) => readFileSync(file, 'utf8').replaceAll("\\'", "'"))
      .join('\n');
    expect([...plainRefusals.keys()].filter((message) => !texts.includes(message))).toEqual([]);
  });
});

describe('a refusal with values', () => {
  const messages = all.filter((message) => message.includes('value0'));

  it('is found in the contracts', () => {
    expect(messages.length).toBeGreaterThan(30);
    expect(messages).toContain('there is no such record: value0');
  });

  it('is said in Chinese with each of its values', () => {
    const lost = messages.filter((message) => {
      const said = refusalInChinese(message) ?? '';
      const values = message.match(/value\d/g) ?? [];
      // What kind of thing has a version, or is missing in a condition, the field says.
      const isTold = values.every((value) => said.includes(value)) || /version|the condition/.test(message);
      return !/\p{Script=Han}/u.test(said) || !isTold;
    });
    expect(lost).toEqual([]);
  });

  it.each([
    [
      'a licence that is expired, since its period ended on 2025-01-01, cannot become suspended',
      '该证照已过期（有效期至 2025-01-01），不能变为暂扣',
    ],
    [
      'a licence that is not-yet-in-force, since its period begins on 2099-01-01, cannot become suspended',
      '该证照尚未生效（有效期自 2099-01-01 起），不能变为暂扣',
    ],
    [
      'a licence that is superseded since 2026-01-01 cannot become in-force',
      '该证照自 2026-01-01 起已被替换，不能变为有效',
    ],
    ['a licence that is revoked cannot become in-force', '该证照的状态为撤销、撤回或吊销，不能变为有效'],
    ['the role reviewer may not do record.file', '“审查”角色不能办理 record.file'],
    ['the record is filed already', '该档案已归档'],
    ['the signature of k+1 does not fit the head', '密钥 k+1 的签名与日志头不符'],
    ['the person P1 is corrected: its number leads to P2', '人员 P1 已更正：其号码已指向 P2'],
  ])('%s: %s', (message, said) => {
    expect(refusalInChinese(message)).toBe(said);
  });

  it('that is not known is not guessed', () => {
    expect(refusalInChinese('there is no such record')).toBeUndefined();
  });
});
