// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../words';
import type { Part, ShownVerdict } from './verdict-view';

interface Said {
  readonly says: Bilingual;
  readonly next: Bilingual;
}

type Sentences = { readonly [P in Part]: Readonly<Record<ShownVerdict[P], Said>> };

const askIssuer: Bilingual = {
  en: 'Do not accept it. Whoever shows it can ask the issuer.',
  zh: '请勿采信；可由出示人向颁发机构查询。',
};
const askLater: Bilingual = {
  en: 'Try again later; until then it is not confirmed.',
  zh: '请稍后重试；在此之前不能视为已确认。',
};

/** What each part of a verdict means for whoever holds the licence in hand, and what to do then. */
export const verdictSentences: Sentences = {
  integrity: {
    intact: {
      says: {
        en: 'The file is one that the issuer has registered for this licence.',
        zh: '该文件是颁发机构为此证照登记的文件。',
      },
      next: {
        en: 'Nothing; what the file says is what was issued.',
        zh: '无需操作；文件所载即为颁发的内容。',
      },
    },
    altered: {
      says: {
        en: 'The file is none of those registered for this licence: it was changed, saved or printed again, or forged.',
        zh: '该文件不是此证照登记的任何一份文件：可能经修改、另存、打印，也可能系伪造。',
      },
      next: {
        en: 'Ask for the original file, as the issuer gave it, and compare that.',
        zh: '请索取颁发机构提供的原始文件再行核对。',
      },
    },
    'not-comparable': {
      says: {
        en: 'The files of this licence are registered by another kind of digest, and are not kept here: whether yours is one of them is not known.',
        zh: '此证照的文件以另一种摘要算法登记，且未存于此处：您手中的文件是否为其中之一，无从得知。',
      },
      next: {
        en: 'Enter the SHA-256 digest of the file instead, or send the file to an officer who verifies.',
        zh: '请改填文件的 SHA-256 摘要值，或将文件交由核验人员核验。',
      },
    },
    'other-document': {
      says: {
        en: 'The file is no file of this licence, but a verification report, a receipt, an export or keys.',
        zh: '该文件不是此证照的文件，而是核验报告、存证回执、审计导出或公钥。',
      },
      next: {
        en: 'Check it by itself at /verify, and compare the file of the licence here.',
        zh: '请在核验页面（/verify）单独核对该文件；此处请改用证照文件。',
      },
    },
    'not-asked': {
      says: {
        en: 'No file was compared: this says nothing of what stands on the licence that you have.',
        zh: '未核对文件：您手中证照上的内容是否属实，此处没有结论。',
      },
      next: {
        en: 'Enter the digest of the file below to compare it.',
        zh: '可在下方填写文件的摘要值进行核对。',
      },
    },
    'not-on-ledger': {
      says: { en: 'This ledger has no licence with this identifier.', zh: '本账本没有此标识的证照。' },
      next: {
        en: 'Compare the identifier letter by letter. If it is right, ask the issuer: it may be kept elsewhere, or be made up.',
        zh: '请逐字核对标识；如无误，请向颁发机构查询：证照可能登记在别处，也可能系编造。',
      },
    },
    unreachable: {
      says: {
        en: 'The ledger cannot be reached, so nothing could be compared.',
        zh: '账本暂不可达，未能核对。',
      },
      next: askLater,
    },
  },
  status: {
    'in-force': {
      says: { en: 'The licence is in force.', zh: '证照现行有效。' },
      next: { en: 'Nothing; ask again when it matters later.', zh: '无需操作；日后使用时请重新核验。' },
    },
    'not-yet-in-force': {
      says: {
        en: 'The licence does not hold yet: its first day is still to come.',
        zh: '证照尚未生效，生效日期未到。',
      },
      next: { en: 'Ask again on its first day.', zh: '请在生效日期之后重新核验。' },
    },
    suspended: {
      says: { en: 'The licence is suspended for the time being.', zh: '证照目前处于暂扣状态。' },
      next: askIssuer,
    },
    revoked: {
      says: { en: 'The licence was revoked.', zh: '证照已被撤销、撤回或吊销。' },
      next: askIssuer,
    },
    cancelled: { says: { en: 'The licence is cancelled.', zh: '证照已注销。' }, next: askIssuer },
    expired: {
      says: { en: 'The licence has expired.', zh: '证照已过有效期。' },
      next: { en: 'Ask for the renewed one.', zh: '请索取换发后的证照。' },
    },
    superseded: {
      says: { en: 'Another licence has taken the place of this one.', zh: '证照已被新证照替换。' },
      next: { en: 'Ask for the newer one.', zh: '请索取新的证照。' },
    },
    'not-applicable': {
      says: { en: 'It has no status: it is not a licence.', zh: '不是证照，没有状态。' },
      next: { en: 'Nothing.', zh: '无需操作。' },
    },
    unknown: {
      says: { en: 'Whether it is in force is not known.', zh: '是否有效，无从得知。' },
      next: { en: 'Do not take it as in force; ask the issuer.', zh: '请勿视为有效；请向颁发机构查询。' },
    },
  },
  issuer: {
    authorised: {
      says: { en: 'The issuer had the authority to issue it.', zh: '颁发机构在颁发时有相应权限。' },
      next: { en: 'Nothing.', zh: '无需操作。' },
    },
    'not-authorised': {
      says: {
        en: 'The issuer had no authority to issue it, as far as the registry says.',
        zh: '按登记，颁发机构在颁发时没有相应权限。',
      },
      next: askIssuer,
    },
    unknown: {
      says: {
        en: 'Whether the issuer had the authority is not known.',
        zh: '颁发机构是否有相应权限，无从得知。',
      },
      next: { en: 'Ask the issuer on what its authority rests.', zh: '请向颁发机构查询其权限依据。' },
    },
  },
  proof: {
    proven: {
      says: {
        en: 'The registration is logged, under a head that several organisations have signed.',
        zh: '登记已存证，日志由多家机构共同签署。',
      },
      next: { en: 'Nothing; an officer can get the receipt.', zh: '无需操作；经办人员可取得存证回执。' },
    },
    pending: {
      says: {
        en: 'The last change is recorded, and the organisations have not signed it yet.',
        zh: '最近一次变更已记录，尚待多家机构共同签署。',
      },
      next: { en: 'It takes seconds: ask again.', zh: '通常只需数秒，请重新核验。' },
    },
    unavailable: {
      says: { en: 'There is nothing that could be proven.', zh: '没有可供证明的登记。' },
      next: { en: 'See the other parts.', zh: '请看其他各项。' },
    },
  },
};
