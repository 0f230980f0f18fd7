// SPDX-License-Identifier: Apache-2.0
import type { Signatory } from '../authority/conditions';
import { defineCommand } from '../command/definition';
import type { AboutOf, Action } from '../command/definition';
import type { Digest } from '../ledger/digest';
import { digestOf } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import { minutesBetween } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { departments, isOfPresentRoot, officers, organisations } from '../membership/model';
import { correctionOrderSchema, personOrders, personRegistrations, purgeOrderSchema } from './model';
import type { PersonOrder, PersonRegistration } from './model';
import { aboutPerson, demandCommitment, personSubject } from './registration';

type OrderKind = PersonOrder['kind'];

interface OrderBody {
  readonly person: string;
  readonly commitment: Digest;
  readonly reason: string;
  readonly basis: string;
}

export const orderPurgeBody = purgeOrderSchema;

/**
 * Orders that a person is purged. Two officers give the same command; with the second the order stands, and the private
 * purge of exactly this person may follow. Of people whom the channel does not know, whom version 0.1.0 entered, the
 * commitment is checked by the purge.
 */
export const orderPurge = defineCommand({
  type: 'person.orderPurge',
  body: orderPurgeBody,
  once: 'identifier',
  subjects: ({ person }) => [personSubject(person)],
  about: aboutOrder('purge'),
  async run(body, action) {
    const registration = await orderable(body, action.unit);
    const order = await signOrder('purge', body, action);
    if (isSigned(order)) {
      const { instead, ...kept } = registration;
      action.unit.put(personRegistrations, { ...kept, status: 'purge-ordered' });
    }
    emitOrder({ order, body, registration }, action);
    return answerOf(order);
  },
});

export const orderCorrectionBody = correctionOrderSchema;

/** Orders that the number of one person leads to another one: the first was entered under somebody else's number. */
export const orderCorrection = defineCommand({
  type: 'person.orderCorrection',
  body: orderCorrectionBody,
  once: 'identifier',
  subjects: ({ person, right }) => [personSubject(person), personSubject(right.person)],
  about: aboutOrder('correction'),
  async run(body, action) {
    const { person, right } = body;
    const { unit } = action;
    demand(person !== right.person, 'state-conflict', 'it is the same person', { field: 'body/right' });
    const registration = await orderable(body, unit);
    demand(
      registration.status === 'registered' || registration.entered === undefined,
      'state-conflict',
      'its number leads to another person already',
    );
    const other = await unit.get(personRegistrations, right.person);
    if (other !== undefined) {
      demandCommitment(right.commitment, other.commitment, 'body/right/commitment');
      demand(other.status !== 'purge-ordered', 'state-conflict', 'the right person is purged');
    }
    const order = await signOrder('correction', body, action);
    if (isSigned(order)) {
      unit.put(personRegistrations, { ...registration, status: 'corrected', instead: right });
      if (other?.status === 'corrected') {
        const { instead, ...kept } = other;
        unit.put(personRegistrations, { ...kept, version: other.version + 1, status: 'registered' });
      }
    }
    emitOrder({ order, body, registration }, action);
    return answerOf(order);
  },
});

/**
 * The person's registration as an order would leave it, at its next version. One that the channel does not know gets
 * one; a wrong commitment in it hides nobody, since another order can follow.
 * @throws {Refusal} `commitment-mismatch`, `state-conflict`.
 */
async function orderable({ person, commitment }: OrderBody, unit: UnitOfWork): Promise<PersonRegistration> {
  const registration = await unit.get(personRegistrations, person);
  if (registration?.entered === undefined) {
    const version = (registration?.version ?? 0) + 1;
    return { schema: 1, version, person, commitment, status: 'registered' };
  }
  demandCommitment(commitment, registration.commitment);
  demand(registration.status !== 'purge-ordered', 'state-conflict', 'the purge is ordered already');
  return { ...registration, version: registration.version + 1 };
}

function contentOf(kind: OrderKind, body: OrderBody): Digest {
  return digestOf({ ...body, kind });
}

/** Adds the officer's signature: the second, or the first where none counts yet. */
async function signOrder(
  kind: OrderKind,
  body: OrderBody,
  { unit, officer, claimedAt }: Action,
): Promise<PersonOrder> {
  const { person } = body;
  const content = contentOf(kind, body);
  const before = await unit.get(personOrders, person, content.value);
  const counts = (await firstOf(before, unit, claimedAt)) !== undefined;
  const { organisation, id, certificate } = officer;
  const own = { organisation, officer: id, certificate, at: claimedAt };
  const signatures = [...(counts ? (before?.signatures ?? []) : []), own];
  const version = (before?.version ?? 0) + 1;
  const order: PersonOrder = { schema: 1, version, person, content, kind, signatures };
  unit.put(personOrders, order);
  return order;
}

function isSigned({ signatures }: PersonOrder): boolean {
  return signatures.length === 2;
}

/** Whose the person is, and who has signed the same order first. */
function aboutOrder(kind: OrderKind): AboutOf<OrderBody> {
  return async (body, unit, { at: claimedAt }) => {
    const order = await unit.get(personOrders, body.person, contentOf(kind, body).value);
    return { ...(await aboutPerson(body, unit)), first: await firstOf(order, unit, claimedAt) };
  };
}

/**
 * The first signature of an open order, if it counts: not that of an officer who has been revoked since, or may act no
 * more, nor one that is too old.
 */
async function firstOf(
  order: PersonOrder | undefined,
  unit: UnitOfWork,
  at: string,
): Promise<Signatory | undefined> {
  const [first] = order?.signatures ?? [];
  if (order === undefined || first === undefined || isSigned(order)) return undefined;
  if (minutesBetween(first.at, at) > limits.personOrderAgeDaysMax * 24 * 60) return undefined;
  const officer = await unit.get(officers, first.certificate);
  if (officer?.status !== 'active') return undefined;
  const organisation = await unit.get(organisations, officer.organisation);
  const department = await unit.get(departments, officer.department);
  const isCurrent =
    isOfPresentRoot(officer, organisation) && department?.organisation === officer.organisation;
  return isCurrent
    ? { organisation: first.organisation, officer: first.officer, key: officer.publicKey.x }
    : undefined;
}

interface Emitted {
  readonly order: PersonOrder;
  readonly body: OrderBody;
  readonly registration: PersonRegistration;
}

function emitOrder({ order, body, registration }: Emitted, { emit }: Action): void {
  const { person, ...said } = body;
  const [proposed, ordered] = eventTypes[order.kind];
  emit({
    type: isSigned(order) ? ordered : proposed,
    subject: { kind: 'person', id: person },
    ...(isSigned(order) ? { version: registration.version } : {}),
    digest: digestOf(order),
    data: { ...said },
  });
}

const eventTypes = {
  purge: ['person.purge-proposed', 'person.purge-ordered'],
  correction: ['person.correction-proposed', 'person.correction-ordered'],
} as const satisfies Readonly<Record<OrderKind, readonly [string, string]>>;

function answerOf(order: PersonOrder): { person: string; status: 'open' | 'ordered'; signatures: number } {
  const { person, signatures } = order;
  return { person, status: isSigned(order) ? 'ordered' : 'open', signatures: signatures.length };
}
