// SPDX-License-Identifier: Apache-2.0
import { authorityTable, caseActs, caseTable, permissionsOf } from '@guidang/chaincode/model';
import type { CaseActLine, CaseActName, CommandType, Permission } from '@guidang/chaincode/model';
import { caseActWordsOf, permissionWords } from '../../words/authority-words';
import { caseActWords } from '@guidang/pages/words';
import type { Bilingual } from '../../words/language';

const head = `# Authority: who may give which command

One line for each way in which a command may be given: officers in these roles, so related to what the command is about,
of whom this must hold besides. The contract enforces the table before a command runs
(\`chaincode/src/authority/table.ts\`); rules of the subject itself, such as its state, stand with the subject.

What holds for every command:

- The officer's certificate is registered, in force and not revoked, and was issued under the organisation's present root certificate.
- The command came through the gateway of the officer's own organisation.
- The officer's department is one of the officer's organisation _now_. A governor acts for the organisation and has none.
- A department whose place another one has taken (机构改革) acts and reads no more. Its successor answers for what it left: running cases are in the successor's queue, with their masked names, its lists have the records, their titles and the licences, and their events are its own.
- An owner is an organisation and a department: neither alone is enough where both are asked.

**How many officers.** One officer suffices for what can be seen and undone. Two give what destroys data or leads a
number to somebody else (\`person.orderPurge\`, \`person.orderCorrection\`), and a majority of organisations gives what
binds all. \`person.amend\` needs one: the person has a right to have wrong data corrected without delay
(个人信息保护法 art. 46), the number and the pseudonym stay as they are, the earlier data stay beside the new ones with
the commitments that cases and licences carry, and the ledger names the officer, the reason and the basis. So a wrong
amendment is found by whoever looks, and mended by another one; only the organisation that entered the person can give
it. Whoever amends one person into another has not moved the number: \`person.inspect\` by any other organisation tells
that the name does not fit, and the correction of the number, or the purge, needs two.

**Who has named whom.** Pseudonyms are public on the channel, so a case, record or licence that names a person proves
nothing by itself: any officer can write a pseudonym into one. Whoever alone has named a person there, whom he or she
had not entered, opens no name by it (\`*.usePerson\`): a colleague does, or acts on it first. A clock's or a printer's
act is no colleague's. Who has entered the person knows name and number, and may open them again. A printed licence
shows the holder's name to who may read its file, which is a recorded use: issuing outside a case stays one decider's
act, in public and with effect in law.

**Titles** are no command: what the description of a record says (题名, 责任者, 文号, 日期) is seen by who may list the
record (\`record.search\`) in its own department, and found in another one of the own organisation once the search is
recorded; in no other organisation. **Masked names** of applicants are seen, in lists of the own department's cases, by
who may open the names (\`case.usePerson\`).

A generated test tries every command as every wrong officer, and fails when a condition is taken out of the table
(\`chaincode/src/authority/authority.test.ts\`). Where a command has several lines for a role, one of them must be met.

This page is made from the table by \`npm run -w gateway docs:authority\`; a test keeps the two equal.
`;

const columns = ['command', 'roles', 'relation', 'also', 'officers'] as const;
const stateColumns = ['act', 'from', 'to', 'roles'] as const;

const stateHead = `## Cases: who may do what, in which state

The states of a case, and in which roles an officer of its own department leads it from one to the next
(\`chaincode/src/case/states.ts\`). A test tries every act in every state in every role, also with each limit taken out
(\`chaincode/src/case/case-table.test.ts\`). Where no state is named after the act, it stays, or the matter says which
it is. Time limits are days in China, counted by the registered working-day calendars (工作日历); one that needs a year
without a calendar is provisional, and nothing falls on it.
`;

/** The page docs/authority.md. */
export function authorityPage(): string {
  const types = Object.keys(authorityTable) as CommandType[];
  const lines = types.flatMap((type) => permissionsOf(type).map((permission) => rowOf(type, permission)));
  const acts = caseActs.flatMap((act) => caseTable[act].map((line) => stateRowOf(act, line)));
  return [
    head,
    table('en', columns, [heads, ...lines]),
    stateHead,
    table('en', stateColumns, [stateHeads, ...acts]),
    '## 权限表',
    '',
    table('zh', columns, [heads, ...lines]),
    '## 办件状态表',
    '',
    table('zh', stateColumns, [stateHeads, ...acts]),
  ].join('\n');
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

type StateRow = Readonly<Record<(typeof stateColumns)[number], Bilingual>>;

const stateHeads: StateRow = {
  act: { en: 'act', zh: '办理' },
  from: { en: 'from', zh: '原状态' },
  to: { en: 'to', zh: '新状态' },
  roles: { en: 'roles', zh: '角色' },
};

function stateRowOf(act: CaseActName, line: CaseActLine): StateRow {
  return { act: caseActWords[act], ...caseActWordsOf(line) };
}

/** A Markdown table in the layout that Prettier keeps; its head is the first row. */
function table<Column extends string>(
  language: keyof Bilingual,
  shown: readonly Column[],
  rows: readonly Readonly<Record<Column, Bilingual>>[],
): string {
  const cells = rows.map((row) => shown.map((column) => row[column][language]));
  const widths = shown.map((_, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? ''))));
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
