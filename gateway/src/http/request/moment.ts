// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** A day in China Standard Time, or a moment (RFC 3339). */
export const momentSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
