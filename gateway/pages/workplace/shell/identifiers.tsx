// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { caseAddress, dossierAddress, licenceAddress } from './address';
import type { DossierSubject } from './address';

/** Every identifier leads to the page about it, if there is one. */
interface Props {
  readonly id: string;
}

export function LicenceLink({ id }: Props): ReactElement {
  return (
    <Link href={licenceAddress(id)}>
      <code>{id}</code>
    </Link>
  );
}

export function CaseLink({ id }: Props): ReactElement {
  return <Link href={caseAddress(id)}>{id}</Link>;
}

/** To the dossier of a person, a body or an object, which asks for a purpose first. */
export function SubjectLink(of: DossierSubject): ReactElement {
  return (
    <Link href={dossierAddress} state={of}>
      {of.named}
    </Link>
  );
}

type Party = { readonly person: string } | { readonly organisation: string };

export function PartyLink({ party }: { readonly party: Party }): ReactElement {
  return 'person' in party ? (
    <SubjectLink subject="person" named={party.person} />
  ) : (
    <SubjectLink subject="organisation" named={party.organisation} />
  );
}
