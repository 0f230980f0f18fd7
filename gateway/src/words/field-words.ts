// SPDX-License-Identifier: Apache-2.0
import type { IdentifierKind } from '@guidang/chaincode/model';

/** What a schema says of a field, by its English message: the schemas, shared with the contracts, know no Chinese. */
export const fieldWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'name the number, the person, the organisation or the object whose dossier it is':
      '须指明调阅谁的案卷：证件号码、人员、单位或标的，四者之一',
    'name a running case, or the matter of one that is to be opened': '须指明在办办件，或者拟办件的事项',
    'name who applies, unless a running case says it': '须指明申请人；已指明在办办件的除外',
    'materials must differ': '材料不得重复',
    'must say why, in words': '须以文字说明理由',
    'names a case already, which opens it': '已指明办件，无需紧急调阅',
    'restrictions lie on objects and licences: of others, they are counted with the licences':
      '限制设于标的和证照之上：人员和单位的案卷中，限制随证照计数',
    'credit is that of persons and bodies: objects have none': '信用记录属于人员和单位，标的没有信用记录',
    'is not a field that this takes': '本接口没有该字段',
    'every licence has this attribute already': '所有证照都已有该属性',
    'too many attributes': '属性过多',
    'no acceptance can ask for its own day': '受理条件不能以受理之日为准',
    'no material that is a licence of the same type': '没有同一类型的证照材料',
    'must be UTC time with milliseconds': '须为精确到毫秒的 UTC 时间',
    'must be the handle of a session': '须为登录会话的标识',
    'must be a date YYYY-MM-DD': '须为日期 YYYY-MM-DD',
    'must be a date YYYY-MM-DD, or a time with its offset': '须为日期 YYYY-MM-DD，或带时区的时刻',
    'must be a date that exists: 2024-05-06, or as much of it as is known (2024-05, 2024, 199X), 1998~ for about, 1998/2001 for a range':
      '须为存在的日期：2024-05-06，或已知的部分（2024-05、2024、199X），1998~ 表示大约，1998/2001 表示起止',
    'may be ten years or a hundred: write 190X for the ten, 19XX for the hundred':
      '可能指十年，也可能指百年：十年请写 190X，百年请写 19XX',
    'does not say of which century: write the year with four digits, such as 1998 or 195X':
      '未写明世纪：请写四位数的年份，例如 1998 或 195X',
    'is of an era or of the lunar calendar: write the day, month or year of the common one (公历), such as 1904-02':
      '为帝王年号、其他纪年或农历日期：请改写为公历的年、月、日，例如 1904-02',
    'must be a retention period: Y, D30, D10, D and another number of years; before 2007 C, D':
      '须为保管期限代码：Y、D30、D10、D 加其他年数；2006 年及以前为 C（长期）、D（短期）',
    'must be a retention period of today: C and D ended with 2006':
      '须为现行保管期限：C、D 自 2007 年起不再使用',
    'is the digest of an empty file: look at the file, and digest it again':
      '为空文件的摘要：请检查文件后重新计算',
    'must be 1 at least: an empty file is neither stored nor ever intact':
      '至少为 1：空文件既不保存，也不会核验为完好',
    'must be 1 to 12 capitals, digits or Chinese characters': '须为 1 至 12 位大写字母、数字或汉字',
    'must be 1 to 6 capitals or digits': '须为 1 至 6 位大写字母或数字',
    'must be 1 to 6 digits': '须为 1 至 6 位数字',
    'must be a code of at most 64 letters, digits and . : _ / -, or a name in the code book':
      '须为代码：不超过 64 位的字母、数字和 . : _ / -，或代码表中的名称',
    'must be a code of at most 64 letters, digits and . : _ / - ·':
      '须为不超过 64 位的代码：字母、数字和 . : _ / - ·',
    'must be an organisation identifier': '须为组织标识',
    'must be six digits (GB/T 2260)': '须为六位数字的行政区划代码（GB/T 2260）',
    'must be P and 32 hexadecimal digits': '须为 P 加 32 位大写十六进制数字',
    'must be an officer identifier': '须为经办人标识',
    'must be a fonds code': '须为全宗号（3 至 5 位大写字母或数字）',
    'must be a unified code and three digits': '须为统一社会信用代码加三位数字',
    'must begin with a unified code': '须以有效的统一社会信用代码开头',
    'must be 1 to 17 digits and capitals: shorter than a unified code':
      '须为 1 至 17 位数字或大写字母（短于统一社会信用代码）',
    'must be 1 to 50 characters, without control characters or spaces around it':
      '须为 1 至 50 个字符，首尾无空格，且不含控制字符',
    'must be a case identifier: the unified code of the department, a dot, the case number':
      '须为办件标识：部门的统一社会信用代码、点、办件编号',
    'must be an object identifier: the 28 characters of a 不动产单元号, a unified code, or another':
      '须为标的物标识：28 位不动产单元号、统一社会信用代码或其他标识',
    'must be a category code such as ZY·BDC or XK·ZC·01': '须为档案门类代码，如 ZY·BDC、XK·ZC·01',
    'must be three digits': '须为三位数字',
    'must not hold marks of the direction of writing': '不得含有书写方向控制符',
    'name what is corrected: name, address or telephone': '须写明更正的内容：姓名、住址或电话',
    'must not be blank': '不得为空白',
    'must hold letters, as a name does': '须为姓名',
    'names several people: enter each by their own number': '含有多人姓名，请按各自的证件号码分别录入',
    'holds more than the name: a title, a remark in brackets, a label or another cell; give the name as the document has it':
      '除姓名外还含有称谓、括注（如曾用名）、栏目名或其他单元格的内容，请按证件只录入姓名',
    'holds a radical or a stroke (U+2E80 to U+2FFF, U+31C0 to U+31EF) in place of a character: type the character':
      '含有部首或笔画码位（U+2E80 至 U+2FFF、U+31C0 至 U+31EF，如由 PDF 复制的“⻢”），请录入该字本身（“马”）',
    'must be 4 to 40 letters and digits, as passports and permits have them':
      '须为 4 至 40 个字母或数字，与护照、通行证上所印一致',
    'must be a date YYYY-MM-DD; what has no end (长期) is left out':
      '须为日期 YYYY-MM-DD；长期有效的，不填此项',
    'holds a character that stands for a lost one, such as U+FFFD, ? or □, or one of a private area (U+E000 to U+F8FF)':
      '含有代替缺失字符的符号（如 U+FFFD、? 或 □）或自造字（U+E000 至 U+F8FF），请录入该字的标准编码',
    'must be 4 to 40 letters, digits and ( ) / . -': '须为 4 至 40 个字母、数字或 ( ) / . -',
    'must be the number printed on a licence': '须为证照上印制的编号（证照编号）',
    'must be 64 hexadecimal digits': '须为 64 位十六进制数字',
    'must be 64 lower-case hexadecimal digits': '须为 64 位小写十六进制数字',
    'must be an event identifier': '须为事件标识',
    'must be types of events, separated by commas': '须为事件类型，多个以逗号分隔',
    'names a type of which there are no events': '含有不存在的事件类型',
    'must be a certificate fingerprint': '须为证书指纹',
    'must be a hash in hexadecimal': '须为十六进制的哈希值',
    'must be a root hash in base64': '须为 base64 编码的根哈希',
    'must be a lower-case code': '须为小写字母代码',
    'must be a media type': '须为媒体类型',
    'must be a year': '须为四位数字的年度',
    'must be the name of an upload': '须为断点续传的名称',
    'must be 8 to 64 of A-Z a-z 0-9 _ -': '须为 8 至 64 位字母、数字、_ 或 -',
    'must be a whole number': '须为整数',
    'must be a submission identifier': '须为提交标识',
    'must be a pseudonym or a unified code': '须为自然人代号或统一社会信用代码',
    'must be a pseudonym, a unified code or an object identifier':
      '须为自然人代号、统一社会信用代码或标的物标识',
    'name the record, the licence or the case that the content belongs to':
      '须写明内容所属的档案、证照或办件之一',
    'name the case, the licence or the record in which the person is met':
      '须写明涉及该人员的办件、证照或档案之一',
    'must have two Chinese characters side by side, or a word': '须含两个相邻汉字或一个词',
    'must be said of a record or licence': '查阅档案或证照须写明用途和法律依据',
    'follows from the case, and is not said': '查阅办件的用途和法律依据由事项确定，不得填写',
    "the ledger's own state knows no past": '账本当前状态不含历史，不能与 at 同用',
    'name a licence or a receipt, a digest, or one with the other':
      '须给出证照标识或存证回执、文件摘要，或其一与摘要并用',
    "your own department has no such record, and only it was searched: with purpose and basis all departments' are":
      '只查了本部门，本部门没有这份档案：注明利用目的和依据后，可查所有部门',
    'is the identifier of a licence, not the number printed on it: GET /licences/{identifier}':
      '是电子证照标识，不是证面上的证照编号：请用 GET /licences/{identifier} 查询',
    'this is a verification report, no receipt: check it at /verify or with the offline verifier':
      '这是核验报告，不是存证回执：请在核验页面（/verify）或用离线核验工具核对',
    'this is an export for an audit, no receipt: check it at /verify or with the offline verifier':
      '这是审计导出，不是存证回执：请在核验页面（/verify）或用离线核验工具核对',
    'these are public keys, no receipt: they are what receipts are checked by':
      '这是日志公钥，不是存证回执：公钥用于核对回执',
    'this is an answer of a gateway, no receipt: get the receipt at /events/{id}/receipt':
      '这是网关的应答，不是存证回执：存证回执在 /events/{id}/receipt 取得',
    'a receipt says itself what it is about': '存证回执已写明对象，不得再给出证照标识',
    'the condition is too large or too deep': '条件过大或嵌套过深',
    'must be the proof that the licence is on a manifest whose registration is open: npm run import -- manifest':
      '须为该证照在已开放补录的清单之内的证明（由 npm run import -- manifest 生成清单）',
    'must end after it begins': '结束时间须晚于开始时间',
    'a range begins with what has been, not with a moment to come': '范围须从已经过去的时间开始',
    'the log begins later: nothing was logged until then': '日志始于该时间之后：此前没有任何记录',
    // What contracts check that no schema can.
    'must say something, in characters that can be seen':
      '须有可见的文字，且不含控制字符、换行或改变文字方向的字符',
    'no retention period in use: Y, D30, D10, of accounting D3, D5, D15, D25':
      '不是现行保管期限：Y、D30、D10，会计档案另有 D3、D5、D15、D25',
    'no retention period in use: Y, D30, D10, of accounting D3, D5, D15, D25, until 2006 C and D, or one that the fonds named in `fonds` has in its scheme':
      '不是在用的保管期限：Y、D30、D10，会计档案另有 D3、D5、D15、D25，2006 年及以前为 C、D；全宗另有规定的，请在 `fonds` 中写明全宗',
    'C (长期) and D (短期) are periods of records until 2006':
      'C（长期）、D（短期）只用于 2006 年及以前的档案',
    'a licence of this type is about an object': '该类证照须写明标的物',
    'the date of issue is in the future': '发证日期不得晚于今天',
    'a holder is named once': '同一持证主体不得重复',
    'the period ends before it begins': '有效期的截止日期早于起始日期',
    'a refusal needs a reason': '不予批准须写明理由',
    'this transition needs a reason': '该操作须写明理由',
    'two departments would have the code on one day': '同一天有两个部门使用该代码',
    'a period ends before it begins': '有效期的截止日期早于起始日期',
    'the registration would be over before it begins': '补录的截止日期早于开始日期',
    // What the matter and the calendar check across their fields.
    'codes must differ': '代码不得重复',
    'texts must differ, and none may be blank': '文字不得重复，也不得为空白',
    'no such material': '事项没有该材料',
    'must have a step': '事项至少要有一个环节',
    'a joint matter is shared: it has no owner': '联办事项（一件事）由各组织共有，不得有所有者',
    'a joint matter is decided in its parts': '联办事项由各子事项分别办理，自身不设环节',
    'a joint matter comes to what its parts come to': '联办事项的结果由各子事项产生，自身不设结果',
    'a joint matter renews nothing': '联办事项不办理延续',
    'a joint matter has the limits of its parts': '联办事项的时限即各子事项的时限',
    'too many materials and parts': '材料与子事项过多',
    'what a joint case comes to hangs on its materials and parts': '联办事项的办结条件只能涉及材料和子事项',
    'a joint matter asks the applicant alone': '联办事项只能由申请人回答问题',
    'no such question of the joint matter': '联办事项没有该问题',
    'no such material or other part': '没有该材料或其他子事项',
    'a part begins by materials and other parts': '子事项的开始条件只能涉及材料和其他子事项',
    'a part cannot wait for itself': '子事项不能等待自身',
    'parts of joint cases have such numbers': '此类编号由联办子事项专用',
    'a revocation says which, other changes at most wrongly-made':
      '撤销、撤回、吊销须写明种类，其他变更至多写明证书错制',
    'must be the identifier of a contradiction': '须为矛盾证据的标识（64 位小写十六进制数字）',
    'a day stands in the lists once': '同一日期只能出现一次',
    'every day must be one of the year': '日期须属于该年度',
    'must be Saturdays or Sundays: other days need no list': '须为星期六或星期日：其他日期不必列出',
  }),
);

/** A value of the form that a schema's message asks for. */
export const fieldExamples: ReadonlyMap<string, string> = new Map([
  ['must be UTC time with milliseconds', '2024-05-06T01:02:03.000Z'],
  ['must be a date YYYY-MM-DD', '2024-05-06'],
  ['must be a date YYYY-MM-DD, or a time with its offset', '2024-05-06T09:30:00+08:00'],
  ['must be a date YYYY-MM-DD; what has no end (长期) is left out', '2034-05-05'],
  [
    'must be a date that exists: 2024-05-06, or as much of it as is known (2024-05, 2024, 199X), 1998~ for about, 1998/2001 for a range',
    '2024-05-06',
  ],
  ['must be a code of at most 64 letters, digits and . : _ / -, or a name in the code book', 'case-review'],
  ['must be an organisation identifier', 'east'],
  ['must be six digits (GB/T 2260)', '999999'],
  ['must be P and 32 hexadecimal digits', 'P0123456789ABCDEF0123456789ABCDEF'],
  ['must be an officer identifier', 'east-land-registrar'],
  ['must be a fonds code', 'X001'],
  ['must be three digits', '111'],
  ['must be a category code such as ZY·BDC or XK·ZC·01', 'WS'],
  ['must be 64 hexadecimal digits', '5bb626f4973a4d80adb3d956673807597303a694d5124d9c2298b1fa2811810f'],
  [
    'must be 64 lower-case hexadecimal digits',
    '5bb626f4973a4d80adb3d956673807597303a694d5124d9c2298b1fa2811810f',
  ],
  ['must be a lower-case code', 'scan'],
  ['must be a media type', 'application/pdf'],
  ['must be a year', '2024'],
  ['must be 1 to 12 capitals, digits or Chinese characters', 'BGS'],
  ['must be a whole number', '12'],
  ['must be 8 to 64 of A-Z a-z 0-9 _ -', 'transfer-2024-0001'],
]);

/** Of the kinds of identifiers; the numbers are made up, and check. */
export const identifierExamples: Readonly<Record<string, string>> = {
  licence: '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
  'unified-code': '91999999MADE00011C',
  'citizen-number': '999999189912314564',
  'archival-code': 'X999-WS·2026-D30-BGS-0007',
  'region-code': '340100',
  'matter-code': '00013112700Y',
  'real-estate-unit': '999999001001GB00001F00010001',
  vehicle: '11111111111111111',
} satisfies Partial<Record<IdentifierKind, string>>;
