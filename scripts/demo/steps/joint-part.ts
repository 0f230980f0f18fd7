// SPDX-License-Identifier: Apache-2.0
import type { Case, Content, Material, Matter, PartDefinition } from '@guidang/chaincode/model';
import { sha256 } from '@guidang/chaincode/proof';
import { until } from '@guidang/gateway/common/until';
import { ApiProblem } from '../../api-client';
import type { DemoActor } from '../actor';
import type { Handling } from '../cast';
import { expectMembers, expectPresent, expectSame } from '../expect';
import { RunningCase } from '../running-case';
import type { CaseAnswer } from '../running-case';
import type { Stage } from '../stage';
import type { JointCase } from './joint-application';

/** A part that has ended. */
export interface EndedPart {
  readonly code: string;
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

/** Takes the steps of a part, the last of which ends it. */
type Deciding = (stage: Stage, running: RunningCase, by: Deciders) => Promise<CaseAnswer>;

type Step = Matter['steps'][number];

interface Deciders extends Handling {
  readonly steps: readonly [Step, Step];
}

/** A department takes its part in and takes its steps; with the last one the part ends. */
export function handlePart(
  stage: Stage,
  joint: JointCase,
  code: string,
  ...before: readonly EndedPart[]
): Promise<EndedPart> {
  return endPart(stage, { joint, part: partOf(joint, code), before }, approve);
}

/** As {@link handlePart}, but the first step is refused. @param reason its code. */
export function refusePart(
  stage: Stage,
  joint: JointCase,
  { code, reason }: { readonly code: string; readonly reason: string },
  ...before: readonly EndedPart[]
): Promise<EndedPart> {
  const refuse: Deciding = async (on, running, { first, steps: [initial] }) =>
    refuseStep(await on.as(first), running, initial, reason);
  return endPart(stage, { joint, part: partOf(joint, code), before }, refuse);
}

function partOf({ matter }: JointCase, code: string): PartDefinition {
  return expectPresent(
    `the part ${code} of the matter`,
    matter.parts?.find((part) => part.code === code),
  );
}

async function endPart(stage: Stage, beginning: Beginning, deciding: Deciding): Promise<EndedPart> {
  const { code, name, matter } = beginning.part;
  const handling = expectPresent(`who handle ${code}`, beginning.joint.cast.parts[code]);
  const reader = await stage.as(handling.acceptor);
  const running = await takeIn(stage, reader, beginning);
  const { steps } = await reader.get<Matter>(`/api/v1/matters/${matter}`);
  const initial = expectPresent(`the first step of ${name}`, steps[0]);
  const last = expectPresent(`the second step of ${name}`, steps[1]);
  const { transaction, issued = [] } = await deciding(stage, running, {
    ...handling,
    steps: [initial, last],
  });
  return { code, reader, case: await running.seenBy(reader), issued, transaction };
}

/** The part is at its department already, with all that it needs: of the application, and of the parts before. */
async function takeIn(stage: Stage, acceptor: DemoActor, beginning: Beginning): Promise<RunningCase> {
  const { joint, part } = beginning;
  const clerk = await stage.as(joint.cast.window);
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
  const issued = given.flatMap(({ source }) => {
    if ('licence' in source) return source.licence;
    return 'record' in source ? source.record : [];
  });
  acceptor.did(`finds ${part.name} at the department already, with its materials, and accepts it`, {
    case: id,
    materials: given.map(({ code }) => code).join(', '),
    'files opened': given.filter(({ source }) => 'content' in source).length,
    'made by another part': issued.length === 0 ? undefined : issued.join(', '),
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
  const origin = { case: joint.running.id, part: part.code };
  const begun = { organisation, department, state: 'submitted', partOf: origin };
  expectMembers(`the case of ${part.code}`, seen, begun);
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
async function approve(stage: Stage, running: RunningCase, by: Deciders): Promise<CaseAnswer> {
  const [initial, last] = by.steps;
  const first = await stage.as(by.first);
  const second = await stage.as(by.second);
  expectMembers('the part', await running.approve(first, initial.code, initial.role), {
    state: initial.gives,
  });
  first.did(`approves ${initial.name}`, { case: running.id });
  await first.refused(`would take ${last.name} too`, { status: 403, code: 'separation-of-duties' }, () =>
    running.approve(first, last.code, last.role),
  );
  const answer = await running.approve(second, last.code, last.role);
  const { issued = [], record, transaction } = answer;
  expectMembers('the part', answer, { state: 'closed' });
  second.did(`approves ${last.name}: the part ends, and its record is filed`, {
    case: running.id,
    issued: issued.length === 0 ? undefined : issued.join(', '),
    'archive record': record,
    transaction,
  });
  return answer;
}

async function refuseStep(
  by: DemoActor,
  running: RunningCase,
  { code, name, role }: Step,
  reason: string,
): Promise<CaseAnswer> {
  const answer = await running.refuse(by, { step: code, reason }, role);
  expectMembers('the part', answer, { state: 'refused' });
  by.did(`refuses ${name}: the part ends, and its record is filed all the same`, {
    case: running.id,
    reason,
    'archive record': answer.record,
    transaction: answer.transaction,
  });
  return answer;
}
