// SPDX-License-Identifier: Apache-2.0
/**
 * The domain model: schemas, identifiers, limits, canonical JSON, predicates. Imports neither Fabric nor Node, so that
 * web pages can bundle it.
 */
export * from './identifier';
export type { Condition } from './authority/conditions';
export { hasAloneNamed } from './authority/naming';
export type { Relation } from './authority/relation';
export * from './authority/table';
export { askingReasons, type AskingReason } from './case/asking-reasons';
export { contentsGiven, contentsOfCase, type CaseContent } from './case/contents';
export { handlingOf } from './case/handling';
export * from './case/model';
export { isBrought, isOffered } from './case/offered';
export { approvalOf, completionOf } from './case/standing';
export * from './case/states';
export { caseDueSchema, datedDueSchema, datedDue, dueOf, isOverdue, type CaseDue } from './case/time-limits';
export { waitsFor, waitsForSchema, type WaitsFor } from './case/waiting';
export * from './command/envelope';
export * from './credit/kinds';
export * from './credit/model';
export * from './dossier/model';
export * from './ledger/canonical';
export * from './ledger/digest';
export * from './ledger/event';
export { archivalDateSchema, normaliseArchivalDate, spanOf } from './ledger/archival-date';
export { limits } from './ledger/limits';
export { mspId } from './ledger/msp';
export * from './ledger/refusal';
export { splitTableKey, tableKey, type Table } from './ledger/table';
export { addMonths, dateOf, dayAfter, isDate, secondsOf } from './ledger/time';
export { placeOf, transactionCode } from './ledger/unique-id';
export * from './ledger/values';
export * from './licence/model';
export { originOf } from './licence/origin';
export {
  effectiveStatuses,
  endingKinds,
  endingOf,
  statusInHindsight,
  statusOn,
  type EffectiveStatus,
  type Ending,
} from './licence/status';
export * from './log/model';
export * from './matter/model';
export { misfitsOfAttributes } from './matter/attribute-fit';
export { unknownValuesIn } from './matter/unknown-values';
export { attributeOf, attributeUnits, type AttributeDefinition, type Attributes } from './matter/attribute';
export { attributeIn, daysCounted, type StatedFacts } from './matter/facts-in';
export { lengthOf, namesIn } from './matter/predicate-shape';
export { questionDefinitionSchema, type QuestionDefinition } from './matter/question';
export { answerers, choicesOf, type Answerer } from './matter/question-shape';
export * from './matter/part-definition';
export { isJoint, misfitOf, type JointMatter } from './matter/parts';
export * from './matter/predicate';
export * from './person/model';
export * from './record/model';
export { calendars, calendarSchema, type Calendar } from './registry/calendar';
export { isAuthorised } from './registry/issuing-authority';
export * from './membership/model';
export * from './membership/roles';
export * from './registry/model';
export * from './registry/working-days';
export * from './release/model';
