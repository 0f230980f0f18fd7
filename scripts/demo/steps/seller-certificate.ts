// SPDX-License-Identifier: Apache-2.0
import { dateOf, formatLicenceIdentifier } from '@guidang/chaincode/model';
import { property, sellerCertificate } from '../files';
import { departments, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import { countsFrom } from './recorded';
import type { Parties } from './people';

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
  const certificate = formatLicenceIdentifier({
    type: licenceTypes.realEstate,
    issuer: departments.eastLand.code,
    serial: `2019${stage.run}`,
    version: '001',
  });
  const parcel = parcelOf(stage.run);
  const issuedOn = dateOf(new Date(sellerCertificate.issuedAt).toISOString());
  const body = { region: regions.east, holders: [seller], object: parcel, validFrom: issuedOn };
  const { transaction } = await decider.post('/api/v1/licences', {
    identifier: certificate,
    issuedOn,
    ...body,
  });
  decider.did('registers the 不动产权证书 under the identifier that it has', {
    licence: certificate,
    parcel,
    'issued on': issuedOn,
    transaction,
  });
  return { parcel, certificate, countsFrom: await countsFrom(decider, certificate) };
}

/** The demo's property unit with other digits in each run: another parcel, house and flat. */
function parcelOf(run: string): string {
  const digits = run.slice(-13).padStart(13, '0');
  const zone = property.unitNumber.slice(0, 14);
  return `${zone}${digits.slice(0, 5)}F${digits.slice(5, 13)}`;
}
