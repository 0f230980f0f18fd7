// SPDX-License-Identifier: Apache-2.0
import type { Target } from '../target';
import { blockTargets } from './blocks';
import { certificateTargets } from './certificates';
import { commandTargets } from './commands';
import { doorTargets } from './door';
import { importTargets } from './imports';
import { logTargets } from './log';
import { monitorTargets } from './monitor';
import { pictureTargets } from './pictures';
import { requestTargets } from './requests';
import { transferTargets } from './transfer';
import { verifierTargets } from './verifier';

/** Every parser that meets bytes from outside; docs/robustness.md says what is left out, and why. */
export const targets: readonly Target[] = [
  ...requestTargets,
  ...pictureTargets,
  ...commandTargets,
  ...certificateTargets,
  ...logTargets,
  ...verifierTargets,
  ...blockTargets,
  ...importTargets,
  ...doorTargets,
  ...transferTargets,
  ...monitorTargets,
];
