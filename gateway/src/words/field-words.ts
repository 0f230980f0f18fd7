// SPDX-License-Identifier: Apache-2.0

/** What a schema says of a field, by its English message: the schemas, shared with the contracts, know no Chinese. */
export const fieldWords: ReadonlyMap<string, string> = new Map([
  ['is not a field that this takes', '本接口没有该字段'],
  ['must be UTC time with milliseconds', '须为精确到毫秒的 UTC 时间'],
  ['must be a date YYYY-MM-DD', '须为日期 YYYY-MM-DD'],
  [
    'must be a date that exists: 2024-05-06, or as much of it as is known (2024-05, 2024, 199X), 1998~ for about, 1998/2001 for a range',
    '须为存在的日期：2024-05-06，或已知的部分（2024-05、2024、199X），1998~ 表示大约，1998/2001 表示起止',
  ],
  [
    'must be a retention period: Y, D30, D10, D and another number of years; before 2007 C, D',
    '须为保管期限代码：Y、D30、D10、D 加其他年数；2006 年及以前为 C（长期）、D（短期）',
  ],
  [
    'must be a retention period of today: C and D ended with 2006',
    '须为现行保管期限：C、D 自 2007 年起不再使用',
  ],
  ['must be 1 to 12 capitals, digits or Chinese characters', '须为 1 至 12 位大写字母、数字或汉字'],
  ['must be 1 to 6 capitals or digits', '须为 1 至 6 位大写字母或数字'],
  ['must be 1 to 6 digits', '须为 1 至 6 位数字'],
  [
    'must be a code of at most 64 letters, digits and . : _ / -',
    '须为代码：不超过 64 位的字母、数字和 . : _ / -，或代码表中的名称',
  ],
  [
    'must be a code of at most 64 letters, digits and . : _ / - ·',
    '须为不超过 64 位的代码：字母、数字和 . : _ / - ·',
  ],
  ['must be an organisation identifier', '须为组织标识'],
  ['must be six digits (GB/T 2260)', '须为六位数字的行政区划代码（GB/T 2260）'],
  ['must be P and 32 hexadecimal digits', '须为 P 加 32 位大写十六进制数字'],
  ['must be an officer identifier', '须为经办人标识'],
  ['must be a fonds code', '须为全宗号（3 至 5 位大写字母或数字）'],
  ['must be a unified code and three digits', '须为统一社会信用代码加三位数字'],
  ['must begin with a unified code', '须以有效的统一社会信用代码开头'],
  [
    'must be 1 to 17 digits and capitals: shorter than a unified code',
    '须为 1 至 17 位数字或大写字母（短于统一社会信用代码）',
  ],
  [
    'must be 1 to 50 characters, without control characters or spaces around it',
    '须为 1 至 50 个字符，首尾无空格，且不含控制字符',
  ],
  [
    'must be a case identifier: the unified code of the department, a dot, the case number',
    '须为办件标识：部门的统一社会信用代码、点、办件编号',
  ],
  [
    'must be an object identifier: the 28 characters of a 不动产单元号, a unified code, or another',
    '须为标的物标识：28 位不动产单元号、统一社会信用代码或其他标识',
  ],
  ['must be a category code such as ZY·BDC or XK·ZC·01', '须为档案门类代码，如 ZY·BDC、XK·ZC·01'],
  ['must be three digits', '须为三位数字'],
  ['must not hold marks of the direction of writing', '不得含有书写方向控制符'],
  ['name what is corrected: name, address or telephone', '须写明更正的内容：姓名、住址或电话'],
  ['must not be blank', '不得为空白'],
  [
    'holds a character that stands for a lost one, such as U+FFFD, ? or □, or one of a private area (U+E000 to U+F8FF)',
    '含有代替缺失字符的符号（如 U+FFFD、? 或 □）或自造字（U+E000 至 U+F8FF），请录入该字的标准编码',
  ],
  ['must be 4 to 40 letters, digits and ( ) / . -', '须为 4 至 40 个字母、数字或 ( ) / . -'],
  ['must be the number printed on a licence', '须为证照上印制的编号（证照编号）'],
  ['must be 64 hexadecimal digits', '须为 64 位十六进制数字'],
  ['must be 64 lower-case hexadecimal digits', '须为 64 位小写十六进制数字'],
  ['must be an event identifier', '须为事件标识'],
  ['must be a certificate fingerprint', '须为证书指纹'],
  ['must be a hash in hexadecimal', '须为十六进制的哈希值'],
  ['must be a root hash in base64', '须为 base64 编码的根哈希'],
  ['must be a lower-case code', '须为小写字母代码'],
  ['must be a media type', '须为媒体类型'],
  ['must be a year', '须为四位数字的年度'],
  ['must be 8 to 64 of A-Z a-z 0-9 _ -', '须为 8 至 64 位字母、数字、_ 或 -'],
  ['must be a whole number', '须为整数'],
  ['must be a submission identifier', '须为提交标识'],
  ['must be a pseudonym or a unified code', '须为自然人代号或统一社会信用代码'],
  [
    'must be a pseudonym, a unified code or an object identifier',
    '须为自然人代号、统一社会信用代码或标的物标识',
  ],
  ['name the record, or the licence, that the content belongs to', '须写明内容所属的档案或证照之一'],
  ["the ledger's own state knows no past", '账本当前状态不含历史，不能与 at 同用'],
  [
    'name a licence or a receipt, a digest, or one with the other',
    '须给出证照标识或存证回执、文件摘要，或其一与摘要并用',
  ],
  ['a receipt says itself what it is about', '存证回执已写明对象，不得再给出证照标识'],
  ['the condition is too large or too deep', '条件过大或嵌套过深'],
  [
    'must be the proof that the licence is on a manifest whose registration is open: npm run import -- manifest',
    '须为该证照在已开放补录的清单之内的证明（由 npm run import -- manifest 生成清单）',
  ],
  ['must end after it begins', '结束时间须晚于开始时间'],
  // What the matter and the calendar check across their fields.
  ['codes must differ', '代码不得重复'],
  ['no such material', '事项没有该材料'],
  [
    'a revocation says which, other changes at most wrongly-made',
    '撤销、撤回、吊销须写明种类，其他变更至多写明证书错制',
  ],
  ['must be the identifier of a contradiction', '须为矛盾证据的标识（64 位小写十六进制数字）'],
  ['a day stands in the lists once', '同一日期只能出现一次'],
  ['every day must be one of the year', '日期须属于该年度'],
  ['must be Saturdays or Sundays: other days need no list', '须为星期六或星期日：其他日期不必列出'],
]);

/** A value of the form that a schema's message asks for. */
export const fieldExamples: ReadonlyMap<string, string> = new Map([
  ['must be UTC time with milliseconds', '2024-05-06T01:02:03.000Z'],
  ['must be a date YYYY-MM-DD', '2024-05-06'],
  [
    'must be a date that exists: 2024-05-06, or as much of it as is known (2024-05, 2024, 199X), 1998~ for about, 1998/2001 for a range',
    '2024-05-06',
  ],
  ['must be a code of at most 64 letters, digits and . : _ / -', 'case-review'],
  ['must be an organisation identifier', 'east'],
  ['must be six digits (GB/T 2260)', '999999'],
  ['must be P and 32 hexadecimal digits', 'P0123456789ABCDEF0123456789ABCDEF'],
  ['must be an officer identifier', 'east-land-registrar'],
  ['must be a fonds code', 'X001'],
  ['must be three digits', '001'],
  ['must be a category code such as ZY·BDC or XK·ZC·01', 'WS'],
  ['must be 64 hexadecimal digits', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [
    'must be 64 lower-case hexadecimal digits',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ],
  ['must be a lower-case code', 'scan'],
  ['must be a media type', 'application/pdf'],
  ['must be a year', '2024'],
  ['must be 1 to 12 capitals, digits or Chinese characters', 'BGS'],
  ['must be a whole number', '12'],
]);
