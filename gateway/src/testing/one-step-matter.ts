// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';

/** A matter that asks for nothing, and completes with one decision. */
export function oneStepMatter(id: string, name = '测试事项'): MatterDefinition {
  return {
    id,
    name,
    materials: [],
    steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
    completion: { decided: 'decide', as: 'approve' },
    workingDays: 7,
    outcomes: [],
    archive: { category: 'ZY·BDC', retention: 'Y' },
  };
}
