// SPDX-License-Identifier: Apache-2.0
import { officers } from '@guidang/chaincode/sample';
import { createRecordExample } from '../../http/openapi/examples';
import { callerOf } from '../../testing/embedded-gateway';
import type { GatewayContext } from '../gateway-context';
import type { Projection } from '../../projection';
import type { KnownRows } from './known-rows';
import { RowRegister } from './row-register';

const caller = callerOf(officers.eastRegistrar);
const content = createRecordExample;

/** A register over a ledger of a height, with what the outbox has left open and what the index knows. */
function registerOver(state: {
  left: string[];
  height: number;
  reached: boolean;
  known: string | undefined;
  broken?: boolean;
}): RowRegister {
  const organisation = {
    outbox: { unsettled: () => state.left },
    ledger: { height: () => Promise.resolve(state.height) },
  };
  return new RowRegister({
    context: { organisations: new Map([[caller.organisation, organisation]]) } as unknown as GatewayContext,
    projection: {
      waitFor: () => Promise.resolve(state.reached),
      get nextBlock() {
        return state.height;
      },
    } as unknown as Projection,
    known: {
      catchUp: () => Promise.resolve(),
      find: (identities: readonly string[]) =>
        state.broken === true
          ? Promise.reject(new Error('EIO'))
          : Promise.resolve(identities.map(() => state.known)),
    } as unknown as KnownRows,
  });
}

describe('the register of rows', () => {
  it('is not opened while a write of an earlier run may still take effect, or the ledger is not read', async () => {
    const state = { left: ['east~a~b'], height: 3, reached: true, known: undefined };
    const register = registerOver(state);
    await expect(register.open(caller)).rejects.toMatchObject({ code: 'outcome-unknown' });
    state.left = [];
    state.reached = false;
    await expect(register.open(caller)).rejects.toMatchObject({ code: 'outcome-unknown' });
    state.reached = true;
    await expect(register.open(caller)).resolves.toBeUndefined();
  });

  it('lets nobody take a row in whose first accession is in doubt, until a list is opened after it', async () => {
    const register = registerOver({ left: [], height: 3, reached: true, known: undefined });
    const { own } = await register.sort(caller, [content]);
    for (const row of own) register.doubt(row);
    const second = await register.sort(caller, [content]);
    expect(second.own).toEqual([]);
    expect(await second.awaited.get(0)).toBeUndefined();
    await register.open(caller);
    expect((await register.sort(caller, [content])).own).toHaveLength(1);
  });

  it('remembers a row until the index has read its block', async () => {
    const state = { left: [], height: 3, reached: true, known: undefined as string | undefined };
    const register = registerOver(state);
    const { own } = await register.sort(caller, [content]);
    for (const row of own) register.keep(row, { id: 'first', block: 3 });
    await register.open(caller);
    expect(await (await register.sort(caller, [content])).awaited.get(0)).toEqual({ id: 'first' });
    state.height = 4;
    state.known = 'first';
    await register.open(caller);
    expect((await register.sort(caller, [content])).known.get(0)).toBe('first');
  });

  it('gives up its claims where the index cannot be read, so that the rows may be sent again', async () => {
    const state = { left: [], height: 3, reached: true, known: undefined, broken: true };
    const register = registerOver(state);
    await expect(register.sort(caller, [content])).rejects.toThrow('EIO');
    state.broken = false;
    expect((await register.sort(caller, [content])).own).toHaveLength(1);
  });

  it('forgets what the index has read while a long list goes on, and asks the index for it', async () => {
    const state = { left: [], height: 9, reached: true, known: undefined as string | undefined };
    const register = registerOver(state);
    const years = Array.from({ length: 20_000 }, (_, index) => ({ ...content, year: String(index) }));
    const { own } = await register.sort(caller, years);
    for (const row of own) register.keep(row, { id: 'kept', block: 3 });
    state.known = 'read';
    // The first sort that finds no room left makes some; what was claimed before is the index's from then on.
    await register.sort(caller, [{ ...content, year: 'one more' }]);
    expect((await register.sort(caller, years.slice(0, 1))).known.get(0)).toBe('read');
  });

  it('tells a check what is in, and claims nothing', async () => {
    const register = registerOver({ left: [], height: 3, reached: true, known: 'first' });
    await expect(register.find(caller, [content, content])).resolves.toEqual(['first', 'first']);
    const unknown = registerOver({ left: [], height: 3, reached: true, known: undefined });
    await unknown.find(caller, [content]);
    expect((await unknown.sort(caller, [content])).own).toHaveLength(1);
  });

  it('says of a refused row that it may be sent again', async () => {
    const register = registerOver({ left: [], height: 3, reached: true, known: undefined });
    const { own } = await register.sort(caller, [content]);
    for (const row of own) register.release(row, { fault: { code: 'not-found', message: 'no such record' } });
    expect((await register.sort(caller, [content])).own).toHaveLength(1);
  });
});
