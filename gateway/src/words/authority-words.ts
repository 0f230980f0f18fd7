// SPDX-License-Identifier: Apache-2.0
import type { CaseActLine, Condition, Permission, Relation } from '@guidang/chaincode/model';
import { caseStateWords, roleWords } from '@guidang/pages/words';
import type { Bilingual } from './language';

const relationWords: Readonly<Record<Relation, Bilingual>> = {
  anyone: { en: 'any department; what is made is its own', zh: '任何部门；由此形成的归本部门' },
  member: { en: 'for the organisation itself, without a department', zh: '代表本组织，不属部门' },
  'own-organisation': { en: "the officer's own organisation's", zh: '限本组织' },
  'owner-or-keeper': {
    en: "the officer's own department's, or in its keeping",
    zh: '限立档单位或其指定的保管单位',
  },
  'own-department': { en: "the officer's own department's, in the own organisation", zh: '限本组织本部门' },
  'own-or-unowned': {
    en: "the own organisation's; if unowned, two organisations'",
    zh: '限本组织；无归属记载的，须两个组织',
  },
  'own-organisation-or-receiver': {
    en: "the officer's own organisation's, or handed over to it",
    zh: '限本组织，或已向本组织移交',
  },
  'own-department-or-receiver': {
    en: "the officer's own department's, or handed over to the own organisation",
    zh: '限本组织本部门，或已向本组织移交',
  },
};

const conditionWords: Readonly<Record<Condition, Bilingual>> = {
  purpose: { en: 'a purpose and a legal basis are given', zh: '须写明用途和法律依据' },
  'not-a-party': { en: "the officer's own department is not a party", zh: '本部门不是当事人（回避）' },
  'no-interest': {
    en: 'where persons apply, the officer declares to have no interest',
    zh: '当事人为自然人时，经办人须声明无利害关系（回避）',
  },
  'no-earlier-step': {
    en: 'the officer has taken no other step of the case',
    zh: '经办人未办理该件的其他环节',
  },
  'restriction-right': {
    en: 'the registry gives the department the right to this kind of restriction on this',
    zh: '登记簿授权本部门对此设置这类限制',
  },
  'role-now': {
    en: 'the role may do this in the present state of the case (table of states)',
    zh: '该角色在办件当前状态下可以办理（见办件状态表）',
  },
  'left-undone': {
    en: 'its owner has left it undone for a whole day after the last one',
    zh: '期满后经办部门已有整整一日未报告',
  },
  'not-alone-named': {
    en: 'the officer has entered the people named here, or another one has named them, or has acted on it since',
    zh: '所列当事人由经办人本人登记，或由他人列入，或其后有他人办理',
  },
  'records-of-owner': {
    en: 'the records are those of the owner',
    zh: '只限立档单位自己的档案',
  },
};

const officersWords: Readonly<Record<NonNullable<Permission['officers']>, Bilingual>> = {
  'majority-of-organisations': { en: 'a majority of the organisations', zh: '过半数组织同意' },
  two: { en: 'two, each with an own key', zh: '二人，各用本人密钥' },
  'two-organisations': { en: 'two, of two organisations', zh: '二人，分属两个组织' },
};

/** One line of the table of authority in words: roles, relation, what else must hold, how many officers. */
export function permissionWords(
  permission: Permission,
): Readonly<Record<'roles' | 'relation' | 'also' | 'officers', Bilingual>> {
  const { roles, relation, also = [], officers } = permission;
  return {
    roles: joined(roles.map((role) => roleWords[role].name)),
    relation: relationWords[relation],
    also: joined(
      also.map((condition) => conditionWords[condition]),
      '; ',
      '；',
    ),
    officers: officers === undefined ? { en: 'one', zh: '一人' } : officersWords[officers],
  };
}

/** One line of the table of states in words: from which states to which one, and in which roles. */
export function caseActWordsOf({
  from,
  to,
  by,
}: CaseActLine): Readonly<Record<'from' | 'to' | 'roles', Bilingual>> {
  return {
    from: joined(from.map((state) => caseStateWords[state])),
    to: to === undefined ? { en: '', zh: '' } : caseStateWords[to],
    roles: joined(by.map((role) => roleWords[role].name)),
  };
}

function joined(texts: readonly Bilingual[], comma = ', ', zhComma = '、'): Bilingual {
  return { en: texts.map(({ en }) => en).join(comma), zh: texts.map(({ zh }) => zh).join(zhComma) };
}
