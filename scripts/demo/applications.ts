// SPDX-License-Identifier: Apache-2.0
import type { ApplicationSettings } from '@guidang/network';
import { governors, officers, organisations } from '@guidang/chaincode/sample';

/** What runs on the network of the first look: the demo's organisations found themselves, its officers sign in. */
export const applications: ApplicationSettings = {
  foundings: Object.fromEntries(
    Object.values(governors).map(({ organisation }) => [organisation, { name: organisations[organisation] }]),
  ),
  officers: [...Object.values(governors), ...Object.values(officers)],
};
