// SPDX-License-Identifier: Apache-2.0
export { caseCountsOf } from './case-counts';
export { eventOfChange, type Change } from './change';
export { eventsBetween, findEvent, historyOf, newestBefore, type StoredEvent } from './events';
export {
  createdBy,
  createdFrom,
  find,
  findAt,
  findKeptVersion,
  findMany,
  findOldest,
  findPlaced,
  findVersion,
  pageOf,
  type Placed,
  repeatedBy,
  versionsUpTo,
  type Version,
} from './find';
export type { AnchoredHead } from './heads';
export { everyRow, type IndexBy, type IndexRange } from './index-handle';
export {
  list,
  listAcross,
  listMixed,
  listPlaced,
  mergePages,
  mixedRange,
  positionOf,
  type Listed,
  type ListPage,
  type MixedRange,
} from './list';
export { modules } from './modules';
export { pageCode } from './pages';
export { dossierText, partyText } from './party-text';
export {
  anchoredHead,
  firstHeadAfter,
  headBefore,
  headIsSetAside,
  recordedAt,
  transactionRecordedAt,
} from './past-heads';
export { Projection, type Freshness } from './projection';
export { queueOf, waitingTexts } from './queue';
export { isSetAside, resetsOf, setAsideHeads } from './set-aside';
export type { ProjectionCheckpoint } from './stored';
