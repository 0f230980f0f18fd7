// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Role } from '../command/envelope';
import { digestSchema } from '../ledger/digest';
import { pseudonymSchema } from '../ledger/values';

export const putPersonBody = z.strictObject({ person: pseudonymSchema, commitment: digestSchema });

export const purgePersonBody = z.strictObject({ person: pseudonymSchema });

export const personRoles: readonly Role[] = ['acceptor', 'registrar', 'decider', 'system'];
