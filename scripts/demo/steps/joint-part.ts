// SPDX-License-Identifier: Apache-2.0
import type { Case, Content, Material, Matter, PartDefinition } from '@guidang/chaincode/model';
import { sha256 } from '@guidang/chaincode/proof';
import { companyOfficers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';
import { ApiProblem } from '../../api-client';
import type { DemoActor } from '../actor';
import { expectMembers, expectPresent, expectSame } from '../expect';
import { RunningCase } from '../running-case';
import type { Stage } from '../stage';
import type { JointCase } from './joint-application';

/** Who act on a part at its department: who takes it in, and who take its two steps. */
interface Handling {
  readonly acceptor: DemoOfficer;
  readonly first: DemoOfficer;
  readonly second: DemoOfficer;
}

const cast = companyOfficers;

/** By the codes of the parts. */
const handlings = {
  registration: { acceptor: cast.window, first: cast.marketReviewer, second: cast.marketRegistrar },
  tax: { acceptor: cast.taxReviewer, first: cast.taxReviewer, second: cast.taxRegistrar },
  'social-insurance': {
    acceptor: cast.labourReviewer,
    first: cast.labourReviewer,
    second: cast.labourRegistrar,
  },
  seals: { acceptor: cast.policeReviewer, first: cast.policeReviewer, second: cast.policeRegistrar },
} as const satisfies Readonly<Record<string, Handling>>;

export type PartCode = keyof typeof handlings;

/** A part that has ended. */
export interface EndedPart {
  readonly code: PartCode;
  /** An officer of its department. */
  readonly reader: DemoActor;
  readonly case: Case;
  readonly issued: readonly string[];
  /** That of its end. */
  readonly transaction: string;
}

interface Beginning {
  readonly joint: JointCase;
  readonly part: PartDefinition;
  readonly before: readonly EndedPart[];
}

/** A department takes its part in and takes its steps; with the last one the part ends. */
export async function handlePart(
  stage: Stage,
  joint: JointCase,
  code: PartCode,
  ...before: readonly EndedPart[]
): Promise<EndedPart> {
  const part = expectPresent(
    `the part ${code} of the matter`,
    joint.matter.parts?.find((each) => each.code === code),
  );
  const reader = await stage.as(handlings[code].acceptor);
  const running = await takeIn(stage, reader, { joint, part, before });
  const { transaction, issued } = await decide(stage, running, part, handlings[code]);
  return { code, reader, case: await running.seenBy(reader), issued, transaction };
}

/** The part is at its department already, with all that it needs: of the application, and of the parts before. */
async function takeIn(stage: Stage, acceptor: DemoActor, beginning: Beginning): Promise<RunningCase> {
  const { joint, part } = beginning;
  const clerk = await stage.as(cast.window);
  const { parts = [] } = await joint.running.seenBy(clerk);
  const id = expectPresent(`the case of ${part.code}`, parts.find(({ code }) => code === part.code)?.case);
  const running = await RunningCase.follow(acceptor, id);
  const given = await expectGiven(acceptor, running, beginning);
  if (acceptor !== clerk) {
    await clerk.refused(
      'would accept a part of another department',
      { status: 403, code: 'not-competent' },
      () => running.transition(clerk, 'accept'),
    );
  }
  expectMembers('the part', await running.transition(acceptor, 'accept'), { state: 'accepted' });
  for (const { source } of given) {
    if ('content' in source) await openFile(acceptor, running.id, source.content);
  }
  const licences = given.flatMap(({ source }) => ('licence' in source ? source.licence : []));
  acceptor.did(`finds ${part.name} at the department already, with its materials, and accepts it`, {
    case: id,
    materials: given.map(({ code }) => code).join(', '),
    'files opened': given.filter(({ source }) => 'content' in source).length,
    'issued by another part': licences.length === 0 ? undefined : licences.join(', '),
  });
  return running;
}

/** What was handed in at the window has come with the part: the department opens it at its own gateway, on record. */
async function openFile(acceptor: DemoActor, id: string, { digest, role }: Content): Promise<void> {
  const path = `/api/v1/contents/${digest.value}?case=${encodeURIComponent(id)}`;
  const bytes = await until(`the file ${role} comes to the gateway of the part`, async () => {
    try {
      return await acceptor.bytes(path);
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'content-not-found') return undefined;
      throw error;
    }
  });
  expectSame(`the file ${role}`, sha256(bytes), digest);
}

async function expectGiven(
  acceptor: DemoActor,
  running: RunningCase,
  { joint, part, before }: Beginning,
): Promise<readonly Material[]> {
  const { organisation, department } = acceptor.officer;
  const seen = await running.seenBy(acceptor);
  const partOf = { case: joint.running.id, part: part.code };
  expectMembers(`the case of ${part.code}`, seen, { organisation, department, state: 'submitted', partOf });
  const given = Object.fromEntries(seen.materials.map(({ code, source }) => [code, source]));
  expectSame(`what ${part.code} is given`, given, sourcesOf(part, joint, before));
  return seen.materials;
}

/** What the matter gives a part, by the codes of the part's own materials. */
function sourcesOf(
  { materials }: PartDefinition,
  { contents }: JointCase,
  before: readonly EndedPart[],
): Readonly<Record<string, object>> {
  const sourceOf = (from: PartDefinition['materials'][string]): object => {
    if ('material' in from) return { content: contents[from.material] };
    const giver = 'licenceOf' in from ? from.licenceOf : from.recordOf;
    const ended = before.find(({ code }) => code === giver);
    return 'licenceOf' in from ? { licence: ended?.issued[0] } : { record: ended?.case.record };
  };
  return Object.fromEntries(Object.entries(materials).map(([code, from]) => [code, sourceOf(from)]));
}

/** Four eyes: who has taken the first step may take the second too, but never both in one case. */
async function decide(
  stage: Stage,
  running: RunningCase,
  { name, matter }: PartDefinition,
  handling: Handling,
): Promise<Pick<EndedPart, 'transaction' | 'issued'>> {
  const first = await stage.as(handling.first);
  const second = await stage.as(handling.second);
  const { steps } = await first.get<Matter>(`/api/v1/matters/${matter}`);
  const initial = expectPresent(`the first step of ${name}`, steps[0]);
  const last = expectPresent(`the second step of ${name}`, steps[1]);
  expectMembers('the part', await running.approve(first, initial.code, initial.role), {
    state: initial.gives,
  });
  first.did(`approves ${initial.name}`, { case: running.id });
  await first.refused(`would take ${last.name} too`, { status: 403, code: 'separation-of-duties' }, () =>
    running.approve(first, last.code, last.role),
  );
  const { issued = [], ...answer } = await running.approve(second, last.code, last.role);
  expectMembers('the part', answer, { state: 'closed' });
  second.did(`approves ${last.name}: the part ends, and its record is filed`, {
    case: running.id,
    issued: issued.length === 0 ? undefined : issued.join(', '),
    'archive record': answer.record,
    transaction: answer.transaction,
  });
  return { transaction: answer.transaction, issued };
}
