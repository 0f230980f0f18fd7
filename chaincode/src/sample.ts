// SPDX-License-Identifier: Apache-2.0
/** Fictitious sample data: a registry, matters and people, shared by the demo and the tests. */
import { jointOfficers } from './sample/joint-matters';
import { governors, officers } from './sample/registry';
import type { DemoOfficer } from './sample/registry';

export * from './sample/company-setup';
export * from './sample/joint-matters';
export * from './sample/matters';
export * from './sample/newborn';
export * from './sample/people';
export * from './sample/registry';

/** Whoever acts in a demo, and can therefore sign in. */
export const everyone: readonly DemoOfficer[] = [governors, officers, jointOfficers].flatMap((some) =>
  Object.values<DemoOfficer>(some),
);
