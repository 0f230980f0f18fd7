// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '@guidang/chaincode/model';
import type { CatalogueEntry } from './entry';

/** Refusals of the contracts: decisions on the ledger's state, which changed nothing. */
export const refusalEntries: Readonly<Record<RefusalCode, CatalogueEntry>> = {
  'command-malformed': {
    status: 400,
    title: { en: 'Malformed command', zh: '命令格式有误' },
    retry: 'none',
    text: {
      en: 'The command, or a part of its body, is not what its type asks for; `field` names the part.',
      zh: '命令或其内容不符合其类型的要求；`field` 指出所在部分。',
    },
  },
  'identifier-malformed': {
    status: 422,
    title: { en: 'Malformed identifier', zh: '标识格式有误' },
    retry: 'none',
    text: {
      en: 'A text is not an identifier of its kind: shape, alphabet or check character is wrong.',
      zh: '文本不是该类标识：形式、字符或校验码有误。',
    },
  },
  'signature-invalid': {
    status: 403,
    title: { en: 'Invalid signature', zh: '签名无效' },
    retry: 'none',
    text: {
      en: "The command's signature does not fit its bytes and the officer's certificate.",
      zh: '命令的签名与其字节和经办人证书不符。',
    },
  },
  'wrong-ledger': {
    status: 403,
    title: { en: 'Command for another ledger', zh: '属于其他账本的命令' },
    retry: 'none',
    text: {
      en: 'The signed command names another network or channel.',
      zh: '已签名的命令写明了其他网络或通道。',
    },
  },
  'carrier-mismatch': {
    status: 403,
    title: { en: 'Carried by another organisation', zh: '由其他机构递交' },
    retry: 'none',
    text: {
      en: "A command travels through the gateway of its officer's own organisation.",
      zh: '命令须经由经办人所在机构的网关递交。',
    },
  },
  'command-expired': {
    status: 409,
    title: { en: 'Command expired', zh: '命令已过期' },
    retry: 'new',
    text: {
      en: 'The command was signed too long ago, or in the future. Sign it anew.',
      zh: '命令签署的时间过早或在将来。请重新签署。',
    },
  },
  'command-conflict': {
    status: 409,
    title: { en: 'Command identifier used for another command', zh: '命令编号已用于其他命令' },
    retry: 'none',
    text: {
      en: 'The identifier, or the Idempotency-Key, stands for a command with other content. Take a new one for a new command.',
      zh: '该编号或 Idempotency-Key 已用于内容不同的命令。新的命令请用新的编号。',
    },
  },
  'officer-unknown': {
    status: 403,
    title: { en: 'Not an officer', zh: '不是经办人' },
    retry: 'none',
    text: {
      en: 'The caller is genuine, but no officer enrolled here or registered on the ledger.',
      zh: '身份属实，但不是在此登记或在账本上登记的经办人。',
    },
  },
  'officer-revoked': {
    status: 403,
    title: { en: 'Officer revoked', zh: '经办人已被撤销' },
    retry: 'none',
    text: {
      en: "The officer's certificate was revoked on the ledger.",
      zh: '经办人的证书已在账本上撤销。',
    },
  },
  'certificate-invalid': {
    status: 403,
    title: { en: 'Invalid certificate', zh: '证书无效' },
    retry: 'none',
    text: {
      en: "The officer's certificate is malformed, out of date, or not of the organisation's CA.",
      zh: '经办人的证书格式有误、不在有效期内，或不是由该机构的证书颁发机构签发。',
    },
  },
  'role-missing': {
    status: 403,
    title: { en: 'Role missing', zh: '缺少角色' },
    retry: 'none',
    text: {
      en: "The request needs a role that the caller's token and certificate do not both give, or another one in the present state of the case.",
      zh: '该操作需要的角色未由调用者的令牌和证书同时授予，或者办件当前状态下须由其他角色办理。',
    },
  },
  'not-competent': {
    status: 403,
    title: { en: 'Not competent', zh: '无权办理' },
    retry: 'none',
    text: {
      en: "The thing belongs to another department or organisation than the officer's.",
      zh: '该事物属于其他部门或机构，不归经办人所在部门管理。',
    },
  },
  'authority-missing': {
    status: 403,
    title: { en: 'No issuing authority', zh: '没有签发权限' },
    retry: 'none',
    text: {
      en: 'The registry gives the issuer no authority for this licence type, region and date.',
      zh: '登记簿未授权该签发机关在此地区、此日期签发这类证照。',
    },
  },
  'right-missing': {
    status: 403,
    title: { en: 'No right to this restriction', zh: '无权设置该限制' },
    retry: 'none',
    text: {
      en: 'The registry gives the department no right to set this kind of restriction on this, today.',
      zh: '登记簿未授权该部门现在对此设置这类限制（查封、异议、抵押）。',
    },
  },
  'registration-closed': {
    status: 403,
    title: { en: 'Registration not open', zh: '补录未开放' },
    retry: 'none',
    text: {
      en: 'The licence is on no list of existing ones whose registration is open for its issuer and type on this day.',
      zh: '该签发机关此类存量证照的补录未开放或者已结束，或者该证照不在批准的清单之内。',
    },
  },
  'separation-of-duties': {
    status: 403,
    title: { en: 'Separation of duties', zh: '职责须分离' },
    retry: 'none',
    text: {
      en: 'Who reviewed a case does not decide it; who recorded an entry on credit does not lift it; where two officers must sign, the second is another one, with another key; nobody opens the name of a person whom he or she alone has named: a colleague opens it, or acts on the case, record or licence first.',
      zh: '审查办件的人不得作出决定；记入信用记录的人不得办理该记录的修复；须二人签署的，第二人应为他人，并用其本人密钥；仅由本人列入的当事人，其姓名不得由本人查看：应由他人查看，或先由他人办理该件。',
    },
  },
  'conflict-of-interest': {
    status: 403,
    title: { en: 'Conflict of interest', zh: '应当回避' },
    retry: 'none',
    text: {
      en: 'The officer, or the department that the officer acts for, may have an interest in the matter.',
      zh: '经办人或者其所在部门与该事项可能存在利害关系，应当回避；由他人办理。',
    },
  },
  'not-found': {
    status: 404,
    title: { en: 'Not found', zh: '未找到' },
    retry: 'none',
    text: {
      en: 'There is no such thing; `field` names what referred to it, where it was not the path.',
      zh: '没有该事物；若不是路径所指，`field` 指出引用它的位置。',
    },
  },
  'already-exists': {
    status: 409,
    title: { en: 'Exists already', zh: '已存在' },
    retry: 'none',
    text: {
      en: 'A thing of this identifier exists, with other content.',
      zh: '该标识的事物已存在，且内容不同。',
    },
  },
  'version-stale': {
    status: 409,
    title: { en: 'Stale version', zh: '版本已过时' },
    retry: 'new',
    text: {
      en: 'The thing has changed since the version that the caller saw. Read it again.',
      zh: '该事物在调用者所见版本之后又有更改，请重新读取。',
    },
  },
  'state-conflict': {
    status: 409,
    title: { en: 'State does not allow this', zh: '当前状态不允许' },
    retry: 'new',
    text: {
      en: 'The thing is in a state, or of a kind, that does not know the operation.',
      zh: '该事物所处的状态或种类不支持此操作。',
    },
  },
  'condition-unmet': {
    status: 409,
    title: { en: 'Condition not met', zh: '条件不满足' },
    retry: 'new',
    text: {
      en: "A condition of the case's matter does not hold; the detail says which part.",
      zh: '办件所属事项的条件不成立；`facts` 指出是哪一部分。',
    },
  },
  'material-missing': {
    status: 409,
    title: { en: 'Material missing', zh: '缺少材料' },
    retry: 'new',
    text: {
      en: 'A material that the matter requires is not in the case.',
      zh: '办件中没有事项所要求的材料。',
    },
  },
  'deadline-running': {
    status: 409,
    title: { en: 'Time limit not over', zh: '期限尚未届满' },
    retry: 'new',
    text: {
      en: 'The last day of the time limit is not over, the limit stands still, or a working-day calendar that it needs is not registered yet: then its last day is provisional, and nothing falls on it.',
      zh: '期限的最后一日尚未结束、期限中止计算，或者所需年份的工作日历尚未登记：此时最后一日为暂定，不产生任何效果。',
    },
  },
  'limit-exceeded': {
    status: 422,
    title: { en: 'Limit exceeded', zh: '超过上限' },
    retry: 'none',
    text: {
      en: 'A size or count goes beyond a limit of the ledger.',
      zh: '大小或数量超过账本的上限。',
    },
  },
  'numbers-exhausted': {
    status: 409,
    title: { en: 'Numbers exhausted', zh: '编号已用尽' },
    retry: 'none',
    text: {
      en: 'The series, or the licence, has no further number.',
      zh: '该系列或该证照没有后续编号。',
    },
  },
  'commitment-mismatch': {
    status: 422,
    title: { en: 'Commitment does not fit', zh: '承诺值不符' },
    retry: 'none',
    text: {
      en: 'The commitment in the signed command is not that of the private data.',
      zh: '已签名命令中的承诺值与私有数据不符。',
    },
  },
  'person-differs': {
    status: 409,
    title: { en: 'The number leads to other data', zh: '号码对应的资料不同' },
    retry: 'none',
    text: {
      en: 'The number leads to a person whose name is another, or whose address or telephone number is: what was sent is not kept. Whoever has changed the name or moved is found with persons:resolve and corrected with :amend; if somebody else stands behind the number, officers of two organisations correct it (persons:inspect).',
      zh: '该号码所对应人员的姓名、住址或电话与所填不同，所填内容未保存。如系本人改名、迁居或换号，请用 persons:resolve 查找后以 :amend 更正；如系他人误登，先用 persons:inspect 查核，再由两个组织的人员更正。',
    },
  },
  'personal-number': {
    status: 422,
    title: { en: "A person's number for the ledger", zh: '拟写入账本的内容含个人号码' },
    retry: 'none',
    text: {
      en: 'A field that every organisation reads, and that nobody can erase, holds a citizen number or is a mobile number. Enter the person and name the pseudonym instead, or a code that means no person.',
      zh: '该字段各组织可见且无法删除，却含有公民身份号码，或本身是手机号码。请先登记人员并填写其代号，或改用不指向个人的代码。',
    },
  },
  'log-key-invalid': {
    status: 422,
    title: { en: 'Invalid log key', zh: '日志密钥无效' },
    retry: 'none',
    text: {
      en: 'A verifier key is malformed, bears another name than its purpose asks for, or leaves an organisation without one key for each purpose.',
      zh: '验证密钥格式有误、名称与用途不符，或使机构缺少某一用途的密钥。',
    },
  },
  'head-invalid': {
    status: 422,
    title: { en: 'Invalid head', zh: '日志头无效' },
    retry: 'none',
    text: {
      en: "The text is not a signed note over a checkpoint of this network's log, in the one spelling that is taken.",
      zh: '该文本不是以规定写法签署的本网络日志的检查点。',
    },
  },
  'head-signature-invalid': {
    status: 403,
    title: { en: 'Invalid signature of a head', zh: '日志头签名无效' },
    retry: 'new',
    text: {
      en: 'A signature of the head does not fit it, is of a key that is not current on the ledger, or claims a time that cannot be.',
      zh: '日志头的签名不符、所用密钥不是账本上的当前密钥，或所称时间不可能成立。',
    },
  },
  'quorum-missing': {
    status: 409,
    title: { en: 'Quorum missing', zh: '未达法定数' },
    retry: 'new',
    text: {
      en: "The head lacks the log's signature, or both cosignatures of a quorum of the organisations.",
      zh: '日志头缺少日志签名，或缺少法定数机构的两种联署。',
    },
  },
  'head-behind': {
    status: 409,
    title: { en: 'Head behind', zh: '日志头落后' },
    retry: 'new',
    text: {
      en: 'A larger head is anchored already.',
      zh: '已有更大的日志头上链锚定。',
    },
  },
  'head-conflict': {
    status: 409,
    title: { en: 'Two heads of one size', zh: '同一大小有两个日志头' },
    retry: 'none',
    text: {
      en: 'A head of the same size with another root is anchored: the log has forked. An alarm for every reader.',
      zh: '已锚定的同一大小日志头的根不同：日志出现分叉，所有读者都应警觉。',
    },
  },
  'stored-value-invalid': {
    status: 500,
    title: { en: 'Stored value invalid', zh: '存储的值无效' },
    retry: 'none',
    text: {
      en: 'A value on the ledger fails its own schema. For the operator.',
      zh: '账本上的某个值不符合其格式。请联系运维人员。',
    },
  },
};
