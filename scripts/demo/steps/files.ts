// SPDX-License-Identifier: Apache-2.0
import type { Content, Digest } from '@guidang/chaincode/model';
import { sha256 } from '@guidang/chaincode/proof';
import type { DemoActor } from '../actor';
import { expectMembers } from '../expect';
import type { DemoFile, DemoFileCode } from '../files';
import { officers } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';

/** The papers of the transfer, as a case refers to them. */
export type StoredFiles = Readonly<Record<DemoFileCode, Content>>;

export async function storeFiles(stage: Stage, files: readonly DemoFile[]): Promise<StoredFiles> {
  stage.act('Files: papers and scans go into the content store, addressed by their digest');
  const clerk = await stage.as(officers.eastAcceptor);
  const stored: [DemoFileCode, Content][] = [];
  for (const file of files) {
    const content = await storeFile(clerk, file);
    clerk.did(`stores ${file.name} (${content.bytes} bytes)`, { sha256: content.digest.value });
    stored.push([file.code, content]);
  }
  return Object.fromEntries(stored) as StoredFiles;
}

/** Stores a file, and checks that the gateway hashed the bytes that were sent. */
export async function storeFile(
  clerk: DemoActor,
  { code, mediaType, bytes }: { readonly [Member in 'code' | 'mediaType']: string } & Pick<DemoFile, 'bytes'>,
): Promise<Content> {
  const digest = sha256(bytes);
  const answer = await clerk.send<{ digest: Digest; bytes: number }>('/api/v1/contents', bytes, {
    'content-type': mediaType,
  });
  expectMembers(`the digest of ${code}`, answer, { digest, bytes: bytes.length });
  return { digest, bytes: bytes.length, mediaType, role: code };
}
