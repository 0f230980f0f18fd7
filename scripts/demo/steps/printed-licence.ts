// SPDX-License-Identifier: Apache-2.0
import type { Licence, ProvenanceEvent } from '@guidang/chaincode/model';
import { sha256 } from '@guidang/chaincode/proof';
import type { DemoActor } from '../actor';
import { expectPresent, expectSame } from '../expect';
import { officers } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import { until } from '@guidang/gateway/common/until';

const use = 'purpose=hand-over-to-holder&basis=real-estate-registration-regulation:21';

/** Downloads the printable file that the gateway makes after the issue. */
export async function printedLicence(stage: Stage, identifier: string): Promise<Buffer> {
  stage.act('The printable licence (制证), a rendition that is registered by its digest');
  const registrar = await stage.as(officers.eastRegistrar);
  const rendered = await renditionRegistered(registrar, identifier);
  registrar.did("sees that the gateway's own system officer has registered the rendition", {
    licence: identifier,
    transaction: rendered.transaction,
  });
  const { licence } = await registrar.get<{ licence: Licence }>(`/api/v1/licences/${identifier}?${use}`);
  const { digest } = expectPresent('the rendition', licence.renditions[0]);
  const file = await registrar.bytes(`/api/v1/contents/${digest.value}?licence=${identifier}&${use}`);
  expectSame('the digest of the printed licence', sha256(file), digest);
  registrar.did(`downloads the printed licence (${file.length} bytes); its digest is the registered one`, {
    sha256: digest.value,
  });
  return file;
}

/** Waits until the gateway has registered the printable file, which gives the licence a new version. */
export function renditionRegistered(reader: DemoActor, identifier: string): Promise<ProvenanceEvent> {
  return until('the rendition of the licence is registered', () => renditionEvent(reader, identifier));
}

async function renditionEvent(reader: DemoActor, identifier: string): Promise<ProvenanceEvent | undefined> {
  const path = `/api/v1/licences/${identifier}/history`;
  const { items } = await reader.get<{ items: readonly ProvenanceEvent[] }>(path);
  return items.find(({ type }) => type === 'licence.rendition-added');
}
