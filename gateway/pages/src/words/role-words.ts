// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from './language';

/** 角色: what each is called, and what an officer may do in it. */
export const roleWords = {
  acceptor: {
    name: { en: 'acceptor', zh: '受理' },
    does: { en: 'takes applications and their materials', zh: '接收申请和材料，开具收件凭证' },
  },
  reviewer: {
    name: { en: 'reviewer', zh: '审查' },
    does: { en: 'reviews cases and gives an opinion', zh: '审查办件并提出意见' },
  },
  decider: {
    name: { en: 'decider', zh: '决定' },
    does: { en: 'decides cases, issues and suspends licences', zh: '作出决定，签发、暂停证照' },
  },
  registrar: {
    name: { en: 'registrar', zh: '登簿' },
    does: { en: 'registers what was decided, files records', zh: '登簿、缮证，归档文件' },
  },
  archivist: {
    name: { en: 'archivist', zh: '档案员' },
    does: { en: 'numbers, describes and keeps records', zh: '整理、著录和保管档案' },
  },
  verifier: {
    name: { en: 'verifier', zh: '核验' },
    does: {
      en: 'looks into licences and records, each use recorded',
      zh: '核验和查阅证照、档案，每次利用均有登记',
    },
  },
  auditor: {
    name: { en: 'auditor', zh: '审计' },
    does: { en: 'follows who did what, and exports it with proof', zh: '追溯何人何时所为，并附证明导出' },
  },
  system: {
    name: { en: 'system', zh: '系统' },
    does: { en: 'hands in records by itself', zh: '自动移交文件' },
  },
  operator: {
    name: { en: 'operator', zh: '运维' },
    does: { en: 'watches that the gateway works', zh: '监看网关的运行' },
  },
  governor: {
    name: { en: 'governor', zh: '治理' },
    does: { en: 'changes the registry, together with other organisations', zh: '与其他机构共同变更登记簿' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'name' | 'does', Bilingual>>>>;
