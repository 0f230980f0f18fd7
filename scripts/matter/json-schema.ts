// SPDX-License-Identifier: Apache-2.0
import { matterDefinitionSchema } from '@guidang/chaincode/model';
import { z } from 'zod';

/** The form of a matter's file as JSON Schema, with which editors complete and check YAML while it is written. */
export function matterJsonSchema(): string {
  const schema = z.toJSONSchema(matterDefinitionSchema, { unrepresentable: 'any', io: 'input' });
  return `${JSON.stringify({ ...schema, title: '政务服务事项 service matter' }, undefined, 2)}\n`;
}
