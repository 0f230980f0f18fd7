// SPDX-License-Identifier: Apache-2.0
import { isUnifiedCode } from '@guidang/chaincode/model';
import type { Content, MatterDefinition } from '@guidang/chaincode/model';
import { companyOfficers } from '@guidang/chaincode/sample';
import { expectMembers, expectSame } from '../expect';
import { buyer } from '../files';
import type { DemoActor } from '../actor';
import type { CompanyPaper } from '../files/company-papers';
import { RunningCase } from '../running-case';
import type { Stage } from '../stage';
import { storeFile } from './files';
import { enter, pick } from './people';

/** A joint case with what was handed in for it. */
export interface JointCase {
  readonly running: RunningCase;
  readonly matter: MatterDefinition;
  /** By the codes of the joint matter's materials. */
  readonly contents: Readonly<Record<string, Content>>;
}

/** One application at one window, for all departments (一窗受理). */
export async function applyOnce(
  stage: Stage,
  matter: MatterDefinition,
  papers: readonly CompanyPaper[],
): Promise<JointCase> {
  stage.act('At the window: the founder hands in each paper once, for all departments');
  const clerk = await stage.as(companyOfficers.window);
  const founder = pick(await enter(clerk, 'the founder', buyer));
  const contents: Record<string, Content> = {};
  for (const paper of papers) contents[paper.code] = await storeFile(clerk, paper);
  const running = await RunningCase.open(clerk, {
    number: `C-${stage.run}`,
    matter: matter.id,
    applicant: { organisation: companyCode(stage.run) },
    representative: founder,
    materials: Object.entries(contents).map(([code, content]) => ({ code, source: { content } })),
  });
  clerk.did(`opens a joint case of ${matter.name} with ${papers.length} materials`, { case: running.id });
  await expectBegun(clerk, { running, matter, contents });
  return { running, matter, contents };
}

/** The first part has begun by itself; the others wait for it, and nobody handles the whole. */
async function expectBegun(clerk: DemoActor, { running, matter }: JointCase): Promise<void> {
  const [first] = matter.parts ?? [];
  const statuses = (matter.parts ?? []).map(({ code }) => [
    code,
    code === first?.code ? 'running' : 'waiting',
  ]);
  const joint = await running.seenBy(clerk);
  expectMembers('the joint case', joint, { state: 'accepted', version: 1 });
  expectSame('its parts', standing(joint), Object.fromEntries(statuses));
  clerk.did('sees that the first part has begun by itself', standing(joint));
  await clerk.refused(
    'would accept the joint case, which is handled in its parts',
    { status: 409, code: 'state-conflict' },
    () => running.transition(clerk, 'accept'),
  );
}

/** How the parts of a joint case stand, by their codes. */
export function standing({ parts = [] }: Awaited<ReturnType<RunningCase['seenBy']>>): Record<string, string> {
  return Object.fromEntries(parts.map(({ code, status }) => [code, status ?? '']));
}

/** A made-up company of this run: region 999999 is allotted to nobody. Both check characters are found by trial. */
function companyCode(run: string): string {
  const characters = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');
  const made = characters
    .flatMap((first) => characters.map((second) => `91999999${run.slice(-8)}${first}${second}`))
    .find(isUnifiedCode);
  if (made === undefined) throw new Error('each body has its check characters');
  return made;
}
