// SPDX-License-Identifier: Apache-2.0
import { caseCommands } from '../case/all-commands';
import type { AnyCommand } from '../command/definition';
import { alone } from '../command/subjects';
import { dossierCommands } from '../dossier/all-commands';
import { licenceCommands } from '../licence/all-commands';
import { logCommands } from '../log/all-commands';
import { matterCommands } from '../matter/all-commands';
import { personCommands } from '../person/all-commands';
import { recordCommands } from '../record/all-commands';
import { registryCommands } from '../registry/all-commands';

/** Every command that officers sign, by type. */
export const allCommands: ReadonlyMap<string, AnyCommand> = new Map(
  [
    ...registryCommands,
    ...matterCommands,
    ...recordCommands,
    ...licenceCommands,
    ...caseCommands,
    ...dossierCommands,
    ...personCommands,
    ...logCommands,
  ].map((command) => [command.type, command]),
);

/** The lock names of a command, whatever its type; only `*` when the type is unknown or the body cannot be read. */
export function subjectsOf(type: string, body: unknown): readonly string[] {
  const subjects = allCommands.get(type)?.open(body).subjects ?? alone;
  return subjects.map(({ name }) => name);
}
