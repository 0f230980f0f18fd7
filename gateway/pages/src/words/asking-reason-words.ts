// SPDX-License-Identifier: Apache-2.0
import type { AskingReason } from '@guidang/chaincode/model';
import type { Bilingual } from './language';

/** Why an applicant is asked for what an offer covers (国务院令第716号 art. 7). */
export const askingReasonWords: Readonly<Record<AskingReason, Bilingual>> = {
  'original-required': { en: 'the law asks for the original', zh: '依法须提交原件' },
  outdated: { en: 'what is offered is out of date', zh: '现有信息已过时' },
  incorrect: { en: 'what is offered is wrong', zh: '现有信息有误' },
  'another-meant': { en: 'another paper is meant', zh: '所需材料并非现有证照或档案' },
  unreachable: { en: 'it cannot be had just now', zh: '暂时无法共享获取' },
  'brought-unasked': { en: 'the applicant brought it unasked', zh: '申请人自愿提供' },
};
