// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { anchorHead } from '@guidang/chaincode/commands';
import { officers } from '@guidang/chaincode/sample';
import { LogMembers } from '../testing/log-members';
import { checkHeads } from './check-log';
import { StoredProjection } from './stored-projection';

jest.setTimeout(60_000);

let members: LogMembers;
beforeEach(async () => {
  members = await LogMembers.open();
});
afterEach(() => members.close());

/** Where fsck finds wrong heads in what east has stored; the keys are another member's. */
async function wrongHeads(): Promise<string[]> {
  const { east, west } = members.all;
  const { size } = east.log.tree;
  await east.projection.close();
  const stored = await StoredProjection.open(join(east.folder, 'projection'));
  if (stored === undefined) throw new Error('nothing is stored');
  const found: string[] = [];
  const log = { stored, size, report: ({ where }: { readonly where: string }) => found.push(where) };
  await checkHeads(log, { network: 'guidang', registered: west.log.registered });
  await stored.close();
  await members.reopen(east);
  return found;
}

it('a head that a majority has set aside is no finding, and one that it has not is', async () => {
  const { east } = members.all;
  await members.proposer(east).propose(AbortSignal.timeout(20_000));
  const { note, head } = await members.forgeHead(2 ** 52);
  await members.gateway.give(officers.eastSystem, anchorHead, { checkpoint: note });
  await members.catchUp();
  expect(await wrongHeads()).toEqual([`head ${head.size}`]);
  const change = await east.log.service.suggestedReset();
  await members.gateway.consent('reset', change === undefined ? [] : [change]);
  await members.catchUp();
  expect(await wrongHeads()).toEqual([]);
});
