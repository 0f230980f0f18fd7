// SPDX-License-Identifier: Apache-2.0
import { breakGlass, consultDossier, consultDossierForCase } from './commands';

export const dossierCommands = [consultDossier, consultDossierForCase, breakGlass];
