// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '@guidang/chaincode/model';
import type { ContentErrorCode } from '../content/content-error';
import type { IdentityErrorCode } from '../identity/identity-error';
import type { CatalogueEntry } from './entry';

export const identityEntries: Readonly<Record<Exclude<IdentityErrorCode, RefusalCode>, CatalogueEntry>> = {
  'token-missing': {
    status: 401,
    title: { en: 'Sign-in required', zh: '需要登录' },
    retry: 'none',
    text: {
      en: 'The request carries neither a bearer token nor a registered client certificate.',
      zh: '请求既没有令牌，也没有已登记的客户端证书。',
    },
  },
  'token-invalid': {
    status: 401,
    title: { en: 'Invalid token', zh: '令牌无效' },
    retry: 'none',
    text: {
      en: 'The token is malformed, forged, of another issuer or for another audience.',
      zh: '令牌格式有误、系伪造，或者由其他签发者签发、供其他系统使用。',
    },
  },
  'token-expired': {
    status: 401,
    title: { en: 'Token expired', zh: '令牌已过期' },
    retry: 'none',
    text: {
      en: 'Get a new token from the issuer.',
      zh: '请向签发者重新获取令牌。',
    },
  },
  'session-ended': {
    status: 401,
    title: { en: 'Session ended', zh: '会话已结束' },
    retry: 'none',
    text: {
      en: 'The session was not used for half an hour, is twelve hours old, or was ended: sign in again.',
      zh: '会话已闲置半小时、已满十二小时或已被终止：请重新登录。',
    },
  },
  'sign-in-failed': {
    status: 400,
    title: { en: 'Not signed in', zh: '未能登录' },
    retry: 'none',
    text: {
      en: 'The issuer did not confirm the sign-in, it took longer than ten minutes, or its answer belongs to another browser: begin again.',
      zh: '身份提供方未确认此次登录、登录用时超过十分钟，或该答复属于另一浏览器：请重新登录。',
    },
  },
  'issuer-unreachable': {
    status: 503,
    title: { en: 'Token issuer unreachable', zh: '无法连接令牌签发者' },
    retry: 'same',
    text: {
      en: "The issuer's keys cannot be read now, so that no token can be checked. Nothing was done.",
      zh: '目前无法读取签发者的密钥，因此无法核验令牌。未执行任何操作。',
    },
  },
  'client-certificate-invalid': {
    status: 401,
    title: { en: 'Invalid client certificate', zh: '客户端证书无效' },
    retry: 'none',
    text: {
      en: 'The client certificate is not registered, not trusted or out of date.',
      zh: '客户端证书未登记、不受信任或不在有效期内。',
    },
  },
  'officer-exists': {
    status: 409,
    title: { en: 'Officer exists', zh: '经办人已存在' },
    retry: 'none',
    text: {
      en: 'The certificate authority has an officer of this identifier.',
      zh: '证书颁发机构已有此编号的经办人。',
    },
  },
  'authority-refused': {
    status: 502,
    title: { en: 'Certificate authority refused', zh: '证书颁发机构拒绝' },
    retry: 'none',
    text: {
      en: "The organisation's certificate authority answered, and refused.",
      zh: '本机构的证书颁发机构已应答，但拒绝了请求。',
    },
  },
  'authority-unreachable': {
    status: 503,
    title: { en: 'Certificate authority unreachable', zh: '无法连接证书颁发机构' },
    retry: 'same',
    text: {
      en: "The organisation's certificate authority does not answer. Nothing was done.",
      zh: '本机构的证书颁发机构没有应答。未执行任何操作。',
    },
  },
  'wallet-unreadable': {
    status: 500,
    title: { en: 'Wallet unreadable', zh: '钱包无法读取' },
    retry: 'none',
    text: {
      en: "The wallet's key does not open the wallet, or an entry was tampered with. For the operator.",
      zh: '钱包密钥打不开钱包，或其中的条目被改动。请联系运维人员。',
    },
  },
  'wallet-key-unsafe': {
    status: 500,
    title: { en: 'Wallet key unsafe', zh: '钱包密钥不安全' },
    retry: 'none',
    text: {
      en: "The wallet's key file can be read by others, or is no key. For the operator.",
      zh: '钱包密钥文件可被他人读取，或不是密钥。请联系运维人员。',
    },
  },
  'wallet-key-missing': {
    status: 500,
    title: { en: 'Key file missing', zh: '密钥文件缺失' },
    retry: 'none',
    text: {
      en: 'A key file is missing, and stored data cannot be read without it: the gateway makes no new key and does not start. For the operator: put the file back from its backup.',
      zh: '密钥文件缺失，已存数据无法读取；网关不会生成新密钥，也不会启动。请运维人员从备份恢复该文件。',
    },
  },
  'built-in-issuer-forbidden': {
    status: 500,
    title: { en: 'Built-in issuer forbidden', zh: '禁止使用内置签发者' },
    retry: 'none',
    text: {
      en: 'The built-in token issuer is for the embedded ledger only. For the operator.',
      zh: '内置令牌签发者只用于嵌入式账本。请联系运维人员。',
    },
  },
};

export const contentEntries: Readonly<Record<Exclude<ContentErrorCode, RefusalCode>, CatalogueEntry>> = {
  'content-not-found': {
    status: 404,
    title: { en: 'No such content', zh: '没有该文件' },
    retry: 'none',
    text: {
      en: "No content of that digest is in this organisation's store.",
      zh: '本机构的存储中没有此摘要的文件。',
    },
  },
  'content-not-held': {
    status: 409,
    title: { en: 'File not held', zh: '未存有该文件' },
    retry: 'none',
    text: {
      en: "A file that is named here by its digest is not in this organisation's store as the department's own, or has another length than is stated. Store it at /api/v1/contents, and send the request again.",
      zh: '此处以摘要指明的文件，本机构的存储中没有（或不属于本部门），或者长度与声明的不符。请先提交到 /api/v1/contents，再重发请求。',
    },
  },
  'content-empty': {
    status: 400,
    title: { en: 'Content without bytes', zh: '空文件' },
    retry: 'none',
    text: {
      en: 'The file has no bytes: there is nothing to store. Often a scan, a download or the upload itself has failed; look at the file, and send it again.',
      zh: '文件为零字节，没有可存储的内容。通常是扫描、下载或上传本身失败；请检查文件后重新提交。',
    },
  },
  'content-too-large': {
    status: 413,
    title: { en: 'Content too large', zh: '文件过大' },
    retry: 'none',
    text: {
      en: 'The file, or the body, has more bytes than is taken here; the detail says how many are. Files go to /api/v1/contents.',
      zh: '文件或请求体超过此处允许的字节数；上限见 detail。文件请提交到 /api/v1/contents。',
    },
  },
  'content-mismatch': {
    status: 422,
    title: { en: 'Content has another digest', zh: '文件摘要不符' },
    retry: 'none',
    text: {
      en: 'The bytes that came have another digest than the request announced. Nothing was stored.',
      zh: '收到的字节与请求声明的摘要不一致。未存储任何内容。',
    },
  },
  'content-damaged': {
    status: 500,
    title: { en: 'Content damaged', zh: '文件已损坏' },
    retry: 'none',
    text: {
      en: 'The stored file is not what was stored. Storing the genuine file again repairs it. For the operator.',
      zh: '存储的文件与当初存入的不一致。重新存入原文件即可修复。请联系运维人员。',
    },
  },
  'content-key-unknown': {
    status: 500,
    title: { en: 'Content key unknown', zh: '文件密钥未知' },
    retry: 'none',
    text: {
      en: 'The file was stored under a key that the key file no longer holds. For the operator.',
      zh: '存储该文件所用的密钥已不在密钥文件中。请联系运维人员。',
    },
  },
  'content-keys-invalid': {
    status: 500,
    title: { en: 'Content keys invalid', zh: '文件密钥无效' },
    retry: 'none',
    text: {
      en: 'The content key file is missing, readable by others, or not a key file. For the operator.',
      zh: '文件密钥缺失、可被他人读取或不是密钥文件。请联系运维人员。',
    },
  },
  'content-quota-exceeded': {
    status: 507,
    title: { en: 'Quota of files exceeded', zh: '文件存储配额已满' },
    retry: 'none',
    text: {
      en: "The department's files would exceed its quota on this gateway. Nothing was stored. The operator sets the quota, and can remove files that nothing refers to.",
      zh: '本部门的文件将超过本网关上的配额。未存储任何内容。配额由运维人员设定，也可由其清理无人引用的文件。',
    },
  },
  'upload-offset-differs': {
    status: 409,
    title: { en: 'Upload is at another offset', zh: '上传位置不符' },
    retry: 'new',
    text: {
      en: 'The bytes that were sent do not begin where the upload stands. HEAD says how many are here (Upload-Offset); go on from there.',
      zh: '发送的数据不是从已收到的位置接续的。请用 HEAD 查询已收到的字节数（Upload-Offset），从该处继续。',
    },
  },
  'uploads-too-many': {
    status: 409,
    title: { en: 'Too many unfinished uploads', zh: '未完成的上传过多' },
    retry: 'none',
    text: {
      en: 'The officer has begun more uploads than may be open at once. Finish one, or end it with DELETE; each ends by itself when nothing more comes.',
      zh: '该经办人未完成的断点续传数量已达上限。请完成其中一个，或用 DELETE 放弃；长时间没有数据的会自动结束。',
    },
  },
  'read-used': {
    status: 409,
    title: { en: 'Recorded read used', zh: '该次利用已使用' },
    retry: 'new',
    text: {
      en: 'One recorded read covers one answer. This Idempotency-Key has had its answer; a download is resumed with Range, within an hour, and what a dossier or an offer shows is shown again for 15 minutes.',
      zh: '一次利用登记只对应一次应答。该 Idempotency-Key 已得到应答；下载中断的，可在一小时内用 Range 续传；案卷和已有材料的查询在 15 分钟内可重新显示。',
    },
  },
};
