// SPDX-License-Identifier: Apache-2.0
import { runNetworkCommand } from '@guidang/network';
import { governors, officers, organisations } from './demo/registry';

/** The network of the first look: the demo's organisations found themselves, and its officers can sign in. */
const applications = {
  foundings: Object.fromEntries(
    Object.values(governors).map(({ organisation, department }) => [
      organisation,
      { name: organisations[organisation], code: department },
    ]),
  ),
  officers: [...Object.values(governors), ...Object.values(officers)],
};

runNetworkCommand(process.argv, applications).catch((error: unknown) => {
  console.error(`network: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
