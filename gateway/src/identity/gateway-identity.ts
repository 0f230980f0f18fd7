// SPDX-License-Identifier: Apache-2.0
import type { CertificateAuthority } from './certificate-authority';
import type { ServiceEntry, Wallet } from './wallet';

/**
 * The gateway's own service identity, which submits officers' commands to the ledger; enrolled at the first start.
 * @param id its identifier at the organisation's CA; no secret is needed once it is in the wallet.
 * @throws {IdentityError} as the certificate authority's `enrolGateway`.
 */
export async function openGatewayIdentity(
  authority: CertificateAuthority,
  wallet: Wallet,
  id: string,
): Promise<ServiceEntry> {
  const known = await wallet.findService(authority.organisation, 'gateway', id);
  if (known !== undefined) return known;
  const entry = await authority.enrolGateway(id);
  await wallet.put(entry);
  return entry;
}
