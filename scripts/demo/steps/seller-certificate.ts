// SPDX-License-Identifier: Apache-2.0
import { addMonths, dateOf, formatLicenceIdentifier } from '@guidang/chaincode/model';
import type { RegistryChange } from '@guidang/chaincode/model';
import { proposalDigest, manifestOf } from '@guidang/chaincode/proof';
import type { ManifestTree } from '@guidang/chaincode/proof';
import { property, sellerCertificate } from '../files';
import { departments, governors, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import { expectSame } from '../expect';
import type { Stage } from '../stage';
import { countsFrom } from './recorded';
import type { KnownPerson, Parties } from './people';

/** The property of this run, and the certificate that the seller holds for it. */
export interface Estate {
  /** 不动产单元号 */
  readonly parcel: string;
  readonly certificate: string;
  /** From when on its registration counts. */
  readonly countsFrom: string;
}

export async function registerSellerCertificate(stage: Stage, { seller }: Parties): Promise<Estate> {
  stage.act("The seller's certificate, older than the ledger, is registered");
  const decider = await stage.as(officers.eastDecider);
  const existing = existingCertificate(stage.run, seller);
  const { certificate, parcel, manifest } = existing;
  await openRegistration(stage, manifest);
  const { transaction } = await decider.post('/api/v1/licences', existing.registration);
  decider.did('registers the 不动产权证书 under the identifier that it has', {
    licence: certificate,
    parcel,
    'issued on': existing.registration.issuedOn,
    transaction,
  });
  await findByPaper(stage, certificate);
  return { parcel, certificate, countsFrom: await countsFrom(decider, certificate) };
}

/** A certificate that is older than the ledger, and what registers it there. */
interface ExistingCertificate {
  readonly certificate: string;
  /** 不动产单元号 */
  readonly parcel: string;
  readonly manifest: ManifestTree;
  /** The body of `POST /licences`. */
  readonly registration: { readonly issuedOn: string; readonly [member: string]: unknown };
}

/** @param run digits, which tell the certificates and parcels of one ledger apart. */
export function existingCertificate(run: string, holder: KnownPerson): ExistingCertificate {
  const certificate = certificateOf(run);
  const parcel = parcelOf(run);
  const manifest = manifestOf([certificate]);
  const issuedOn = dateOf(new Date(sellerCertificate.issuedAt).toISOString());
  const registration = {
    identifier: certificate,
    issuedOn,
    region: regions.east,
    holders: [holder],
    object: parcel,
    validFrom: issuedOn,
    attributes: { 'land-right': 'granted' },
    printedNumber: `皖（2019）样例县不动产权第${run}号`,
    inclusion: manifest.inclusionOf(certificate),
  };
  return { certificate, parcel, manifest, registration };
}

/** The identifier of that certificate. */
export function certificateOf(run: string): string {
  return formatLicenceIdentifier({
    type: licenceTypes.realEstate,
    issuer: departments.eastLand.code,
    serial: `2019${run}`,
    version: '001',
  });
}

/** Who holds the paper has its printed number (证照编号) only, and types it as the keyboard has it. */
async function findByPaper(stage: Stage, certificate: string): Promise<void> {
  const verifier = await stage.as(officers.westVerifier);
  const { items } = await verifier.post<{ items: { identifier: string; status: string }[] }>(
    '/api/v1/licences:find',
    {
      type: licenceTypes.realEstate,
      printedNumber: `皖(2019) 样例县 不动产权第${stage.run}号`,
      purpose: 'case-review',
      basis: 'administrative-licensing-law-34',
    },
  );
  const [found] = items;
  expectSame('the licence with the printed number', [items.length, found?.identifier], [1, certificate]);
  verifier.did('finds it by the number on the paper', { licence: certificate, status: found?.status });
}

/** A majority says which existing licences may be registered, and until when: else any day of issue could be claimed. */
export function registrationOf({
  root,
  count,
}: ManifestTree): Extract<RegistryChange, { kind: 'registration' }> {
  return {
    kind: 'registration',
    issuer: departments.eastLand.code,
    licenceType: licenceTypes.realEstate,
    manifest: { root, count },
    until: addMonths(dateOf(new Date().toISOString()), 1),
  };
}

async function openRegistration(stage: Stage, manifest: ManifestTree): Promise<void> {
  const change = registrationOf(manifest);
  const proposal = { id: `existing-${stage.run}`, changes: [change] };
  const [proposer, ...others] = [governors.east, governors.archives, governors.west];
  const governor = await stage.as(proposer);
  await governor.post('/api/v1/registry/proposals', proposal);
  for (const other of others) {
    const digest = proposalDigest(proposal);
    const path = `/api/v1/registry/proposals/${proposal.id}/approvals`;
    await (await stage.as(other)).post(path, { digest });
  }
  governor.did('opens, with two other organisations, the registration of a manifest of existing licences', {
    root: manifest.root,
    licences: manifest.count,
    until: change.until,
  });
}

/** The demo's property unit with other digits in each run: another parcel, house and flat. */
export function parcelOf(run: string): string {
  const digits = run.slice(-13).padStart(13, '0');
  const zone = property.unitNumber.slice(0, 14);
  return `${zone}${digits.slice(0, 5)}F${digits.slice(5, 13)}`;
}
