// SPDX-License-Identifier: Apache-2.0
import { departments } from '../sample/registry';
import { agree } from '../testing/scenes';
import { useWorld } from '../testing/use-world';
import { refusalOf, testFonds } from '../testing/world';
import type { World } from '../testing/world';
import { nameKeeper } from './fonds-commands';
import { proposeChange } from './proposal-commands';

const { archives, audit, eastLand, westLand } = departments;
const renamed = { ...testFonds, name: '新名' };
const taken = { ...testFonds, owner: westLand.code };

let world: World;
useWorld((fresh) => {
  world = fresh;
});

function propose(id: string, ...changes: readonly object[]): ReturnType<World['refusal']> {
  return world.refusalUnchecked(world.governors.west, proposeChange, { id, changes });
}

function stored(code: string = testFonds.code): Promise<unknown> {
  return world.query('query:fonds', code);
}

describe('a fonds in the registry', () => {
  it('keeps its owner and keeper when its name changes', async () => {
    await agree(world, 'rename', renamed);
    expect(await stored()).toEqual({
      schema: 1,
      version: 3,
      code: testFonds.code,
      name: '新名',
      owner: eastLand.code,
      keeper: archives.code,
    });
  });

  it('is taken by no other department that enters its code anew', async () => {
    expect(await propose('take', taken)).toMatchObject({
      code: 'already-exists',
      detail: { fonds: testFonds.code, owner: eastLand.code },
    });
    expect(await propose('take', { ...taken, formerOwner: audit.code })).toMatchObject({
      code: 'already-exists',
    });
  });

  it('goes to the first of two departments for which one code is proposed', async () => {
    const first = { ...testFonds, code: 'B001' };
    const second = { ...first, owner: westLand.code };
    await world.giveUnchecked(world.governors.west, proposeChange, { id: 'second', changes: [second] });
    await agree(world, 'first', first);
    await world.approve(world.governors.archives, 'second');
    expect(await refusalOf(() => world.approve(world.governors.audit, 'second'))).toMatchObject({
      code: 'already-exists',
    });
    expect(await stored('B001')).toMatchObject({ version: 1, owner: eastLand.code });
  });

  it('passes to another department from the owner that the proposal names, and then has no keeper', async () => {
    await agree(world, 'pass', { ...taken, formerOwner: eastLand.code });
    const { schema, code, name } = { schema: 1, ...testFonds };
    expect(await stored()).toEqual({ schema, version: 3, code, name, owner: westLand.code });
    // What was proposed while it was another's comes too late.
    expect(await propose('again', { ...renamed, formerOwner: audit.code })).toMatchObject({
      code: 'already-exists',
    });
  });

  it('is entered for a department of the registry only', async () => {
    const stranger = { ...testFonds, code: 'B001', owner: '91999999000000086B' };
    await world.giveUnchecked(world.governors.west, proposeChange, { id: 'p', changes: [stranger] });
    await world.approve(world.governors.archives, 'p');
    expect(await refusalOf(() => world.approve(world.governors.audit, 'p'))).toMatchObject({
      code: 'not-found',
    });
    const department = { ...eastLand, code: '91999999000000086B', name: '样局' };
    await agree(world, 'both', department, stranger);
    expect(await stored('B001')).toMatchObject({ owner: '91999999000000086B' });
  });

  it.each([
    ['a code in small letters', { ...testFonds, code: 'a001' }, 'command-malformed'],
    ['a keeper, which its owner names', { ...testFonds, keeper: westLand.code }, 'command-malformed'],
    ['an owner without a unified code', { ...testFonds, owner: 'east' }, 'identifier-malformed'],
  ])('is not proposed with %s', async (_, change, code) => {
    expect(await propose('p', change)).toMatchObject({ code });
  });
});

describe('the keeper of a fonds', () => {
  const body = { fonds: testFonds.code, keeper: audit.code };

  it('is named by the organisation of its owner, which takes that back too', async () => {
    const { east } = world.governors;
    const { events, done } = await world.give(east, nameKeeper, body);
    expect(done.result).toEqual({ fonds: testFonds.code, version: 3 });
    expect(events).toMatchObject([
      {
        type: 'fonds.keeper-named',
        subject: { kind: 'fonds', id: testFonds.code },
        version: 3,
        data: { from: archives.code, to: audit.code },
      },
    ]);
    expect(await stored()).toMatchObject({ version: 3, keeper: audit.code });
    const taken = await world.give(east, nameKeeper, { fonds: testFonds.code });
    expect(taken.events).toMatchObject([{ data: { from: audit.code } }]);
    expect(await stored()).not.toHaveProperty('keeper');
  });

  it('is not named by the keeper itself', async () => {
    expect(await world.refusal(world.governors.archives, nameKeeper, body)).toMatchObject({
      code: 'not-competent',
    });
  });

  it('is named by the organisation to which the owner belongs today', async () => {
    await agree(world, 'move', { ...eastLand, organisation: 'west' });
    expect(await world.refusal(world.governors.east, nameKeeper, body)).toMatchObject({
      code: 'not-competent',
    });
    await world.give(world.governors.west, nameKeeper, body);
  });

  it.each([
    ['an unknown fonds', { ...body, fonds: 'A002' }, 'body/fonds'],
    ['a department that is not in the registry', { ...body, keeper: '91999999000000086B' }, 'body/keeper'],
  ])('is not named with %s', async (_, more, field) => {
    expect(await world.refusal(world.governors.east, nameKeeper, more)).toMatchObject({
      code: 'not-found',
      field,
    });
  });
});
