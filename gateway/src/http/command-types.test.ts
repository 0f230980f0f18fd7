// SPDX-License-Identifier: Apache-2.0
import { recordIdSchema } from '@guidang/chaincode/model';
import {
  accessRecord,
  createRecord,
  createRecordBody,
  fileRecord,
  putPerson,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
import type { CommandService } from '../application/command/api';
import { callerOf } from '../testing/embedded-gateway';
import { FakeServices } from '../testing/fake-services';
import { officers } from '@guidang/chaincode/sample';
import { commandRoute } from './command-route';

const caller = callerOf(officers.eastRegistrar);
const file = { id: '0K3V9QW2M7XB5T1RAZ8CD4EFGH6Y', version: 1 };

/** The compiler rejects these calls; at run time the fake services accept anything. */
async function runAll(commands: CommandService): Promise<void> {
  await commands.run(caller, fileRecord, file);
  // @ts-expect-error: the body of another command
  await commands.run(caller, fileRecord, { number: 'BDC-2026-1' });
  // @ts-expect-error: a member is missing
  await commands.run(caller, fileRecord, { id: file.id });
  // @ts-expect-error: private data take another parameter
  await commands.run(caller, putPerson, { person: 'P1', commitment: { algorithm: 'sha256', value: '' } });
}

it('a command is run with its own body', async () => {
  const services = new FakeServices();
  services.run = () => Promise.resolve({ submission: 'east~1' });
  await runAll(services.commands);
  expect(services.asked).toHaveLength(4);
});

it('what a command answers has a type', async () => {
  const { commands } = new FakeServices();
  const outcome = await commands.run(caller, accessRecord, { id: file.id });
  if ('submission' in outcome) throw new Error('nobody asked not to wait');
  const answered: { readonly id: string } = outcome.result;
  // @ts-expect-error: an access creates no version
  const versioned: { readonly version: number } = outcome.result;
  expect(versioned).toBe(answered);
});

it('a route gives a command its body, and shows what it answers', () => {
  const create = {
    path: '/',
    operation: '',
    tag: '',
    summary: '',
    status: 201,
    body: createRecordBody,
  } as const;
  const id = recordIdSchema;
  const version = z.int();
  const routes = [
    commandRoute({
      ...create,
      command: createRecord,
      result: { id, version },
      request: ({ body }) => ({ body }),
    }),
    commandRoute({
      ...create,
      command: createRecord,
      // @ts-expect-error: the version is missing
      result: { id },
      request: ({ body }) => ({ body }),
    }),
    commandRoute({
      ...create,
      command: fileRecord,
      result: { id, version },
      // @ts-expect-error: the body of another command
      request: ({ body }) => ({ body }),
    }),
  ];
  expect(routes.map(({ access }) => access)).toEqual([
    createRecord.roles,
    createRecord.roles,
    fileRecord.roles,
  ]);
});
