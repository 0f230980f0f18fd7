// SPDX-License-Identifier: Apache-2.0
import type {
  IdentifierKind,
  IdentifierPart,
  MalformedHint,
  MalformedReason,
} from '@guidang/chaincode/model';

/** 标识的种类. The English of all these is the message of the error itself. */
const kinds: Readonly<Record<IdentifierKind, string>> = {
  licence: '证照标识',
  'unified-code': '统一社会信用代码',
  'citizen-number': '公民身份号码',
  'archival-code': '档号',
  'region-code': '行政区划代码',
  'unique-code': '唯一标识码',
  'matter-code': '事项编码',
  'real-estate-unit': '不动产单元号',
  vehicle: '车辆识别代号',
};

const reasons: Readonly<Record<MalformedReason, string>> = {
  length: '长度不符',
  character: '含有不允许的字符',
  root: '不以 1.2.156.3005.2 开头',
  separator: '分隔符有误',
  format: '格式有误',
  date: '日期不存在',
  check: '校验码有误',
  exhausted: '号码已用完',
};

const parts: Readonly<Record<IdentifierPart, string>> = {
  type: '证照类型代码',
  issuer: '颁发机构代码',
  serial: '流水号',
  version: '版本号',
  check: '校验位',
  region: '行政区划代码',
  organisation: '机构或问题代码',
  province: '省级代码',
  fonds: '全宗号',
  category: '档案门类代码',
  subcategory: '二级门类代码',
  year: '年度',
  retention: '保管期限代码',
  file: '案卷号',
  item: '件号',
  project: '项目号',
  catalogue: '目录号',
  page: '页号',
  zone: '地籍区与地籍子区代码',
  parcel: '宗地特征码与顺序号',
  fixture: '定着物单元号',
};

interface Malformed {
  readonly identifier: IdentifierKind;
  readonly reason: MalformedReason;
  readonly part?: IdentifierPart | undefined;
  readonly expected?: string | undefined;
  readonly hint?: MalformedHint | undefined;
}

const hints: Readonly<Record<MalformedHint, string>> = {
  'matches known non-standard formula': '与已知的一种非标准算法相符',
  'would be one with 0 for O and 1 for I or L: compare it with the document':
    '把字母 O 换成数字 0、字母 I 或 L 换成数字 1 后相符，请与原件核对',
  'the number printed on a licence, 证照编号, is found with POST /api/v1/licences:find':
    '证面上的证照编号请用 POST /api/v1/licences:find 查找',
  'the text names several: ask for each by itself': '文字中有多个标识，请逐个提交',
  'its end is missing: it may have been cut off where it was copied': '末尾不全，可能复制时被截断',
  'a registration number (注册号) of before 2015: ask for the unified code of the body':
    '这是 2015 年以前的注册号，请填写该单位的统一社会信用代码',
  'an organisation code (组织机构代码): it stands within the unified code, which is wanted':
    '这是组织机构代码，请填写包含它的统一社会信用代码',
  'the Y of a main item stands in the twelve: 00013112700Y': '主项的 Y 在十二位之内，例如 00013112700Y',
  '12 or 14 characters; 31 or 33 with the acting body': '应为 12 或 14 位；含实施主体时为 31 或 33 位',
  'a matter is kept without its acting body: 12 or 14 characters': '事项编码不含实施主体：应为 12 或 14 位',
};

/** What is wrong with an identifier, in Chinese: 统一社会信用代码有误：校验码有误，应为“3”。 */
export function malformedInChinese({ identifier, reason, part, expected, hint }: Malformed): string {
  const where = part === undefined ? '' : partOf(identifier, part);
  const right = expected === undefined ? '' : `，应为“${expected}”`;
  const known = hint === undefined ? '' : `（${hints[hint]}）`;
  return `${kinds[identifier]}有误：${where}${reasons[reason]}${right}${known}。`;
}

/** A unified code's organisation is the body itself; a 档号's is the office that it is arranged by. */
function partOf(identifier: IdentifierKind, part: IdentifierPart): string {
  return identifier === 'unified-code' && part === 'organisation' ? '主体标识码' : parts[part];
}
