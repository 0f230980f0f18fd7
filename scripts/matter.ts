// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { dateOf } from '@guidang/chaincode/model';
import type { Matter, MatterDefinition } from '@guidang/chaincode/model';
import { ApiProblem } from './api-client';
import type { ApiClient } from './api-client';
import { checkMatter } from './matter/check';
import type { Checked } from './matter/check';
import { diagramOf } from './matter/diagram';
import { differencesOf } from './matter/difference';
import { matterJsonSchema } from './matter/json-schema';
import { proposalOf } from './matter/proposal';
import { readRegistry } from './matter/read-registry';
import { signIn, signInHelp } from './sign-in';
import { messageOf, says, seen } from './terminal-words';

const help = `npm run matter -- COMMAND [OPTION ...]

Matters (政务服务事项) that a department keeps as YAML files; those that ship are in chaincode/matters.

  check FILE...        says what is wrong with each, with line and column: its form, and what no schema sees (conditions
                       that can never hold or always hold, steps of nobody, materials that nothing reads)
  show FILE            draws it as a state diagram (Mermaid)
  diff FILE [OLD]      what it changes of another file, or of the version in force
  publish FILE         publishes it for its owner; a matter without an owner is proposed to all organisations
  schema               prints the JSON Schema of such files, for editors (chaincode/matters/matter.schema.json)

  --registry           check: also whether licence types exist and somebody may issue them; says which bases and reasons
                       the code book lacks, which is no fault
  --as ROLE            whose demo sign-in to use with the embedded default: a role, or an officer of those
                       that npm start lists (default: governor)
  --help               print this text

${signInHelp}
Exit code: 0 nothing is wrong, 1 something is wrong with a file, 2 it could not be done.
`;

const exitWrong = 1;
const exitStopped = 2;

interface Options {
  readonly registry: boolean;
  readonly as: string;
}

const commands: Readonly<Record<string, (files: readonly string[], options: Options) => Promise<void>>> = {
  check,
  show,
  diff,
  publish,
  schema: () => {
    process.stdout.write(matterJsonSchema());
    return Promise.resolve();
  },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      registry: { type: 'boolean', default: false },
      as: { type: 'string', default: 'governor' },
      help: { type: 'boolean', default: false },
    },
  });
  const [name = '', ...files] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help || command === undefined) {
    (values.help ? process.stdout : process.stderr).write(help);
    if (!values.help) process.exitCode = exitStopped;
    return;
  }
  await command(files, values);
}

async function check(files: readonly string[], { registry, as }: Options): Promise<void> {
  if (files.length === 0) throw new Error(says('no file is named', '没有指定文件'));
  const today = dateOf(new Date().toISOString());
  const against = registry ? { registry: await withClient(as, readRegistry), today } : undefined;
  for (const file of files) {
    report(file, checkMatter(await readFile(file), against));
  }
}

/** What is only not decided is said, and is no fault. */
function report(file: string, { definition, faults }: Checked): void {
  for (const { line, column, en, zh } of faults) {
    console.log(seen(`${file}:${line}:${column}: ${says(en, zh)}`));
  }
  if (faults.some(({ isOpen }) => isOpen !== true)) process.exitCode = exitWrong;
  else if (definition !== undefined) console.log(seen(`${file}: ${definition.id} ${definition.name}`));
}

async function show([file]: readonly string[]): Promise<void> {
  const definition = await wellFormed(file);
  if (definition !== undefined) process.stdout.write(diagramOf(definition));
}

async function diff([file, old]: readonly string[], { as }: Options): Promise<void> {
  const after = await wellFormed(file);
  if (after === undefined) return;
  const before =
    old === undefined ? await withClient(as, (client) => inForce(client, after.id)) : await wellFormed(old);
  if (before === undefined) {
    if (old === undefined) console.log(says('no version of it is in force', '该事项没有生效的版本'));
    return;
  }
  const differences = differencesOf(before, after);
  for (const { at, before: was, after: is } of differences) {
    console.log(seen(`${at}: ${written(was)} → ${written(is)}`));
  }
  console.log(
    says(
      `${differences.length} differences; running cases stay on the version under which they were opened`,
      `共 ${differences.length} 处不同；办理中的办件仍按其开办时的版本办理`,
    ),
  );
}

function written(value: unknown): string {
  return value === undefined ? '∅' : JSON.stringify(value);
}

async function publish([file]: readonly string[], { as }: Options): Promise<void> {
  const definition = await wellFormed(file);
  if (definition === undefined) return;
  await withClient(as, async (client) => {
    if (definition.owner !== undefined) {
      const { id, version } = await client.post<Published>('/api/v1/matters', definition);
      console.log(says(`published: ${id} version ${version}`, `已发布：${id} 第 ${version} 版`));
      return;
    }
    const proposal = proposalOf(definition);
    const { id } = proposal;
    await client.post('/api/v1/registry/proposals', proposal);
    console.log(
      says(
        `proposed as ${id}: it takes effect when a majority of the organisations has approved it`,
        `已提议，编号 ${id}：多数组织同意后生效`,
      ),
    );
  });
}

interface Published {
  readonly id: string;
  readonly version: number;
}

async function inForce(client: ApiClient, id: string): Promise<MatterDefinition | undefined> {
  try {
    const { schema, version, proposal, ...definition } = await client.get<Matter>(`/api/v1/matters/${id}`);
    return definition;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** The matter of a file; without one, what is wrong with the file is reported. */
async function wellFormed(file: string | undefined): Promise<MatterDefinition | undefined> {
  if (file === undefined) throw new Error(says('no file is named', '没有指定文件'));
  const checked = checkMatter(await readFile(file));
  if (checked.definition === undefined) report(file, checked);
  return checked.definition;
}

async function withClient<T>(role: string, use: (client: ApiClient) => Promise<T>): Promise<T> {
  const client = await signIn(role);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = exitStopped;
});
