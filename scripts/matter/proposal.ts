// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition, RegistryChange } from '@guidang/chaincode/model';
import { digestOf } from '@guidang/chaincode/proof';

/** What `POST /registry/proposals` takes. */
export interface ProposalContent {
  readonly id: string;
  readonly changes: readonly RegistryChange[];
}

/** How a matter without an owner is put to the organisations: named after its content, so that the same is the same. */
export function proposalOf(definition: MatterDefinition): ProposalContent {
  return {
    id: `matter-${definition.id}-${digestOf(definition).value.slice(0, 12)}`,
    changes: [{ kind: 'matter', definition }],
  };
}
