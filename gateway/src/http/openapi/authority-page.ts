// SPDX-License-Identifier: Apache-2.0
import { authorityTable, permissionsOf } from '@guidang/chaincode/model';
import type { CommandType, Permission } from '@guidang/chaincode/model';
import { permissionWords } from '../../words/authority-words';
import type { Bilingual } from '../../words/language';

const head = `# Authority: who may give which command

One line for each way in which a command may be given: officers in these roles, so related to what the command is about,
of whom this must hold besides. The contract enforces the table before a command runs
(\`chaincode/src/authority/table.ts\`); rules of the subject itself, such as its state, stand with the subject.

What holds for every command:

- The officer's certificate is registered, in force and not revoked, and was issued under the organisation's present root certificate.
- The command came through the gateway of the officer's own organisation.
- The officer's department is one of the officer's organisation _now_. A governor acts for the organisation and has none.
- An owner is an organisation and a department: neither alone is enough where both are asked.

A generated test tries every command as every wrong officer, and fails when a condition is taken out of the table
(\`chaincode/src/authority/authority.test.ts\`).

This page is made from the table by \`npm run -w gateway docs:authority\`; a test keeps the two equal.
`;

const columns = ['command', 'roles', 'relation', 'also', 'officers'] as const;

/** The page docs/authority.md. */
export function authorityPage(): string {
  const types = Object.keys(authorityTable) as CommandType[];
  const lines = types.flatMap((type) => permissionsOf(type).map((permission) => rowOf(type, permission)));
  return [head, table('en', lines), '## 权限表', '', table('zh', lines)].join('\n');
}

/** What the API's description says of who may use a route that gives these commands. */
export function authorityText(types: readonly CommandType[]): string {
  return types
    .flatMap((type) => permissionsOf(type).map((permission) => `- \`${type}\`: ${sentence(permission)}`))
    .join('\n');
}

function sentence(permission: Permission): string {
  const { roles, relation, also, officers } = permissionWords(permission);
  const more = also.en === '' ? '' : `; ${also.en}`;
  return `${roles.en}; ${relation.en}${more}${permission.officers === undefined ? '' : `; ${officers.en}`}.`;
}

type Row = Readonly<Record<(typeof columns)[number], Bilingual>>;

function rowOf(type: CommandType, permission: Permission): Row {
  const command = { en: `\`${type}\``, zh: `\`${type}\`` };
  return { command, ...permissionWords(permission) };
}

const heads: Row = {
  command: { en: 'command', zh: '命令' },
  roles: { en: 'roles', zh: '角色' },
  relation: { en: 'relation to the subject', zh: '与对象的关系' },
  also: { en: 'what else must hold', zh: '其他条件' },
  officers: { en: 'officers', zh: '人数' },
};

/** A Markdown table in the layout that Prettier keeps. */
function table(language: keyof Bilingual, rows: readonly Row[]): string {
  const cells = [heads, ...rows].map((row) => columns.map((column) => row[column][language]));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? ''))));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell))).join(' | ')} |`;
  const [top = [], ...rest] = cells;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return `${[line(top), rule, ...rest.map(line)].join('\n')}\n`;
}

/** Columns on the screen: a Chinese character takes two. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
}
