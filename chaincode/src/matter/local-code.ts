// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** A short identifier inside a matter or a licence type: of a material, a step, an attribute. */
export const localCodeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a lower-case code');
