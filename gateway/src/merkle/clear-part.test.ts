// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@guidang/chaincode/model';
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import { runScenario } from '../../../chaincode/src/testing/scenario';
import { MemoryLedger } from '../../../chaincode/src/testing/memory-ledger';
import { eventsIn, World } from '../../../chaincode/src/testing/world';
import { clearPart } from './clear-part';

/** Every type of event that there is. */
const events: ProvenanceEvent[] = [];
let world: World;

beforeAll(async () => {
  world = await World.create();
  await runScenario(world);
  const ledger = new MemoryLedger();
  for (const invocation of world.ledger.log) {
    events.push(...eventsIn((await ledger.submit(invocation)).effects));
  }
});

/** What leaves show, by type: an addition here shows something new to everybody. */
const shown = {
  'authority.changed': ['digest', 'version'],
  'authority.entered': ['digest', 'version'],
  'calendar.entered': ['digest', 'version'],
  'department.entered': ['digest', 'version'],
  'fonds.entered': ['digest', 'version'],
  'fonds.keeper-named': ['digest', 'version'],
  'issuer-alias.entered': ['digest', 'version'],
  'licence-type.entered': ['digest', 'version'],
  'log-keys.entered': ['data', 'digest', 'version'],
  'log.fork-acknowledged': ['data', 'version'],
  'log.reset': ['data', 'digest', 'version'],
  'matter.published': ['digest', 'version'],
  'matter.released': ['digest'],
  'organisation.founded': ['digest', 'version'],
  'registry.approved': ['data', 'version'],
  'registry.proposed': ['data', 'version'],
  'registry.withdrawn': ['version'],
  'restriction-authority.entered': ['digest', 'version'],
};
const always = ['claimedAt', 'position', 'schema', 'subject', 'transaction', 'type'];

describe('the part of an event that everybody may read', () => {
  it('is that of the registry, of matters and of the log, and no more than this', () => {
    const found: Record<string, string[]> = {};
    for (const event of events) {
      const clear = clearPart(event);
      if (clear !== undefined) {
        found[event.type] = Object.keys(clear)
          .filter((name) => !always.includes(name))
          .sort();
      }
    }
    for (const [type, names] of Object.entries(found)) {
      expect([type, names]).toEqual([type, shown[type as keyof typeof shown]]);
    }
  });

  it('is a part of it', () => {
    for (const event of events) expect(event).toMatchObject(clearPart(event) ?? {});
  });

  it('names no officer, neither by identifier nor by certificate, and no command', () => {
    const actors = [...Object.values(world.officers), ...Object.values(world.governors)];
    const text = events.map((event) => canonicalJson(clearPart(event) ?? null)).join('\n');
    expect(text.length).toBeGreaterThan(1_000);
    for (const { id, signer } of actors) {
      expect(text).not.toContain(id);
      expect(text).not.toContain(signer.fingerprint);
    }
    for (const { command, officer } of events) {
      expect(text).not.toContain(command.id);
      expect(text).not.toContain(officer.signature);
    }
  });

  it('hides what a later version may say of a subject that is shown', () => {
    const [event] = events.filter(({ type }) => type === 'registry.approved');
    if (event === undefined) throw new Error('nothing was approved');
    const more = { ...event, data: { ...event.data, officer: 'who' }, later: 'what' };
    expect(clearPart(more)).toEqual(clearPart(event));
  });
});
