// SPDX-License-Identifier: Apache-2.0
import { roles } from '@guidang/chaincode/model';
import { caseId, eventAt, licenceId, pseudonym, recordId } from './fake-services';

const values: Readonly<Record<string, string>> = {
  '{identifier}': licenceId,
  '{pseudonym}': pseudonym,
  '{digest}': '0'.repeat(64),
  '{certificate}': 'c'.repeat(64),
  '{restriction}': 'SF-1',
  '{fonds}': 'A001',
  '{id}': recordId,
};

/** A route's path filled in with well-formed values that the fake services know. */
export function pathOf(path: string): string {
  return path
    .replace('/cases/{id}', `/cases/${caseId}`)
    .replace('/licences/{id}', `/licences/${licenceId}`)
    .replace('/uploads/{id}', `/uploads/${'0'.repeat(32)}`)
    .replace('/matters/{id}', '/matters/00070100300001')
    .replace('/evidence/{id}', `/evidence/${'0'.repeat(64)}`)
    .replace('/events/{id}', `/events/${eventAt(0).id}`)
    .replace('/submissions/{id}', '/submissions/east~1~unknown')
    .replaceAll(/\{\w+\}/g, (name) => values[name] ?? name);
}

/** A sign-in with every role. */
export const everyRole = roles.join('+');
