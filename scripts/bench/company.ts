// SPDX-License-Identifier: Apache-2.0
import { buyer } from '@guidang/chaincode/sample';
import { agreeOnCompanySetUp, companyCast, companyCode } from '../demo/company-story';
import { companyPapers } from '../demo/files/company-papers';
import { jointPapers } from '../demo/files/joint-papers';
import { Printer } from '../demo/printer';
import { RunningCase } from '../demo/running-case';
import { Stage } from '../demo/stage';
import { storeFile } from '../demo/steps/files';
import { enter, pick } from '../demo/steps/people';
import type { Venue } from '../demo/venue';
import { closedLoop } from './load/closed-loop';
import type { LoadResult, Meter } from './load/operation';

interface CompanyOptions {
  readonly venue: Venue;
  readonly concurrency: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly meter?: Meter;
}

/** The two steps of each part, in an order in which each has begun when its turn comes. */
const steps = {
  registration: ['examine', 'register'],
  'social-insurance': ['check', 'register'],
  tax: ['confirm', 'register'],
  seals: ['check', 'file'],
} as const;
const order = ['registration', 'social-insurance', 'tax', 'seals'] as const;

/**
 * 企业开办一件事 from its opening to its end: 13 commands of nine officers of four departments, and what follows by itself.
 * One operation is one company.
 */
export async function measureCompany({ venue, ...load }: CompanyOptions): Promise<LoadResult> {
  const stage = quietStage(venue);
  const apply = await applicationsAt(stage);
  let count = 0;
  const operation = async (): Promise<void> => {
    const joint = await apply((count += 1));
    for (const code of order) await complete(stage, joint, code);
    const { state } = await joint.seenBy(await stage.as(companyCast.window));
    if (state !== 'closed') throw new Error(`the joint case is ${state}`);
  };
  return closedLoop({ ...load, operation });
}

/** Standard output is for the result. */
function quietStage(venue: Venue): Stage {
  return new Stage(venue, 'hold', new Printer(() => undefined));
}

/** Everything is there that a company needs, once; @returns what opens the case of another one. */
async function applicationsAt(stage: Stage): Promise<(company: number) => Promise<RunningCase>> {
  // First: making them takes so long that gateways close idle connections meanwhile.
  const papers = await jointPapers(companyPapers);
  const { id: matter } = await agreeOnCompanySetUp(stage);
  const clerk = await stage.as(companyCast.window);
  const representative = pick(await enter(clerk, 'the founder', buyer));
  const materials: object[] = [];
  for (const paper of papers) {
    materials.push({ code: paper.code, source: { content: await storeFile(clerk, paper) } });
  }
  const { run } = stage;
  return (company) =>
    RunningCase.open(clerk, {
      number: `B-${run}-${company}`,
      matter,
      applicant: { organisation: companyCode(String(Number(run) + company)) },
      representative,
      materials,
    });
}

async function complete(stage: Stage, joint: RunningCase, code: keyof typeof steps): Promise<void> {
  const handling = companyCast.parts[code];
  if (handling === undefined) throw new Error(`nobody handles ${code}`);
  const clerk = await stage.as(companyCast.window);
  const { parts = [] } = await joint.seenBy(clerk);
  const id = parts.find((part) => part.code === code)?.case;
  if (id === undefined) throw new Error(`${code} has not begun`);
  const acceptor = await stage.as(handling.acceptor);
  const part = await RunningCase.follow(acceptor, id);
  await part.transition(acceptor, 'accept');
  const [first, second] = steps[code];
  await part.approve(await stage.as(handling.first), first, 'reviewer');
  await part.approve(await stage.as(handling.second), second, 'registrar');
}
