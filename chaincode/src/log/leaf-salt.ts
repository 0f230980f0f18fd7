// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { eventId } from '../ledger/event';
import type { ProvenanceEvent } from '../ledger/event';

/** Of a salt: two for each of 16 bytes. */
const saltDigits = 32;
const domain = 'guidang-leaf-salt/1\u0000';

/**
 * What makes an event's leaf unguessable: it derives one way from the seed of its transaction, so that who is shown the
 * salt of one event learns nothing of its neighbours'.
 * @param seed as the event's page holds it.
 * @returns hexadecimal digits.
 */
export function leafSalt(seed: string, event: Pick<ProvenanceEvent, 'transaction' | 'position'>): string {
  const mac = createHmac('sha256', Buffer.from(seed, 'hex')).update(domain + eventId(event));
  return mac.digest('hex').slice(0, saltDigits);
}
