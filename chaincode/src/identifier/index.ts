// SPDX-License-Identifier: Apache-2.0
export * from './archival-code';
export * from './archival-code-import';
export * from './citizen-number';
export * from './licence-identifier';
export * from './malformed';
export * from './object-identifier';
export * from './region-code';
export * from './unified-code';
export * from './unique-code';
