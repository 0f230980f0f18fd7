// SPDX-License-Identifier: Apache-2.0
'use strict';

/* Property-based tests run from the seed in GUIDANG_SEED, which `npm test` chooses and prints: the same seed, the same inputs. */
const fc = require('fast-check');

const seed = Number(process.env['GUIDANG_SEED']);
if (Number.isInteger(seed)) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
