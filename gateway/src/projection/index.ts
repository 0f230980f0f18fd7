// SPDX-License-Identifier: Apache-2.0
export { changeOf, type Versioned } from './change';
export { eventsBetween, findEvent, historyOf, type StoredEvent } from './events';
export {
  find,
  findAt,
  findKeptVersion,
  findPlaced,
  findVersion,
  pageOf,
  repeatedBy,
  type Placed,
} from './find';
export type { AnchoredHead } from './heads';
export { everyRow, type IndexBy, type IndexRange } from './index-handle';
export { list, positionOf, type ListPage } from './list';
export { modules } from './modules';
export { pageCode } from './pages';
export { dossierText, partyText } from './party-text';
export { firstHeadAfter } from './past-heads';
export { Projection, type Freshness } from './projection';
export { recordedAt, transactionRecordedAt } from './recorded';
export type { ProjectionCheckpoint } from './stored';
