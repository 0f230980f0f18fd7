// SPDX-License-Identifier: Apache-2.0
/** Fictitious sample data: a registry, matters and people, shared by the demo and the tests. */
export * from './sample/matters';
export * from './sample/people';
export * from './sample/registry';
