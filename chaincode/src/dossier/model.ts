// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** What a dossier (案卷, 活档案) consists of. It is derived from what there is, and stored nowhere. */
export const dossierKinds = ['licence', 'case', 'record', 'restriction', 'credit'] as const;

export const dossierKindSchema = z.enum(dossierKinds);

export type DossierKind = z.infer<typeof dossierKindSchema>;
