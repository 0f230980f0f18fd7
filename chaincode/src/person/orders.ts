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
import {
  departments,
  isOfActingDepartment,
  isOfPresentRoot,
  officers,
  organisations,
} from '../membership/model';
import { correctionOrderSchema, personOrders, personRegistrations, purgeOrderSchema } from './model';
import type { PersonOrder, PersonRegistration } from './model';
import { aboutPerson, demandCommitment, personSubject, requirePersonRegistration } from './registration';

type OrderKind = PersonOrder['kind'];
type Signature = PersonOrder['signatures'][number];

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
    const { instead, ...registration } = await orderable(body, action.unit);
    const order = await signOrder('purge', body, action);
    return concluded({ order, body, ordered: { ...registration, status: 'purge-ordered' } }, action);
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
    const isOpen = registration.status === 'registered';
    demand(isOpen, 'state-conflict', 'its number leads to another person already');
    const other = await requirePersonRegistration(unit, right.person, 'body/right/person');
    demandCommitment(right.commitment, other.commitment, 'body/right/commitment');
    demand(other.status !== 'purge-ordered', 'state-conflict', 'the right person is purged');
    const order = await signOrder('correction', body, action);
    if (isSigned(order) && other.status === 'corrected') restore(other, action);
    return concluded(
      { order, body, ordered: { ...registration, status: 'corrected', instead: right } },
      action,
    );
  },
});

/** A correction is reversed: the person has the number again. */
function restore({ instead, ...corrected }: PersonRegistration, { unit, emit }: Action): void {
  const version = corrected.version + 1;
  const restored: PersonRegistration = { ...corrected, version, status: 'registered' };
  unit.put(personRegistrations, restored);
  const subject = { kind: 'person' as const, id: restored.person };
  emit({ type: 'person.restored', subject, version, digest: digestOf(restored) });
}

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
  const first = await countingFirst(before, unit, claimedAt);
  const { organisation, id, certificate } = officer;
  const own = { organisation, officer: id, certificate, at: claimedAt };
  const signatures = first === undefined ? [own] : [first.signature, own];
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
    const first = await countingFirst(order, unit, claimedAt);
    return { ...(await aboutPerson(body, unit)), first: first?.signatory };
  };
}

/**
 * The first signature of an open order, if it counts: not that of an officer who has been revoked since, or may act no
 * more, nor one that is too old.
 */
async function countingFirst(
  order: PersonOrder | undefined,
  unit: UnitOfWork,
  at: string,
): Promise<{ readonly signature: Signature; readonly signatory: Signatory } | undefined> {
  const [signature, second] = order?.signatures ?? [];
  if (signature === undefined || second !== undefined) return undefined;
  if (minutesBetween(signature.at, at) > limits.personOrderAgeDaysMax * 24 * 60) return undefined;
  const officer = await unit.get(officers, signature.certificate);
  if (officer?.status !== 'active') return undefined;
  const organisation = await unit.get(organisations, officer.organisation);
  const department = await unit.get(departments, officer.department);
  const isCurrent = isOfPresentRoot(officer, organisation) && isOfActingDepartment(officer, department);
  if (!isCurrent) return undefined;
  const { organisation: id, officer: name } = signature;
  return { signature, signatory: { organisation: id, officer: name, key: officer.publicKey.x } };
}

interface Concluded {
  readonly order: PersonOrder;
  readonly body: OrderBody;
  /** The person's registration once the order is signed by two. */
  readonly ordered: PersonRegistration;
}

function concluded(
  { order, body, ordered }: Concluded,
  { unit, emit }: Action,
): { person: string; status: 'open' | 'ordered'; signatures: number } {
  const { person, ...said } = body;
  const [proposedType, orderedType] = eventTypes[order.kind];
  const subject = { kind: 'person' as const, id: person };
  const signatures = order.signatures.length;
  if (!isSigned(order)) {
    emit({ type: proposedType, subject, digest: digestOf(order), data: { ...said } });
    return { person, status: 'open', signatures };
  }
  unit.put(personRegistrations, ordered);
  const { version } = ordered;
  emit({ type: orderedType, subject, version, digest: digestOf(ordered), data: { ...said } });
  return { person, status: 'ordered', signatures };
}

const eventTypes = {
  purge: ['person.purge-proposed', 'person.purge-ordered'],
  correction: ['person.correction-proposed', 'person.correction-ordered'],
} as const satisfies Readonly<Record<OrderKind, readonly [string, string]>>;
