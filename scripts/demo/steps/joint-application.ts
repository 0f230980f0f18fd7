// SPDX-License-Identifier: Apache-2.0
import type { Content, MatterDefinition } from '@guidang/chaincode/model';
import { expectMembers, expectSame } from '../expect';
import type { DemoActor } from '../actor';
import type { Cast } from '../cast';
import type { JointPaper } from '../files/joint-papers';
import { RunningCase } from '../running-case';
import type { Stage } from '../stage';
import { storeFile } from './files';

/** One application at one window, for all departments (一窗受理). */
interface JointApplication {
  readonly matter: MatterDefinition;
  readonly cast: Cast;
  /** The applicant, and who acts for it, as `case.open` takes them. */
  readonly applicant: (clerk: DemoActor) => Promise<object>;
  /** The case's number at its window. */
  readonly number: string;
  readonly papers: readonly JointPaper[];
  /** What the applicant answers, by question of the joint matter. */
  readonly answers?: Readonly<Record<string, string>>;
}

/** A joint case with what was handed in for it. */
export interface JointCase {
  readonly running: RunningCase;
  readonly matter: MatterDefinition;
  readonly cast: Cast;
  /** By the codes of the joint matter's materials. */
  readonly contents: Readonly<Record<string, Content>>;
}

/** Opens the joint case: its first part begins by itself. */
export async function applyOnce(stage: Stage, application: JointApplication): Promise<JointCase> {
  const { matter, cast, applicant, number, papers, answers = {} } = application;
  const clerk = await stage.as(cast.window);
  const parties = await applicant(clerk);
  const contents: Record<string, Content> = {};
  for (const paper of papers) contents[paper.code] = await storeFile(clerk, paper);
  const running = await RunningCase.open(clerk, {
    number,
    matter: matter.id,
    ...parties,
    materials: Object.entries(contents).map(([code, content]) => ({ code, source: { content } })),
    answers: Object.entries(answers).map(([question, value]) => ({ question, value })),
  });
  clerk.did(`opens a joint case of ${matter.name} with ${papers.length} materials`, {
    case: running.id,
    ...answers,
  });
  const joint = { running, matter, cast, contents };
  await expectBegun(clerk, joint);
  return joint;
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
