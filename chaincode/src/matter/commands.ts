// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import { governanceSubject } from '../command/subjects';
import { matterDefinitionSchema } from './model';
import { addMatterVersion } from './publish';

export const publishMatterBody = z.strictObject({ definition: matterDefinitionSchema });

/** Publishes a matter of the officer's organisation; a shared matter needs a proposal. */
export const publishMatter = defineCommand({
  type: 'matter.publish',
  body: publishMatterBody,
  once: 'identifier',
  subjects: () => governanceSubject,
  // A shared matter has no owner: it is proposed.
  about: ({ definition }) =>
    Promise.resolve({
      owner: { organisation: definition.owner ?? '', department: '' },
      field: 'body/definition/owner',
    }),
  async run({ definition }, action) {
    const { id, version } = await addMatterVersion(definition, action);
    return { id, version };
  },
});
