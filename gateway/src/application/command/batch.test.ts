// SPDX-License-Identifier: Apache-2.0
import { limits } from '@guidang/chaincode/model';
import { outboxLimits } from '../../outbox/limits';
import { commandBatching } from './batch';

describe('a transaction of signed commands', () => {
  it.each([
    ['one', ['a.b.c']],
    ['many', ['a.b.c', 'd.e.f']],
  ])('brings a seed of 16 bytes of its own: %s', async (_, commands) => {
    const invocations = commands.map((jws) => ({ transaction: 'record:create', args: [jws] }));
    const combined = await commandBatching.combine(invocations);
    const [first, second] = [commandBatching.completed(combined), commandBatching.completed(combined)];
    expect(first).toEqual({
      ...combined,
      args: [...combined.args, expect.stringMatching(/^[0-9a-f]{32}$/) as string],
    });
    expect(second.args.slice(0, -1)).toEqual(combined.args);
    expect(second.args.at(-1)).not.toBe(first.args.at(-1));
  });

  it('fits the contract, and the contract unpacks little more', () => {
    const { bytes } = outboxLimits.groups.group;
    // A group's first command is taken whatever its size.
    expect(limits.batchBytesMax).toBeGreaterThan(bytes + limits.accessionBytesMax);
    expect(limits.batchBytesMax).toBeLessThanOrEqual(2 * bytes);
  });
});
