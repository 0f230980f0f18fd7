// SPDX-License-Identifier: Apache-2.0
/** The commands: their bodies, permitted roles and results. Independent of Fabric. */
export { allCommands, subjectsOf } from './batch/all-commands';
export type { BatchOutcome } from './batch/outcome';
export { packCommands, unpackCommands } from './batch/packed-commands';
export type { CaseAct } from './case/acts';
export * from './case/commands';
export type { CaseEffect } from './case/effects';
export { asksConditions, plan, type CasePlan } from './case/engine';
export type { LedgerFacts } from './case/facts';
export type { AnyCommand, Command, CommandKind, CommandResult } from './command/definition';
export type { CommandDone } from './command/execute';
export type { PrivateCommand } from './command/private-command';
export * from './licence/commands';
export * from './licence/restriction-commands';
export * from './log/anchor';
export * from './matter/commands';
export * from './person/commands';
export * from './person/orders';
export * from './person/private-commands';
export * from './record/accession';
export * from './record/arrange';
export * from './record/commands';
export * from './record/search';
export { foundingCommand, type FoundBody } from './registry/found';
export * from './registry/fonds-commands';
export * from './registry/officer-commands';
export * from './registry/proposal-commands';
