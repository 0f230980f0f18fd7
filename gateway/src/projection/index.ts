// SPDX-License-Identifier: Apache-2.0
export { keys, type StoredEvent, type StoredRow } from './fold';
export { follow } from './follow';
export { dossierText, partyText } from './indexes';
export { find, list, type ListPage, type ListRequest } from './list';
export { Projection, type Checkpoint } from './projection';
