// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import {
  addRendition,
  cancelLicence,
  issueLicence,
  renewLicence,
  resumeLicence,
  revokeLicence,
  supersedeLicence,
  suspendLicence,
} from '../licence/commands';
import { licences, restrictionCounts, restrictionEntries } from '../licence/model';
import type { Licence } from '../licence/model';
import { liftRestriction, setRestriction } from '../licence/restriction-commands';
import { decode } from '../ledger/codec';
import { sha256 } from '../ledger/hash';
import { splitTableKey } from '../ledger/table';
import type { Table } from '../ledger/table';
import type { Role } from '../membership/roles';
import { arrangeRecords } from '../record/arrange';
import { createRecord, fileRecord } from '../record/commands';
import { records, seriesCounters } from '../record/model';
import { departments, licenceTypes, regions } from '../sample/registry';
import type { OrganisationId } from '../sample/registry';
import { aRecord } from '../testing/a-record';
import { ContractFailure } from '../testing/memory-ledger';
import { entered } from '../testing/people';
import { agree } from '../testing/scenes';
import { content } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import { testFonds } from '../testing/world';
import type { Actor, NamedCommand, World } from '../testing/world';
import { isSameOwner } from './relation';
import type { Owner } from './relation';

const { audit, eastLand, eastMarket, westLand } = departments;
const single = `${licenceTypes.foodBusiness.slice(0, 18)}003`;
const roles: readonly Role[] = ['decider', 'registrar', 'archivist', 'system'];
const why = { reason: 'inspection', basis: 'law:1' };
const holders = [entered.seller, entered.buyer];
const onObject = { kind: 'object', id: 'PARCEL-1' } as const;
const series = { fonds: testFonds.code, category: 'WS', year: '2026', retention: 'Y' };

/** Where the department that moves and is merged stands, as the test knows it. */
interface Place {
  readonly organisation: OrganisationId;
  readonly successor?: string;
}

const places: readonly [Place, ...Place[]] = [
  { organisation: 'east' },
  { organisation: 'west' },
  // Of an organisation to which the department itself never belongs.
  { organisation: 'east', successor: audit.code },
  { organisation: 'west', successor: eastLand.code },
  { organisation: 'east', successor: eastLand.code },
];

let actors: readonly Actor[];
const fork = useWorld(
  () => undefined,
  async (base) => {
    const grant = { regions: [regions.east], from: '2020-01-01' };
    const statuses = ['in-force', 'suspended', 'revoked', 'cancelled', 'expired', 'superseded'];
    const right = {
      restrictions: ['seizure', 'mortgage'],
      grant: { on: ['object', 'licence'], from: '2020-01-01' },
    };
    const offices = [audit, eastLand, eastMarket, westLand].flatMap(({ code }) => [
      { kind: 'authority', issuer: code, licenceType: single, grant },
      { kind: 'restriction-authority', department: code, ...right },
    ]);
    const type = { kind: 'licence-type', code: single, name: 'single', statuses, multiple: false };
    await agree(base, 'single', type, ...offices);
    const officer = async (organisation: OrganisationId, { code }: { code: string }): Promise<Actor> => {
      const id = `${organisation}-${code.toLowerCase()}`;
      const actor = await base.enrol({ id, organisation, department: code, roles });
      await base.register(actor);
      return actor;
    };
    const atHome = [await officer('east', eastLand), await officer('west', westLand)];
    const before = await officer('east', eastMarket);
    await agree(base, 'there', { ...eastMarket, organisation: 'west' });
    const after = await officer('west', eastMarket);
    await agree(base, 'back', eastMarket);
    actors = [before, after, ...atHome, await officer('audit', audit)];
  },
);

/** What an act is about: chosen by number from what there is. */
interface Chosen {
  readonly licence: Licence;
  readonly successor: Licence;
  readonly number: number;
}

type Act = (world: World, by: Actor, chosen: Chosen) => Promise<unknown>;

function give(command: NamedCommand, bodyOf: (chosen: Chosen) => object, role?: Role): Act {
  return (world, by, chosen) =>
    world.giveUnchecked(by, command, bodyOf(chosen), role === undefined ? {} : { role });
}

function at({ identifier, version }: Licence): object {
  return { identifier, version, ...why };
}

function held(number: number): object {
  return { region: regions.east, holders: [holders[number % 2]], validFrom: '2020-01-01' };
}

const keep: Act = async (world, by) => {
  const body = aRecord({ contents: [content('deed')] });
  const { done } = await world.give(by, createRecord, body, { role: 'registrar' });
  await world.give(by, fileRecord, { id: done.result.id, version: 1 }, { role: 'registrar' });
};

const arrange: Act = async (world, by, { number }) => {
  const kept = [...rowsOf(world, records).values()].filter(({ archivalCode }) => archivalCode === undefined);
  const record = kept[number % kept.length];
  const named = record === undefined ? [] : [{ id: record.id, version: record.version }];
  await world.giveUnchecked(by, arrangeRecords, { series, records: named }, { role: 'archivist' });
};

const lift: Act = async (world, by, { number }) => {
  const entries = [...rowsOf(world, restrictionEntries).values()];
  const { on, id, department } = entries[number % entries.length] ?? {};
  await world.giveUnchecked(by, liftRestriction, { on, id, department });
};

const acts = {
  issue: give(issueLicence, ({ number }) => ({ type: single, ...held(number) })),
  suspend: give(suspendLicence, ({ licence }) => at(licence)),
  resume: give(resumeLicence, ({ licence }) => at(licence)),
  revoke: give(revokeLicence, ({ licence, number }) => ({
    ...at(licence),
    kind: number % 2 === 0 ? 'annulment' : 'penalty',
  })),
  cancel: give(cancelLicence, ({ licence }) => at(licence)),
  renew: give(renewLicence, ({ licence, number }) => ({ ...at(licence), content: held(number) })),
  supersede: give(supersedeLicence, ({ licence, successor }) => ({
    ...at(licence),
    by: successor.identifier,
  })),
  print: give(addRendition, ({ licence: { identifier, version }, number }) => ({
    identifier,
    version,
    rendition: { digest: sha256(`file ${number % 4}`), bytes: 1, mediaType: 'application/pdf' },
  })),
  restrict: give(setRestriction, ({ licence, number }) => ({
    on: number % 2 === 0 ? onObject : { kind: 'licence', id: licence.identifier },
    id: `r-${number % 3}`,
    kind: number % 4 === 0 ? 'mortgage' : 'seizure',
    basis: 'court',
  })),
  lift,
  keep,
  arrange,
} as const satisfies Readonly<Record<string, Act>>;

type Name = keyof typeof acts | 'move';

const names = [...(Object.keys(acts) as (keyof typeof acts)[]), 'move', 'move', 'move', 'issue'] as const;

const step = fc.record({
  /** One of the officers, or else the one whose the licence is. */
  by: fc.nat({ max: 9 }),
  name: fc.constantFrom<Name>(...names),
  number: fc.nat({ max: 11 }),
  other: fc.nat({ max: 11 }),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function rowsOf<T extends object>(world: World, table: Table<T>): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const [key, value] of world.ledger.state) {
    if (splitTableKey(key)?.table === table.name) found.set(key, decode(table, value));
  }
  return found;
}

/** Every licence as its newest row has it, wherever the registry says to look. */
function newestOf(world: World): ReadonlyMap<string, Licence> {
  const found = new Map<string, Licence>();
  for (const licence of rowsOf(world, licences).values()) {
    const known = found.get(licence.identifier);
    if (known === undefined || licence.version > known.version) found.set(licence.identifier, licence);
  }
  return found;
}

/** Random acts of random officers, while a majority moves and merges a department. */
class Walk {
  readonly #world: World;
  readonly #revoked = new Set<string>();
  #place: Place = places[0];
  #moves = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async take({ by, name, number, other }: Step): Promise<void> {
    const before = this.#owned();
    const known = [...newestOf(this.#world).values()];
    const [licence, successor] = [known[number % known.length], known[other % known.length]];
    const actor = this.#actor(by, licence);
    const chosen = licence && successor && { licence, successor, number: other };
    const isDone = name === 'move' ? await this.#move(number) : await this.#try(name, actor, chosen);
    const after = this.#owned();
    const changed = [...before].filter(([key, { value }]) => after.get(key)?.value !== value);
    const departmentsOfChanged = changed.map(([, { department }]) => department);
    if (name !== 'move' && actor !== undefined) this.#demandOwn(actor, departmentsOfChanged);
    if (!isDone) expect(changed).toEqual([]);
    await this.#demandRevokedStayRevoked();
    this.#demandOneEach();
    this.#demandCounted();
    this.#demandNumbered();
  }

  async #try(
    name: keyof typeof acts,
    actor: Actor | undefined,
    chosen: Chosen | undefined,
  ): Promise<boolean> {
    if (actor === undefined || chosen === undefined) return false;
    try {
      await acts[name](this.#world, actor, chosen);
      return true;
    } catch (error) {
      if (error instanceof ContractFailure && error.refusal !== undefined) return false;
      throw error;
    }
  }

  #actor(by: number, licence: Licence | undefined): Actor | undefined {
    if (by < actors.length || licence === undefined) return actors[by];
    const owner = this.#ownerOf(licence.issuer);
    return actors.find((actor) => isSameOwner(actor, owner));
  }

  async #move(number: number): Promise<boolean> {
    const place = places[number % places.length];
    // A department moves so often at most.
    if (place === undefined || this.#moves >= 12) return false;
    this.#moves += 1;
    await agree(this.#world, `move-${this.#moves}`, { ...eastMarket, ...place });
    this.#place = place;
    return true;
  }

  /** What departments own that exists, with whose it is, by key. */
  #owned(): ReadonlyMap<string, { readonly value: string; readonly department: string }> {
    const world = this.#world;
    const owned = [
      ...[...newestOf(world)].map(([id, licence]) => [id, licence, licence.issuer] as const),
      ...[...rowsOf(world, restrictionEntries)].map(([id, entry]) => [id, entry, entry.department] as const),
      ...[...rowsOf(world, records)].map(([id, record]) => [id, record, record.department] as const),
    ];
    return new Map(
      owned.map(([id, value, department]) => [id, { value: JSON.stringify(value), department }] as const),
    );
  }

  #ownerOf(department: string): Owner {
    const { organisation, successor } = this.#place;
    if (department !== eastMarket.code) return homes[department] ?? { organisation: '', department };
    return successor === undefined ? { organisation, department } : this.#ownerOf(successor);
  }

  /** Nobody changes what is another's, and nobody acts for a department that has left, or is no more. */
  #demandOwn(actor: Owner, departmentsOfChanged: readonly string[]): void {
    for (const changed of departmentsOfChanged) {
      const owner = this.#ownerOf(changed);
      expect({ owner, isOwn: isSameOwner(owner, actor) }).toEqual({ owner, isOwn: true });
    }
  }

  /** Also where a merger is undone: the ledger never shows a licence as it was before. */
  async #demandRevokedStayRevoked(): Promise<void> {
    for (const [identifier, newest] of newestOf(this.#world)) {
      const { licence } = (await this.#world.query('query:licence', identifier)) as { licence: Licence };
      expect(licence).toMatchObject({ version: newest.version, status: newest.status });
      if (licence.status === 'revoked') this.#revoked.add(identifier);
      if (this.#revoked.has(identifier)) expect(['revoked', 'cancelled']).toContain(licence.status);
    }
  }

  #demandOneEach(): void {
    const valid = [...newestOf(this.#world).values()].filter(({ status }) =>
      ['in-force', 'suspended'].includes(status),
    );
    const held = valid.map(({ holders: of }) => JSON.stringify(of));
    expect(new Set(held).size).toBe(held.length);
    const files = [...newestOf(this.#world).values()].flatMap(({ renditions }) =>
      renditions.map(({ digest }) => digest.value),
    );
    expect(new Set(files).size).toBe(files.length);
  }

  /** A name that was lifted may be set again as another kind: of the first kind there is then a count of none. */
  #demandCounted(): void {
    const inForce = new Map<string, number>();
    for (const { on, kind, liftedAt } of rowsOf(this.#world, restrictionEntries).values()) {
      const name = `${on.id} ${kind}`;
      if (liftedAt === undefined) inForce.set(name, (inForce.get(name) ?? 0) + 1);
    }
    const counts = [...rowsOf(this.#world, restrictionCounts).values()].filter(({ count }) => count !== 0);
    expect(new Map(counts.map(({ on, kind, count }) => [`${on.id} ${kind}`, count]))).toEqual(inForce);
  }

  #demandNumbered(): void {
    const codes = [...rowsOf(this.#world, records).values()].flatMap(
      ({ archivalCode }) => archivalCode ?? [],
    );
    const [counter] = rowsOf(this.#world, seriesCounters).values();
    expect(codes.map((code) => Number(code.slice(-4))).sort((one, other) => one - other)).toEqual(
      Array.from({ length: counter?.last ?? 0 }, (_, index) => index + 1),
    );
  }
}

const homes: Readonly<Record<string, Owner>> = {
  [eastLand.code]: { organisation: 'east', department: eastLand.code },
  [westLand.code]: { organisation: 'west', department: westLand.code },
  [audit.code]: { organisation: 'audit', department: audit.code },
};

it('random acts of random officers change nothing that is not theirs, and bring nothing back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
      const world = fork();
      const issuer = actors[0] ?? world.officers.eastMarketDecider;
      for (const number of [0, 1]) {
        await world.giveUnchecked(issuer, issueLicence, { type: single, ...held(number) });
      }
      const walk = new Walk(world);
      for (const taken of steps) await walk.take(taken);
    }),
    // A walk is short enough to be read; to shorten it would take longer.
    { numRuns: Number(process.env['GUIDANG_WALKS'] ?? 4), endOnFailure: true },
  );
});
