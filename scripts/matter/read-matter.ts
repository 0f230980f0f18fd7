// SPDX-License-Identifier: Apache-2.0
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, ErrorCode } from 'yaml';
import { matterDefinitionSchema } from '@guidang/chaincode/model';
import type { MatterDefinition } from '@guidang/chaincode/model';
import type { Finding, Path } from '@guidang/gateway/application/matter/finding';
import { chinese, chineseOf, english, schemaFaults } from '@guidang/gateway/errors/schema-faults';

/** Something that is wrong with a file. */
export interface FileFault {
  /** From 1; the first of the file for what is wrong with all of it. */
  readonly line: number;
  readonly column: number;
  readonly en: string;
  readonly zh: string;
  readonly isOpen?: true;
}

interface ReadMatter {
  /** Absent when the file holds none. */
  readonly definition?: MatterDefinition;
  readonly faults: readonly FileFault[];
  /** Where a finding stands in the file. */
  readonly placed: (finding: Finding) => FileFault;
}

/** Far more than a matter takes: it is published in a command of 64 KiB. */
export const fileBytesMax = 1024 * 1024;
/** What aliases (`*name`) may unfold to: some bytes can stand for a billion values. */
const aliasesMax = 100;

/** Reads a matter from the bytes of a YAML file; whatever they are, it says what is wrong with them. */
export function readMatter(bytes: Uint8Array): ReadMatter {
  if (bytes.length > fileBytesMax) {
    return unread(
      `the file has ${bytes.length} bytes: a matter has at most ${fileBytesMax}`,
      `文件有 ${bytes.length} 字节：事项文件最多 ${fileBytesMax} 字节`,
    );
  }
  const text = textOf(bytes);
  if (text === undefined) {
    return unread('the file is not in UTF-8: save it as UTF-8', '文件不是 UTF-8 编码：请另存为 UTF-8');
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    const { line, col } = lines.linePos(wrong.pos[0]);
    return unread(`no YAML: ${wrong.message}`, `不是正确的 YAML：${yamlWords[wrong.code] ?? wrong.message}`, {
      line,
      column: col,
    });
  }
  const placed = (finding: Finding): FileFault => ({ ...finding, ...placeOf(finding.path, document, lines) });
  const { value, trouble } = valueOf(document);
  if (trouble !== undefined) {
    return unread(
      `an alias (*name) cannot be read: ${trouble}`,
      '别名（*名称）无法展开：没有对应的锚点（&名称），或展开后过大',
    );
  }
  const read = matterDefinitionSchema.safeParse(value, english);
  if (read.success) return { definition: read.data, faults: [], placed };
  return { faults: faultsIn(value, document).map(placed), placed };
}

function unread(en: string, zh: string, { line, column } = { line: 1, column: 1 }): ReadMatter {
  return {
    faults: [{ line, column, en, zh }],
    placed: ({ path: _, ...finding }) => ({ ...finding, line, column }),
  };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Aliases are followed only here: one may have no anchor, or many may unfold to more than memory holds. */
function valueOf(document: Document): { readonly value?: unknown; readonly trouble?: string } {
  try {
    return { value: document.toJS({ maxAliasCount: aliasesMax }) ?? null };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** What the schema finds, in both languages: it is asked twice, and finds the same. */
function faultsIn(value: unknown, document: Document): Finding[] {
  const inEnglish = matterDefinitionSchema.safeParse(value, english);
  const inChinese = matterDefinitionSchema.safeParse(value, chinese);
  if (inEnglish.success || inChinese.success) return [];
  const translated = schemaFaults(inChinese.error);
  return schemaFaults(inEnglish.error).map(({ path, message }, index) => {
    const hint = hintOn(path, document);
    const fault = translated[index];
    return {
      path,
      en: `${named(path)} ${message}${hint?.en ?? ''}`,
      zh: `${named(path)} ${fault === undefined ? message : chineseOf(fault)}${hint?.zh ?? ''}`,
    };
  });
}

function named(path: Path): string {
  return path.length === 0 ? 'a matter' : path.join('.');
}

/** A code without quotation marks is a number to YAML, which has no leading zeros and loses long ones. */
function hintOn(path: Path, document: Document): { readonly en: string; readonly zh: string } | undefined {
  const node = document.getIn(path, true);
  if (!isScalar(node) || typeof node.value !== 'number') return undefined;
  const written = node.source ?? String(node.value);
  return {
    en: `: ${written} was read as a number; a code stands in quotation marks, '${written}'`,
    zh: `：${written} 被当作数字读取；代码请加引号，如 '${written}'`,
  };
}

/** The line and column of what a path leads to, or of the nearest around it that the file has. */
function placeOf(path: Path, { contents }: Document, lines: LineCounter): Pick<FileFault, 'line' | 'column'> {
  let node: unknown = contents;
  let offset = rangeOf(node) ?? 0;
  for (const name of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(name));
      if (pair === undefined) break;
      offset = rangeOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(name)];
      offset = rangeOf(node) ?? offset;
    } else {
      break;
    }
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function rangeOf(node: unknown): number | undefined {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;
}

/** What YAML's library says most often, for whoever does not know YAML. */
const yamlWords: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_INDENT: '缩进不一致',
  TAB_AS_INDENT: '缩进不能使用制表符（Tab），请用空格',
  DUPLICATE_KEY: '同一字段出现两次',
  MULTIPLE_DOCS: '一个文件只能有一个事项（出现了多个 --- 文档）',
  MISSING_CHAR: '缺少字符：引号、括号或逗号没有成对',
  UNEXPECTED_TOKEN: '此处的符号不合语法',
  BLOCK_AS_IMPLICIT_KEY: '此处不能嵌套字段：请换行并缩进',
  MULTILINE_IMPLICIT_KEY: '字段名必须在同一行，并以冒号结尾',
};
