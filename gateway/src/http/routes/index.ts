// SPDX-License-Identifier: Apache-2.0
import type { Route } from '../route';
import { caseRoutes } from './cases';
import { contentRoutes } from './contents';
import { creditRoutes } from './credit';
import { dossierRoute } from './dossiers';
import { offerRoute } from './offers';
import { eventRoutes } from './events';
import { exportRoute } from './exports';
import { licenceRoutes } from './licences';
import { logRoutes } from './log';
import { logFileRoutes } from './log-files';
import { logWitnessRoutes } from './log-witness';
import { matterRoutes } from './matters';
import { personRoutes } from './persons';
import { publicVerificationRoute } from './public-verifications';
import { recordIntakeRoute } from './record-intake';
import { recordRoutes } from './records';
import { registryRoutes } from './registry';
import { restrictionRoutes } from './restrictions';
import { sessionRoutes } from './session';
import { submissionRoutes } from './submissions';
import { uploadRoutes } from './uploads';
import { verificationRoutes } from './verifications';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...contentRoutes,
  ...uploadRoutes,
  ...recordRoutes,
  recordIntakeRoute,
  ...licenceRoutes,
  ...restrictionRoutes,
  ...creditRoutes,
  ...verificationRoutes,
  publicVerificationRoute,
  ...matterRoutes,
  ...caseRoutes,
  dossierRoute,
  offerRoute,
  ...personRoutes,
  ...registryRoutes,
  ...eventRoutes,
  ...logRoutes,
  exportRoute,
  ...submissionRoutes,
  ...sessionRoutes,
  ...logFileRoutes,
  ...logWitnessRoutes,
];
