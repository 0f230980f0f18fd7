// SPDX-License-Identifier: Apache-2.0
import { runScenario } from '../testing/scenario';
import { eventsIn, World } from '../testing/world';
import { eventId, eventSchema } from './event';
import { limits } from './limits';

describe('events', () => {
  it('of every command have the shape documented for the log, one position each, and name no person', async () => {
    const world = await World.create();
    const stored = world.ledger.state;
    await runScenario(world);
    const writes = [...stored].map(([key, value]) => [key, Buffer.from(value).toString('base64')] as const);
    const events = eventsIn({ reads: [], writes, policies: [], privateReads: [], privateWrites: [] });
    expect(events.length).toBeGreaterThan(80);
    for (const event of events) {
      expect(eventSchema.parse(event)).toEqual(event);
      expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThanOrEqual(limits.eventBytesMax);
      expect(eventId(event)).toMatch(/^[0-9a-f]{64}-\d+$/);
    }
    expect(new Set(events.map(eventId)).size).toBe(events.length);
    const everything = Buffer.concat([...stored.values()]).toString('utf8');
    for (const personal of ['闻人知夏', '999999186609250285']) expect(everything).not.toContain(personal);
  });
});
