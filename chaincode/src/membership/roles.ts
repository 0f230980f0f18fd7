// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** The roles of officers. A `governor` votes on the registry for its organisation. */
export const roles = [
  'acceptor',
  'reviewer',
  'decider',
  'registrar',
  'archivist',
  'verifier',
  'auditor',
  'system',
  'operator',
  'governor',
] as const;

export const roleSchema = z.enum(roles);

export type Role = z.infer<typeof roleSchema>;
