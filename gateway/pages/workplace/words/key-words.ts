// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../src/words';

/** What is said of keys that stay in a browser. */
export const keyWords = {
  what: {
    en: 'A key of your own, in this browser: it signs what you decide, cannot be copied out, and the gateway does not have it. Without it, the gateway signs for you with a key that it keeps.',
    zh: '您本人的密钥，存于本浏览器：用于签署您的办理操作，无法导出，网关也不掌握。没有它时，由网关用其代管的密钥代为签署。',
  },
  unavailable: {
    en: 'This page was not loaded over TLS: browsers keep no keys for it.',
    zh: '本页未经 TLS 加载，浏览器不为其保存密钥。',
  },
  make: { en: 'Make a key in this browser', zh: '在本浏览器生成密钥' },
  making: { en: 'Being certified …', zh: '正在申请证书……' },
  waits: {
    en: 'Certified, and not registered yet: give the certificate below to your organisation’s governor. Until then the gateway signs for you.',
    zh: '已签发证书，尚未登记：请将下方证书交本机构治理员登记。登记前仍由网关代为签署。',
  },
  active: {
    en: 'Registered: decisions and transitions of cases are signed here, with this key.',
    zh: '已登记：办件的办理意见与流转由本浏览器用此密钥签署。',
  },
  fingerprint: { en: 'Fingerprint (SHA-256)', zh: '证书指纹（SHA-256）' },
  certificate: { en: 'Certificate', zh: '证书' },
  ask: { en: 'Ask again whether it is registered', zh: '重新查询是否已登记' },
  forget: { en: 'Delete the key from this browser', zh: '从本浏览器删除密钥' },
  forgetHint: {
    en: 'A deleted key is gone for good; have its certificate revoked. If somebody else may have used it, have it revoked first.',
    zh: '删除后无法恢复，请一并申请吊销其证书；如可能被他人使用，请先吊销。',
  },
  signedWith: { en: 'Signed with', zh: '签名密钥' },
  ownKey: { en: 'your key in this browser', zh: '本浏览器中您本人的密钥' },
  gatewayKey: { en: 'the key that the gateway keeps for you', zh: '网关为您代管的密钥' },
  signedAt: { en: 'Time of signing', zh: '签署时间' },
  ledger: { en: 'Ledger', zh: '账本' },
  otherKey: {
    en: 'The certificate is not for the key that was made here. Nothing was kept.',
    zh: '返回的证书与本浏览器生成的密钥不符，未予保存。',
  },
  otherOpinion: {
    en: 'The gateway says to have stored another text than your opinion. Nothing was signed.',
    zh: '网关所存文本与您的意见不一致，未签署任何内容。',
  },
  noWords: {
    en: 'A part of the command cannot be put into words here. Nothing was signed.',
    zh: '该操作中有无法用文字说明的内容，未签署任何内容。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
