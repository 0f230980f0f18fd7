// SPDX-License-Identifier: Apache-2.0
export type { Bilingual, Language } from '@guidang/pages/words';
