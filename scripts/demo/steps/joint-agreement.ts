// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dateOf } from '@guidang/chaincode/model';
import type { MatterDefinition, RegistryChange } from '@guidang/chaincode/model';
import { governors, matterFolder } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { checkMatter } from '../../matter/check';
import { proposalOf } from '../../matter/proposal';
import { readRegistry } from '../../matter/read-registry';
import type { DemoActor } from '../actor';
import { officersIn } from '../cast';
import type { Cast } from '../cast';
import { expectPresent, expectSame } from '../expect';
import type { Stage } from '../stage';
import { organisationIds } from '../venue';
import { agree } from './agreement';
import { namedAfterContent } from './governance';

/** What a joint matter needs before anybody can apply. */
interface Groundwork {
  readonly changes: readonly RegistryChange[];
  /** What is proposed with these, for the reader of the story. */
  readonly about: string;
  readonly cast: Cast;
  /** The matters of the parts and the joint one, by their files in the folder that a department would copy. */
  readonly singles: readonly string[];
  readonly joint: string;
}

/** Departments, officers and matters come by consent. @returns the joint matter. */
export async function agreeOnJointMatter(
  stage: Stage,
  { changes, about, cast, singles, joint }: Groundwork,
): Promise<MatterDefinition> {
  stage.act(
    'Governance: the organisations agree on the departments, on their matters, and on what joins them',
  );
  await agree(stage, { proposal: namedAfterContent(changes), about });
  await registerOfficers(stage, officersIn(cast));
  for (const file of singles) await agreeOnMatter(stage, file);
  return agreeOnMatter(stage, joint);
}

/** Each governor registers the officers of their own organisation. */
async function registerOfficers(stage: Stage, cast: readonly DemoOfficer[]): Promise<void> {
  const reader = await stage.as(governors.archives);
  const { items } = await reader.get<{ items: readonly DemoOfficer[] }>(
    '/api/v1/registry/officers?limit=100',
  );
  const known = new Set(items.map(({ id }) => id));
  const missing = cast.filter(({ id }) => !known.has(id));
  for (const organisation of organisationIds) {
    const officers = missing.filter((officer) => officer.organisation === organisation);
    if (officers.length === 0) continue;
    const governor = await stage.as(governors[organisation]);
    await Promise.all(
      officers.map(({ id, department, roles }) =>
        governor.post('/api/v1/registry/officers', { id, department, roles }),
      ),
    );
    governor.did('registers officers of its departments', {
      officers: officers.map(({ id }) => id).join(', '),
    });
  }
}

/** As `npm run matter -- check --registry` and `publish` do, from the file itself. */
async function agreeOnMatter(stage: Stage, name: string): Promise<MatterDefinition> {
  const definition = await checkedMatter(await stage.as(governors.archives), `${name}.yaml`);
  const about = `${definition.name} as it stands in ${name}.yaml, which the checker finds without a fault`;
  await agree(stage, { proposal: proposalOf(definition), about });
  return definition;
}

async function checkedMatter(governor: DemoActor, file: string): Promise<MatterDefinition> {
  const bytes = await readFile(join(matterFolder, file));
  const today = dateOf(new Date().toISOString());
  const { definition, faults } = checkMatter(bytes, { registry: await readRegistry(governor), today });
  expectSame(
    `what is wrong with ${file}`,
    faults.filter(({ isOpen }) => isOpen !== true),
    [],
  );
  return expectPresent(`the matter in ${file}`, definition);
}
