// SPDX-License-Identifier: Apache-2.0
import { roleWords, verdictWords } from '@guidang/pages/words';
import { plainRefusals } from './plain-refusal-words';

/*
 * What a contract refuses with a value in it: the contracts speak English alone. A name in braces stands for the value;
 * what is no text of anybody but a word of ours (a role, a status) is said in Chinese too.
 */
const sentences: readonly (readonly [english: string, chinese: string])[] = [
  [
    'the role {role} may not do this with a case in this state',
    '办件处于当前状态时，“{role}”角色不能办理此事',
  ],
  ['the role {role} may not do {command}', '“{role}”角色不能办理 {command}'],
  ['the officer has not the role {role}', '该经办人没有“{role}”角色'],
  ['the step {step} is for the role {role}', '环节 {step} 由“{role}”角色办理'],
  ['the next step of the case is {step}', '办件的下一环节是 {step}'],
  ['{material} was decided on already', '材料 {material} 已作为决定的依据，不能更换'],
  ['{question} was answered, and decided on already', '问题 {question} 的回答已作为决定的依据，不能更改'],
  ['the matter asks no question {question}', '该事项没有问题 {question}'],
  ['the question {question} has no answer {value}', '问题 {question} 没有选项 {value}'],
  [
    'the question {question} has no answer {values}; it has {choices}',
    '问题 {question} 没有选项 {values}；选项有：{choices}',
  ],
  ['the question {question} is for the role {role}', '问题 {question} 须由“{role}”角色回答'],
  [
    'the question {question} is for the applicant, at the window',
    '问题 {question} 须由申请人回答，由窗口录入',
  ],
  ['the matter asks for no {material}', '该事项不需要材料 {material}'],
  ['{material} is not taken in this form', '材料 {material} 不接受这种形式'],
  ['{material} must be a licence of type {type}', '材料 {material} 须为类型 {type} 的证照'],
  [
    '{material} must be a filed record of the category {category}',
    '材料 {material} 须为类别 {category} 的已归档档案',
  ],
  [
    'what is given as {material} has changed: it is at version {version}',
    '材料 {material} 所引用的内容已变更：当前版本 {version}',
  ],
  ['nothing is ever offered as {material}', '材料 {material} 没有可引用的证照或档案类别'],
  ['nobody is asked for {material} here', '此处并未要求提供材料 {material}'],
  ['there is no such case: {id}', '没有该办件：{id}'],
  ['there is no such licence: {id}', '没有该证照：{id}'],
  ['there is no such record: {id}', '没有该档案：{id}'],
  ['there is no matter {id}', '没有该事项：{id}'],
  ['the {kind} is at version {version}', '当前版本：{version}'],
  [
    'a licence that is {status}, since its period begins on {day}, cannot become {to}',
    '该证照{status}（有效期自 {day} 起），不能变为{to}',
  ],
  [
    'a licence that is {status}, since its period ended on {day}, cannot become {to}',
    '该证照已{status}（有效期至 {day}），不能变为{to}',
  ],
  ['a licence that is {status} since {day} cannot become {to}', '该证照自 {day} 起{status}，不能变为{to}'],
  ['a licence that is {status} cannot become {to}', '该证照的状态为{status}，不能变为{to}'],
  ['a licence of this type is never {to}', '这类证照没有“{to}”这一状态'],
  ['the licence type {type} is not in the registry', '登记簿中没有证照类型 {type}'],
  [
    'the period has ended on {day} already: look at the year, or register what was issued before',
    '有效期已于 {day} 届满，不能据此颁发：请核对年份；以前颁发的证照请作存量登记',
  ],
  ['licences of this type have no attribute {attribute}', '这类证照没有属性 {attribute}'],
  ['the attribute {attribute} is a whole number of {unit}', '属性 {attribute} 须为整数，单位 {unit}'],
  ['the attribute {attribute} is a day, YYYY-MM-DD', '属性 {attribute} 须为日期 YYYY-MM-DD'],
  ['the attribute {attribute} is no day', '属性 {attribute} 不是日期'],
  ['the attribute {attribute} is one of {choices}', '属性 {attribute} 须为其中之一：{choices}'],
  [
    'the attribute {attribute} is a text of at most {count} characters',
    '属性 {attribute} 须为不超过 {count} 个字符的文本',
  ],
  [
    'the attribute {attribute} may not hold eleven digits in a row',
    '属性 {attribute} 不得含连续十一位数字：可能是个人号码',
  ],
  [
    'the attribute {attribute} may not have eleven digits',
    '属性 {attribute} 不得有十一位数字：可能是个人号码',
  ],
  [
    'the attribute {attribute} has no order: ask for it by `is`',
    '属性 {attribute} 不分大小先后：请用 `is` 比较',
  ],
  [
    '{material} must have a licence type that has attributes',
    '材料 {material} 须指明有属性的证照类型（licenceType）',
  ],
  ['the condition names what the matter has not: {names}', '条件所写的在事项中不存在：{names}'],
  ['the part {part} does not fit its matter {matter}', '子事项 {part} 与其事项 {matter} 不相符'],
  [
    'the organisation {organisation} has not approved the joint matter',
    '组织 {organisation} 尚未同意该联办事项',
  ],
  ['nobody is competent for the part {part} there', '该地区没有部门主管子事项 {part}'],
  ['the registry has no licence type {type}', '登记簿中没有证照类型 {type}'],
  ['a newer version of the licence is on the ledger: {id}', '账本上已有该证照的更新版本：{id}'],
  [
    'the version of the licence before it is {status}, and cannot be superseded: {id}',
    '该证照的前一版本状态为{status}，不能被替换：{id}',
  ],
  ['{key} is no current key of a cosigner or the log', '密钥 {key} 不是日志或见证方的现行密钥'],
  [
    '{count} organisations have cosigned the head, of {quorum}',
    '已有 {count} 个机构会签日志头，需要 {quorum} 个',
  ],
  ['the signature of {key} does not fit the head', '密钥 {key} 的签名与日志头不符'],
  ['the organisation has no current key {key}', '该机构没有现行密钥 {key}'],
  ['a {kind} key bears another name', '{kind} 密钥的名称不符'],
  ['signatures of the key {key} bind to nothing', '密钥 {key} 的签名不能约束任何内容'],
  ['no proof that the organisation holds the key {key}', '没有证明该机构持有密钥 {key}'],
  [
    'the condition names no {what}: {unknown}; there are {known}',
    '条件所写的 {unknown} 不存在；可用的有 {known}',
  ],
  ["the certificate's attributes cannot be used: {why}", '证书的属性不可用：{why}'],
  ['the department {id} is not in the registry', '登记簿中没有部门 {id}'],
  ['the fonds {id} is not in the registry', '登记簿中没有全宗 {id}'],
  ["the fonds {id} is another department's", '全宗 {id} 属于其他部门'],
  [
    "the fonds {id} is neither owned nor kept by the officer's department",
    '全宗 {id} 既不属于经办人所在部门，也不由其保管',
  ],
  ['the scheme of the fonds {id} has no rule for the category', '全宗 {id} 的编号规则没有该门类'],
  ['the transient {name} is missing', '缺少随附的数据 {name}'],
  ['nobody is entered as {person}', '没有登记过该人员：{person}'],
  [
    'the person {person} is {state}: its number leads to {other}',
    '人员 {person} {state}：其号码已指向 {other}',
  ],
  ['the person {person} is {state}', '人员 {person} {state}'],
  ['the person is {state}', '该人员{state}'],
  ['the {kind} does not name this person', '该{kind}没有列入此人'],
  ['a record that is {state} is not amended', '{state}的档案不能修改'],
  ['the record is {state} already', '该档案{state}'],
  [
    '{issuer} has no authority to issue {type} in {region} on {day}',
    '{issuer} 于 {day} 无权在 {region} 颁发类型 {type} 的证照',
  ],
  ["the issuer code {code} was nobody's on {day}", '颁发机构代码 {code} 在 {day} 不属于任何机构'],
  [
    'C (长期) and D (短期) are periods of records until 2006',
    'C（长期）、D（短期）仅用于 2006 年及以前的档案',
  ],
  [
    'no retention period in use: {periods}, or one that the fonds named in `fonds` has in its scheme',
    '不是在用的保管期限：可用 Y、D30、D10，会计档案 D3、D5、D15、D25，2006 年及以前 C、D，或 `fonds` 所指全宗的规则中的期限',
  ],
  ['no retention period in use: {periods}', '不是在用的保管期限：可用 {periods}'],
  ['the proposal is {state}', '该提案{state}'],
  ['the next release of this name is its {number}.', '该名称的下一次收回为第 {number} 次'],
  // Why a part does not fit its matter.
  ['a part cannot be {what}', '联办事项不能作为子事项'],
  ['a part cannot renew {what}', '延续证照的事项不能作为子事项'],
  ['its matter is about a {object}', '其事项的对象种类不同（{object}）'],
  ['its matter asks for no {material}', '其事项不需要材料 {material}'],
  ['its matter asks no {question}', '其事项没有问题 {question}'],
  ['{material} is not taken as a {form}', '材料 {material} 不接受以此形式提供（{form}）'],
  ['{material} is not taken as {form}', '材料 {material} 不接受以此形式提供（{form}）'],
  ['{material} is a record of another category', '材料 {material} 须为另一门类的档案'],
  ['{material} is a licence of another type', '材料 {material} 须为另一类型的证照'],
  ['{part} issues no licence that {material} could be', '子事项 {part} 不颁发可作为材料 {material} 的证照'],
  ['{question} is not answered by the applicant', '问题 {question} 不由申请人回答'],
  ['{question} has no answer {value}', '问题 {question} 没有选项 {value}'],
];

/** Values that are words of ours, by the names of the places where they stand. */
const valueWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: Object.fromEntries(Object.entries(roleWords).map(([role, { name }]) => [role, name.zh])),
  status: zhOf(verdictWords.status),
  to: zhOf(verdictWords.status),
  kind: { record: '档案', case: '办件', licence: '证照' },
  form: { record: '档案', licence: '证照', content: '文件', promise: '承诺' },
  state: {
    ...{
      collecting: '归集中',
      filed: '已归档',
      transferred: '已移交',
      received: '已接收',
      disposed: '已处置',
    },
    ...{ registered: '已登记', corrected: '已更正', 'purge-ordered': '已决定删除' },
    ...{ open: '仍在表决', effective: '已生效', withdrawn: '已撤回' },
  },
};

function zhOf(words: Readonly<Record<string, { readonly zh: string }>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words).map(([name, { zh }]) => [name, zh]));
}

const place = /\{(\w+)\}/g;

const patterns = sentences.map(([english, chinese]) => {
  const source = english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(place, '(?<$1>.+?)');
  return { pattern: new RegExp(`^${source}$`, 'su'), chinese };
});

/** A contract's refusal in Chinese, with its values; `undefined` of one that is not known here. */
export function refusalInChinese(message: string): string | undefined {
  const plain = plainRefusals.get(message);
  if (plain !== undefined) return plain;
  for (const { pattern, chinese } of patterns) {
    const found = pattern.exec(message);
    if (found === null) continue;
    return chinese.replace(place, (_, name: string) => wordOf(name, found.groups?.[name] ?? ''));
  }
  return undefined;
}

function wordOf(name: string, value: string): string {
  return valueWords[name]?.[value] ?? value;
}
