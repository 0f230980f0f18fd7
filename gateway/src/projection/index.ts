// SPDX-License-Identifier: Apache-2.0
export { changeOf, type Versioned } from './change';
export { eventsBetween, findEvent, historyOf, type StoredEvent } from './events';
export { find, findAt, findPlaced, findVersion, type Placed } from './find';
export { follow } from './follow';
export { dossierText, partyText } from './indexes';
export type { AnchoredHead } from './heads';
export { list, type ListPage, type ListRequest } from './list';
export { Projection, type Checkpoint, type Freshness } from './projection';
