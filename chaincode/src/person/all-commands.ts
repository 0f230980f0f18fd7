// SPDX-License-Identifier: Apache-2.0
import { amendPerson, inspectPerson, registerPerson } from './commands';
import { orderCorrection, orderPurge } from './orders';
import { correctPerson, purgePerson, putPerson } from './private-commands';

export const personCommands = [registerPerson, amendPerson, inspectPerson, orderPurge, orderCorrection];

/** Commands on private data run alone, each in a transaction of its own. */
export const privateCommands = [putPerson, purgePerson, correctPerson];
