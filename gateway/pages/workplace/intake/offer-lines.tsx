// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { verdictWords } from '../../src/words/verdict-words';
import { LicenceLink } from '../shell/identifiers';
import { useSay } from '../shell/language';
import { dateIn } from '../shell/time';
import { licenceWords } from '../words/licence-words';
import { offerWords } from '../words/offer-words';
import { identifierOf } from './offer-view';
import type { Offer, UnfitLicence } from './offer-view';

interface OfferLineProps {
  readonly offer: Offer;
  /** What it can be taken as. */
  readonly name: string;
  readonly onTake: () => void;
}

/** Something that can be taken: what it is, how fresh, whose, and the button. */
export function OfferLine({ offer, name, onTake }: OfferLineProps): ReactElement {
  const say = useSay();
  const { kind, from } = offer;
  return (
    <li>
      <span className="tag good">{say(offerWords[kind])}</span> <Identifier offer={offer} />{' '}
      <button type="button" className="button" onClick={onTake}>
        {say(offerWords.take)}
        <span className="unseen">
          {' '}
          {identifierOf(offer)} {say(offerWords.as)} {name}
        </span>
      </button>
      <p className="hint">
        {offer.kind === 'licence' ? (
          <>
            {say(licenceWords.issuedOn)} {offer.issuedOn} · <Validity {...offer} />
          </>
        ) : (
          <>
            {offer.date}
            {offer.filedAt !== undefined && ` · ${say(offerWords.filed)} ${dateIn(offer.filedAt)}`}
          </>
        )}{' '}
        · {say(offerWords.from)} {from.organisation} <code>{from.department}</code>
      </p>
    </li>
  );
}

function Identifier({ offer }: { readonly offer: Offer }): ReactElement {
  const id = identifierOf(offer);
  return offer.kind === 'licence' ? <LicenceLink id={id} /> : <code>{id}</code>;
}

/** Something of the right type that cannot be taken, and why. */
export function UnfitLine({ licence }: { readonly licence: UnfitLicence }): ReactElement {
  const say = useSay();
  return (
    <li>
      <span className="tag bad">
        {say(verdictWords.status[licence.status])} · {say(offerWords.unfit)}
      </span>{' '}
      <LicenceLink id={licence.licence} />
      <p className="hint">
        <Validity {...licence} />
      </p>
    </li>
  );
}

function Validity({ validFrom, validUntil }: Pick<UnfitLicence, 'validFrom' | 'validUntil'>): ReactElement {
  const say = useSay();
  return (
    <>
      {say(offerWords.valid)} {validFrom} – {validUntil ?? say(offerWords.unlimited)}
    </>
  );
}
