// SPDX-License-Identifier: Apache-2.0
import { isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument, Parser } from 'yaml';
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
/** Far more than the deepest condition takes; the library's own way through what is nested is as deep as that. */
const nestingMax = 200;

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
  const strange = controlCharacterIn(text);
  if (strange !== undefined) {
    const { number, ...place } = strange;
    return unread(
      `here is a control character (${number}), which no text has: save the file as UTF-8`,
      `此处有文本中不应有的控制字符（${number}）：请另存为 UTF-8 编码的文本文件`,
      place,
    );
  }
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    return unread('this is nested too deeply to be a matter', '此处嵌套过深，不是事项文件', deep);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    const { line, col } = lines.linePos(wrong.pos[0]);
    return unread(`no YAML: ${wrong.message}`, `不是正确的 YAML：${yamlWords[wrong.code]}`, {
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

/** Its lines end as YAML's library knows it: to YAML itself a lone CR ends one too. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
}

/** The first character that YAML has not in its files, such as NUL where every letter has two bytes. */
function controlCharacterIn(
  text: string,
): (Pick<FileFault, 'line' | 'column'> & { readonly number: string }) | undefined {
  const at = text.search(/[^\P{Cc}\t\n\u0085]/u);
  if (at < 0) return undefined;
  const before = text.slice(0, at).split('\n');
  const number = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, number: `U+${number}` };
}

/** Where more is nested than the library can follow, found without following it. */
function tooDeepAt(text: string): Pick<FileFault, 'line' | 'column'> | undefined {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme));
    if (parser.stack.length <= nestingMax) continue;
    const { line, col } = lines.linePos(parser.offset);
    return { line, column: col };
  }
  return undefined;
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
    const hint = hintOn({ path, message }, document);
    const fault = translated[index];
    return {
      path,
      en: `${named(path)} ${message}${hint?.en ?? ''}`,
      zh: `${named(path, '事项')} ${fault === undefined ? message : chineseOf(fault)}${hint?.zh ?? ''}`,
    };
  });
}

function named(path: Path, whole = 'a matter'): string {
  return path.length === 0 ? whole : path.join('.');
}

interface Hint {
  readonly en: string;
  readonly zh: string;
}

/** What may help besides: what was written, and what YAML has made of it. */
function hintOn(
  { path, message }: { readonly path: Path; readonly message: string },
  document: Document,
): Hint | undefined {
  if (path.length === 0) {
    return {
      en: ': its fields stand on lines of their own, as in `name: …`',
      zh: '：每个字段单独一行，如 `name: …`',
    };
  }
  const node = document.getIn(path, true);
  return isScalar(node) && typeof node.value === 'number'
    ? hintOnNumber(node.source ?? String(node.value), message)
    : undefined;
}

/** A code without quotation marks is a number to YAML, which has no leading zeros and loses long ones. */
function hintOnNumber(written: string, message: string): Hint | undefined {
  if (/e\+?\d+$/i.test(written)) {
    return {
      en: `: ${written} is a number that a spreadsheet has shortened; write all its digits, and a code in quotation marks`,
      zh: `：${written} 是被表格软件缩写的数字；请写出全部数字，代码请加引号`,
    };
  }
  if (message !== 'must be a text') return undefined;
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

/** What YAML's library says, for whoever does not know YAML. */
const yamlWords: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: '别名（*名称）前不能有锚点或标签',
  BAD_ALIAS: '别名（*名称）不完整',
  BAD_COLLECTION_TYPE: '标签与内容的类型不符',
  BAD_DIRECTIVE: '以 % 开头的指令有误',
  BAD_DQ_ESCAPE: '双引号内的反斜杠（\\）写法有误',
  BAD_INDENT: '缩进不一致',
  BAD_PROP_ORDER: '锚点或标签的位置不对',
  BAD_SCALAR_START: '文字不能以该符号开头：请加引号',
  BLOCK_AS_IMPLICIT_KEY: '此处不能嵌套字段：请换行并缩进',
  BLOCK_IN_FLOW: '花括号或方括号内不能换用缩进写法：请检查其中的冒号、逗号是否为半角，后面是否有空格',
  DUPLICATE_KEY: '同一字段出现两次',
  IMPOSSIBLE: '此处的写法无法识别',
  KEY_OVER_1024_CHARS: '字段名过长：请检查冒号是否为半角，引号是否成对',
  MISSING_CHAR: '缺少字符：引号、括号或逗号没有成对',
  MULTILINE_IMPLICIT_KEY: '字段名必须在同一行，并以（半角）冒号结尾',
  MULTIPLE_ANCHORS: '一处只能有一个锚点（&名称）',
  MULTIPLE_DOCS: '一个文件只能有一个事项（出现了多个 --- 文档）',
  MULTIPLE_TAGS: '一处只能有一个标签（!名称）',
  NON_STRING_KEY: '字段名须为文字',
  RESOURCE_EXHAUSTION: '嵌套过深',
  TAB_AS_INDENT: '缩进不能使用制表符（Tab），请用空格',
  TAG_RESOLVE_FAILED: '标签（!名称）无法识别',
  UNEXPECTED_TOKEN: '此处的符号不合语法',
};
