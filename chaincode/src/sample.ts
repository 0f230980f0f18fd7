// SPDX-License-Identifier: Apache-2.0
/** A made-up cast: registry, matters and people that demo and tests share. */
export * from './sample/matters';
export * from './sample/people';
export * from './sample/registry';
