// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** What is said to a governor of the certificates of officers. */
export const officerWords = {
  title: { en: 'Certificates of officers', zh: '人员证书' },
  what: {
    en: 'An officer acts by a certificate of the organisation’s CA that a governor has registered. One person may have several. A certificate is not prolonged: before it ends, the officer makes another one (Signing key), and you register it here.',
    zh: '经办人员凭本机构 CA 签发、并经治理员登记的证书办理业务，一人可有多张。证书不能延期：到期前由本人另行生成（“签名密钥”），再在此登记。',
  },
  active: { en: 'In force', zh: '有效' },
  soon: { en: 'Ends within 30 days', zh: '30 日内到期' },
  over: { en: 'Not in force any more', zh: '已失效' },
  all: { en: 'All', zh: '全部' },
  ended: { en: 'ended', zh: '已到期' },
  replaced: { en: 'of a replaced root', zh: '根证书已更换' },
  revoked: { en: 'revoked', zh: '已吊销' },
  validUntil: { en: 'Valid until', zh: '有效期至' },
  standing: { en: 'Standing', zh: '状态' },
  roles: { en: 'Roles', zh: '角色' },
  certificate: { en: 'Fingerprint', zh: '证书指纹' },
  noDepartment: { en: 'the organisation itself', zh: '本机构' },
  noneShown: { en: 'There are no such certificates.', zh: '没有符合条件的证书。' },
  shown: { en: 'certificates', zh: '张证书' },
  notGovernor: {
    en: 'Governors of an organisation register and revoke the certificates of its officers.',
    zh: '人员证书由本机构治理员登记和吊销。',
  },
  revoke: { en: 'Revoke', zh: '吊销' },
  revokeAct: { en: 'revoke the certificate, at once and for good', zh: '吊销证书（立即生效，不可恢复）' },
  ownWarning: {
    en: 'This is your own certificate: afterwards you cannot act any more.',
    zh: '这是您本人的证书：吊销后您将无法再办理任何操作。',
  },
  register: { en: 'Register a certificate', zh: '登记证书' },
  registerAct: { en: 'register the certificate of an officer', zh: '登记人员证书' },
  pem: { en: 'Certificate (PEM), as the officer’s page shows it', zh: '证书（PEM），见本人“签名密钥”页' },
  notPem: { en: 'This is no certificate in PEM.', zh: '这不是 PEM 格式的证书。' },
  compare: {
    en: 'Compare it with what the officer’s page shows: whoever holds that key acts in this name.',
    zh: '请与本人页面所示的指纹核对：持有该密钥者即可以此名义办理。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
