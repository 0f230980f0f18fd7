// SPDX-License-Identifier: Apache-2.0
import { expectMembers, expectPresent } from '../expect';
import { officers } from '@guidang/chaincode/sample';
import type { RunningCase } from '../running-case';
import type { Stage } from '../stage';
import { consultDossiers } from './dossier';
import { openTransfer, seizureOf } from './stopped-case';
import type { Sale } from './stopped-case';

/** Takes the case up to 登簿; then only the fee receipt is missing. */
export async function transferUntilFee(stage: Stage, sale: Sale): Promise<RunningCase> {
  stage.act('After the seizure: a case from 收件 to 登簿, with its refusals');
  const decider = await stage.as(officers.eastDecider);
  const { parcel } = sale.estate;
  const lifted = await decider.delete(`/api/v1/objects/${parcel}/restrictions/${seizureOf(stage)}`);
  decider.did('lifts the seizure', { parcel, transaction: lifted.transaction });
  const running = await accept(stage, sale);
  await keepTime(stage, running);
  await review(stage, running);
  await decide(stage, running);
  return running;
}

async function accept(stage: Stage, sale: Sale): Promise<RunningCase> {
  const clerk = await stage.as(officers.eastAcceptor);
  const running = await openTransfer(stage, sale, '2', 'tax-receipt');
  await consultDossiers(stage, sale, running);
  await clerk.refused(
    'would accept it without the tax receipt',
    { status: 409, code: 'material-missing' },
    () => running.transition(clerk, 'accept'),
  );
  await running.addMaterials(clerk, {
    code: 'tax-receipt',
    source: { content: sale.files['tax-receipt'] },
  });
  clerk.did('adds the tax receipt (完税凭证)', { sha256: sale.files['tax-receipt'].digest.value });
  expectMembers('the case', await running.transition(clerk, 'accept'), { state: 'accepted' });
  clerk.did('accepts the case (受理)', { case: running.id });
  return running;
}

/** The last day follows from the registered calendars; a clock that reports before it is over is refused. */
async function keepTime(stage: Stage, running: RunningCase): Promise<void> {
  const clerk = await stage.as(officers.eastAcceptor);
  const clock = await stage.as(officers.eastSystem);
  const { due } = await running.seenBy(clerk);
  const { deadline, lastDay, provisional } = expectPresent('the time limit of the case', due);
  expectMembers('the time limit', { deadline }, { deadline: 'decision' });
  clerk.did('sees until when the case must be decided (期限), by the registered working-day calendars', {
    case: running.id,
    'last day': `${lastDay ?? 'none'}${provisional ? ', provisional: a calendar is not registered yet' : ''}`,
  });
  await clock.refused(
    'is the clock, and would report today that the limit has passed',
    { status: 409, code: 'deadline-running' },
    () => running.reportDeadline(clock, 'decision'),
  );
}

async function review(stage: Stage, running: RunningCase): Promise<void> {
  const first = await stage.as(officers.eastReviewer);
  const second = await stage.as(officers.eastSecondReviewer);
  expectMembers('the case', await running.approve(first, 'initial-review'), { state: 'review' });
  first.did('approves the initial review (初审)', { case: running.id });
  await first.refused('would take the second review too', { status: 403, code: 'separation-of-duties' }, () =>
    running.approve(first, 'second-review'),
  );
  const { transaction } = await running.approve(second, 'second-review');
  second.did('approves the second review (复审)', { case: running.id, transaction });
}

async function decide(stage: Stage, running: RunningCase): Promise<void> {
  const clerk = await stage.as(officers.eastAcceptor);
  const reviewer = await stage.as(officers.eastSecondReviewer);
  const decider = await stage.as(officers.eastDecider);
  const registrar = await stage.as(officers.eastRegistrar);
  await reviewer.refused(
    'is a decider too, and would decide what the same officer reviewed',
    { status: 403, code: 'separation-of-duties' },
    () => running.approve(reviewer, 'decide', 'decider'),
  );
  await clerk.refused('has not the role, and would decide', { status: 403, code: 'role-missing' }, () =>
    running.approve(clerk, 'decide'),
  );
  expectMembers('the case', await running.approve(decider, 'decide'), { state: 'granted' });
  decider.did('decides (核定): granted', { case: running.id });
  await clerk.refused('would terminate what is granted, alone', { status: 403, code: 'role-missing' }, () =>
    running.transition(clerk, 'terminate', 'by-mistake'),
  );
  const registered = await running.approve(registrar, 'register');
  expectMembers('the case', registered, { state: 'registered' });
  registrar.did('enters the transfer in the register (登簿); the fee receipt is still missing', {
    case: running.id,
    transaction: registered.transaction,
  });
}
