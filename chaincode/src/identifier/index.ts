// SPDX-License-Identifier: Apache-2.0
export * from './archival-code';
export * from './archival-code-import';
export * from './archival-scheme';
export * from './citizen-number';
export { isReadable, unreadable, withoutInvisible } from './invisible';
export * from './licence-identifier';
export * from './malformed';
export * from './matter-code';
export * from './object-identifier';
export { readPasted, type PastedKind } from './pasted';
export * from './personal-number';
export * from './region-code';
export * from './retention-period';
export { simplified } from './simplified';
export * from './tidy-code';
export * from './unified-code';
export * from './unique-code';
