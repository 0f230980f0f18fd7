// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import { governance } from '../command/subjects';
import { demand } from '../ledger/refusal';
import { matterDefinitionSchema } from './model';
import { addMatterVersion } from './publish';

export const publishMatterBody = z.strictObject({ definition: matterDefinitionSchema });

/** Publishes a matter of the officer's organisation; a shared matter needs a proposal. */
export const publishMatter = defineCommand({
  type: 'matter.publish',
  roles: ['governor'],
  body: publishMatterBody,
  once: 'identifier',
  subjects: () => governance,
  async run({ definition }, action) {
    demand(
      definition.owner === action.officer.organisation,
      'not-competent',
      'a matter is published by its owner; a shared one is proposed',
      { field: 'body/definition/owner' },
    );
    const { id, version } = await addMatterVersion(definition, action);
    return { id, version };
  },
});
