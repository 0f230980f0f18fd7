// SPDX-License-Identifier: Apache-2.0
import { createRecordBody } from '@guidang/chaincode/commands';
import { simplified } from '@guidang/chaincode/model';
import { says } from '../terminal-words';

interface Field {
  /** For people. */
  readonly text: string;
  /** Further headings under which catalogues have it. */
  readonly headings: readonly string[];
}

function field(text: string, headings = ''): Field {
  return { text, headings: headings.split(' ').filter((heading) => heading !== '') };
}

/** What a record is made of; each may stand under its own name, or one of the headings. */
export const recordFields = {
  category: field(
    'category code (DA/T 46), such as WS or ZY·BDC, or its name: 文书',
    '档案门类 门类 门类代码 档案门类代码 类别 类别代码 类别号',
  ),
  retention: field(
    'Y, D30 or D10; or in words: 永久, 30年, 长期',
    '保管期限 保管期限代码 期限 保管年限 retentionPeriod',
  ),
  year: field('year of the record', '年度 归档年度 年份 形成年度'),
  date: field(
    'date of the record: 2024-05-06, or as much of it as is known (2024-05, 2024)',
    '日期 文件日期 成文日期 形成日期 形成时间 成文时间 文件形成日期 文件形成时间 发文日期 时间 creationDate dateOfCreation',
  ),
  archivalCode: field('optional: the 档号 that the record has already', '档号 档案号 归档号 referenceCode'),
  fonds: field('optional: the code of its fonds', '全宗号 全宗代码'),
  person: field('optional: pseudonyms of dossiers, apart by spaces', '自然人代号'),
  organisation: field(
    'optional: unified codes of dossiers, apart by spaces',
    '统一社会信用代码 社会信用代码 信用代码',
  ),
  object: field('optional: object identifiers of dossiers, apart by spaces', '不动产单元号 标的物标识'),
  sha256: field(
    'optional: digests of contents in hexadecimal, apart by spaces',
    '文件摘要 摘要值 哈希值 数字摘要',
  ),
  bytes: field('optional: their lengths, in the same order', '字节数 文件大小 文件字节数'),
  mediaType: field('optional: their media types, in the same order', '媒体类型 文件格式'),
  role: field('optional: what each is in the record, in the same order', '文件用途 稿本'),
  description: field('optional: sha256 of the descriptive metadata', '元数据摘要'),
  references: field('optional: identifiers of earlier records, apart by spaces', '参见 关联档案'),
} as const;

export type RecordField = keyof typeof recordFields;

/** Descriptive metadata (DA/T 46): not on the ledger, but in a document whose digest is. By its usual heading. */
const descriptive: Readonly<Record<string, string>> = {
  题名: '文件题名 案卷题名 标题 正题名 文件标题 文件名称 title',
  责任者: '第一责任者 责任人 作者 形成单位 发文机关 发文单位 author creator',
  文号: '文件编号 发文字号 文件字号 公文文号 字号 documentNumber',
  密级: '保密级别 秘密等级 securityClassification',
  页数: '总页数 张数 张页数 pages',
  页号: '起页 起始页号',
  件号: '顺序号 文件序号',
  盒号: '档案盒号',
  '机构（问题）': '机构 问题 机构问题 机构或问题 内设机构 归档部门 归档单位 立卷单位 承办部门',
  主题词: '关键词',
  人名: '',
  开放标识: '公开属性 开放审核 是否开放 开放状态 控制标识',
  载体类型: '载体',
  份数: '件数 归档份数',
  归档日期: '归档时间 移交日期 移交时间',
  全宗名称: '立档单位 立档单位名称',
  案卷号: '卷号',
  存放位置: '库位 排架号 柜号 柜架号 架号',
  备注: '附注 说明 note notes remark remarks',
};

/** The number of a line says nothing of its record; and a file of refused rows has why it was refused. */
const ignored = ['序号', '行号', 'no', 'no.', 'reason', '退回原因'];
export const reasonHeading = 'reason';

/** Whether a text is the heading of a column that is read. */
export function isHeading(text: string): boolean {
  return find(text, [])?.heading === text && text.trim() !== '';
}

/** Where the value of a column goes. */
type Place =
  | { readonly kind: 'record'; readonly field: RecordField }
  | { readonly kind: 'description'; readonly name: string }
  | { readonly kind: 'ignored' };

export type Target = Place & { readonly heading: string };

const recordFieldNames = Object.keys(recordFields) as RecordField[];

const places: ReadonlyMap<string, Place> = new Map<string, Place>([
  ...recordFieldNames.flatMap((field) =>
    [field, ...recordFields[field].headings].map((heading) => [plain(heading), placeOf(field)] as const),
  ),
  ...Object.entries(descriptive).flatMap(([name, others]) =>
    [name, ...others.split(' ')]
      .filter((heading) => heading !== '')
      .map((heading) => [plain(heading), { kind: 'description', name }] as const),
  ),
  ...ignored.map((heading) => [plain(heading), { kind: 'ignored' }] as const),
]);

/** What records of this version have no member for is kept in their description. */
function placeOf(field: RecordField): Place {
  const isNewer = field === 'archivalCode' || field === 'fonds';
  if (!isNewer || field in createRecordBody.shape) return { kind: 'record', field };
  return { kind: 'description', name: recordFields[field].headings[0] ?? field };
}

/**
 * A heading as it is compared: without width, case, blanks, what nobody sees, asterisks and colons, in simplified
 * characters.
 */
function plain(heading: string): string {
  return simplified(heading.normalize('NFKC'))
    .replaceAll(/[\s*:_\p{Cf}\p{Variation_Selector}]/gu, '')
    .toLowerCase();
}

/** A remark in brackets, such as （必填）, is no part of the name. */
function withoutRemark(heading: string): string {
  return heading.normalize('NFKC').replaceAll(/[([【〔].*?[)\]】〕]/gu, '');
}

const needed = ['category', 'retention', 'year', 'date'] as const;

interface HeaderOptions {
  /** Values for fields that the file has no column for. */
  readonly given: Readonly<Partial<Record<string, string>>>;
  /** Headings that are left out on purpose. */
  readonly leftOut: readonly string[];
}

/**
 * Finds where each column of a header goes.
 * @throws {Error} naming every column that it does not know, that stands twice or that is missing.
 */
export function mapHeader(header: readonly string[], { given, leftOut }: HeaderOptions): Target[] {
  const mapped = header.map((heading) => ({ heading, target: find(heading, leftOut) }));
  const unknown = mapped.filter(({ target }) => target === undefined).map(({ heading }) => heading);
  if (unknown.length > 0) throw unknownColumns(header, unknown);
  const found = mapped.flatMap(({ target }) => target ?? []);
  demandOnce(found);
  const has = new Set(found.flatMap((target) => (target.kind === 'record' ? [target.field] : [])));
  const missing = needed.filter((name) => !has.has(name) && given[name] === undefined);
  if (missing.length > 0) throw missingColumns(missing);
  return found;
}

function find(heading: string, leftOut: readonly string[]): Target | undefined {
  // Spreadsheets leave columns behind in which nothing stands: a value in one is refused with its row.
  if (plain(heading) === '') return { kind: 'ignored', heading: '' };
  if (leftOut.some((each) => plain(each) === plain(heading))) return { kind: 'ignored', heading };
  const place = places.get(plain(heading)) ?? places.get(plain(withoutRemark(heading)));
  return place === undefined ? undefined : { ...place, heading };
}

function demandOnce(found: readonly Target[]): void {
  const headings = new Map<string, string[]>();
  for (const target of found) {
    if (target.kind === 'ignored') continue;
    const name = target.kind === 'record' ? target.field : target.name;
    headings.set(name, [...(headings.get(name) ?? []), target.heading]);
  }
  const twice = [...headings].filter(([, columns]) => columns.length > 1);
  if (twice.length === 0) return;
  const named = twice.map(([name, columns]) => `${name} (${columns.join(', ')})`).join('; ');
  throw new Error(
    says(
      `columns stand twice: ${named}; remove one, or leave one out with --ignore`,
      `以下列重复：${named}；请删去一列，或用 --ignore 略去`,
    ),
  );
}

function unknownColumns(header: readonly string[], unknown: readonly string[]): Error {
  const [only = ''] = header;
  const [apart] = header.length === 1 ? (/[;；|，、]/u.exec(only) ?? []) : [];
  if (apart !== undefined) {
    return new Error(
      says(
        `the header is a single column, with ${apart} in it: separate columns with commas (,)`,
        `表头只有一列，其中有“${apart}”：请用半角逗号（,）分隔各列`,
      ),
    );
  }
  const names = unknown.map((heading) => (heading === '' ? '""' : heading)).join(', ');
  return new Error(
    says(
      `columns ${names}, which no record has: the first line of the file must be its header; name a column as --help says, or leave it out with --ignore "${unknown[0] ?? ''}"`,
      `无法对应的列：${names}。文件首行须为表头；请按 --help 改列名，或用 --ignore "${unknown[0] ?? ''}" 略去该列`,
    ),
  );
}

function missingColumns(missing: readonly (typeof needed)[number][]): Error {
  const names = missing.map((name) => `${name} (${recordFields[name].headings[0] ?? ''})`).join(', ');
  return new Error(
    says(
      `the file has no column ${names}; if one value holds for all rows, give it: --set ${missing[0] ?? ''}=VALUE`,
      `文件缺少列：${names}；若全部行取同一值，可用 --set ${missing[0] ?? ''}=值 给出`,
    ),
  );
}

/** Says where columns went, for people. */
export function mappingText(found: readonly Target[]): string {
  return found
    .map((target) => {
      if (target.kind === 'ignored') return `${target.heading} → -`;
      return `${target.heading} → ${target.kind === 'record' ? target.field : `description/${target.name}`}`;
    })
    .join(', ');
}
