// SPDX-License-Identifier: Apache-2.0
import type { RegistryChange } from '../model';
import { jointDepartments } from './joint-matters';
import { codes, regions } from './registry';

const { health, police, medical, labour } = jointDepartments;

/** 出生医学证明, under the code by which the matters that ship name it. */
export const birthCertificate = '11999999000000019M003';

/** Why a part is refused: an account at a bank that makes no such cards. */
export const accountUnsuitable = 'account-unsuitable';

/** What 新生儿出生一件事 (matters/newborn.yaml) rests on, beside the registry of the demo; one proposal. */
export const newbornChanges: readonly RegistryChange[] = [
  health,
  police,
  medical,
  labour,
  {
    kind: 'licence-type',
    code: birthCertificate,
    name: '出生医学证明',
    statuses: ['in-force', 'revoked', 'cancelled'],
    // The holder is the mother, who may have several children.
    multiple: true,
  },
  {
    kind: 'authority',
    issuer: health.code,
    licenceType: birthCertificate,
    grant: { regions: [regions.east], from: '2015-10-01' },
  },
  codes('reason', [
    accountUnsuitable,
    '银行账户不能加载社会保障卡',
    'The account cannot be joined to a social security card',
  ]),
  codes(
    'category',
    ['ZY·WJ', '专业档案·卫生健康', 'Special records: health'],
    ['ZY·GA', '专业档案·公安', 'Special records: police'],
    ['ZY·YB', '专业档案·医疗保障', 'Special records: medical insurance'],
    ['ZY·SB', '专业档案·社会保险', 'Special records: social insurance'],
  ),
];
