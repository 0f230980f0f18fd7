// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef } from 'react';
import type { ReactElement, RefObject } from 'react';
import { DespiteOffers } from '../material/despite-offers';
import { MaterialField, TakenSource } from '../material/material-field';
import type { Source } from '../material/material-field';
import type { Bilingual } from '../../src/words';
import type { Matter } from '../shell/api';
import type { Draft } from '../shell/drafts';
import { BusyButton } from '../shell/busy-button';
import { useSay } from '../shell/language';
import { More } from '../shell/more';
import { ProblemNote } from '../shell/problem-note';
import { useCodes } from '../use/code-field';
import { licenceWords } from '../words/licence-words';
import { offerWords } from '../words/offer-words';
import { workplaceWords } from '../words/workplace-words';
import { passed, sourcesIn } from './intake-view';
import type { Intake } from './intake-view';
import { OfferLine, UnfitLine } from './offer-lines';
import { isReference, offerableIn } from './offer-view';
import type { OfferedAs } from './offer-view';
import type { useOffers } from './use-offers';

interface Props {
  readonly draft: Draft<Intake>;
  readonly matter: Matter;
  readonly offers: ReturnType<typeof useOffers>;
  /** What was looked at, by material. */
  readonly offered: readonly OfferedAs[];
  readonly onSource: (code: string, source: Source | undefined) => void;
}

/** What the applicant has already (一次采集): looked at, and taken, before anything is asked for. */
export function OffersSection(props: Props): ReactElement {
  const say = useSay();
  const { draft, offers } = props;
  const { look } = draft.value;
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <section>
      <h3 tabIndex={-1} ref={title}>
        {say(offerWords.title)}
      </h3>
      {look === passed && <p className="note none">{say(offerWords.passed)}</p>}
      {offers.isOver && <p className="note unknown">{say(offerWords.over)}</p>}
      {look === '' || look === passed || offers.isOver ? (
        <Look {...props} />
      ) : (
        <Looked {...props} title={title} />
      )}
    </section>
  );
}

/** Before it is looked: what can be taken, and what will be recorded. */
function Look({ draft, matter, offers }: Props): ReactElement {
  const say = useSay();
  const purposes = useCodes('/api/v1/registry/purposes').data;
  const bases = useCodes('/api/v1/registry/bases').data;
  const { purpose, basis } = offers.use;
  const nameOf = (book: typeof purposes, code: string): string => {
    const known = book?.find((each) => each.code === code);
    return known === undefined ? code : say(known.labels);
  };
  return (
    <div className="check">
      <p>{say(offerWords.hint)}</p>
      <ul>
        {offerableIn(matter).map(({ code, name }) => (
          <li key={code}>{name}</li>
        ))}
      </ul>
      <p>{say(offerWords.recorded)}</p>
      <dl>
        <div>
          <dt>{say(licenceWords.purpose)}</dt>
          <dd>{nameOf(purposes, purpose)}</dd>
        </div>
        <div>
          <dt>{say(licenceWords.basis)}</dt>
          <dd>{nameOf(bases, basis)}</dd>
        </div>
      </dl>
      {offers.lookError !== null && <ProblemNote error={offers.lookError} />}
      <div className="row">
        <BusyButton isBusy={offers.isLooking} onPress={offers.look}>
          {say(licenceWords.recordAndShow)}
        </BusyButton>
        {draft.value.look === '' && (
          <BusyButton
            className="button plain"
            isBusy={offers.isLooking}
            onPress={() => {
              draft.change({ look: passed });
            }}
          >
            {say(offerWords.pass)}
          </BusyButton>
        )}
      </div>
      <p role="status">{offers.isLooking && say(workplaceWords.loading)}</p>
    </div>
  );
}

interface LookedProps extends Props {
  readonly title: RefObject<HTMLHeadingElement | null>;
}

function Looked({ draft, matter, offers, offered, onSource, title }: LookedProps): ReactElement {
  const say = useSay();
  // What was pressed is gone. On a page that is only now drawn, its title takes the focus after this.
  useLayoutEffect(() => {
    title.current?.focus();
  }, [title]);
  const { pages } = offers;
  const access = pages?.[0]?.access;
  const found = pages?.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <>
      {access !== undefined && (
        <p className="note none">
          {say(licenceWords.recordedIn)} {access.block}
        </p>
      )}
      <p role="status">
        {found === undefined
          ? say(workplaceWords.loading)
          : found === 0
            ? say(offerWords.none)
            : `${found} ${say(offerWords.found)}`}
      </p>
      {offers.error !== null && <ProblemNote error={offers.error} />}
      {offered
        .filter((each) => each.offers.length + each.unfit.length > 0)
        .map((each) => (
          <OfferedMaterial
            key={each.definition.code}
            as={each}
            draft={draft}
            matter={matter}
            onSource={(source) => {
              onSource(each.definition.code, source);
            }}
          />
        ))}
      {pages !== undefined && <p className="hint">{say(offerWords.onlySome)}</p>}
      <More list={offers.more} />
    </>
  );
}

interface OfferedMaterialProps extends Pick<Props, 'draft' | 'matter'> {
  readonly as: OfferedAs;
  readonly onSource: (source: Source | undefined) => void;
}

/** One material: what can be taken as it, or what was taken. */
function OfferedMaterial({ as, draft, matter, onSource }: OfferedMaterialProps): ReactElement {
  const say = useSay();
  const place = useRef<HTMLFieldSetElement>(null);
  const { definition, offers, unfit } = as;
  const { code, name, required } = definition;
  const source = sourcesIn(draft.value)[code];
  const give = (next: Source | undefined): void => {
    onSource(next);
    // The button that was pressed goes; whoever hears the page is told of what material this is, and how it stands.
    place.current?.focus();
  };
  const isTaken = source !== undefined && isReference(source);
  return (
    <fieldset className="material" tabIndex={-1} ref={place}>
      <legend>
        {name}{' '}
        <span className={source === undefined && required ? 'tag unknown' : 'tag'}>
          {say(standingWords(source, required))}
        </span>
      </legend>
      {isTaken ? (
        <TakenSource
          name={name}
          source={source}
          onRemove={() => {
            give(undefined);
          }}
        />
      ) : (
        <ul className="tasks">
          {offers.map((offer) => (
            <OfferLine
              key={offer.source.digest.value}
              offer={offer}
              name={name}
              onTake={() => {
                give(offer.source);
              }}
            />
          ))}
          {unfit.map((licence) => (
            <UnfitLine key={licence.licence} licence={licence} />
          ))}
        </ul>
      )}
      {!isTaken && offers.length > 0 && <Instead {...{ as, draft, matter, onSource }} />}
    </fieldset>
  );
}

function standingWords(source: Source | undefined, required: boolean): Bilingual {
  if (source === undefined) return required ? workplaceWords.required : workplaceWords.optional;
  return isReference(source) ? offerWords.taken : workplaceWords.given;
}

/** What somebody may still give instead: a paper, with the reason why, or what an identifier names. */
function Instead({ as: { definition }, draft, matter, onSource }: OfferedMaterialProps): ReactElement {
  const say = useSay();
  const { code, accepts } = definition;
  const source = sourcesIn(draft.value)[code];
  const takesPaper = accepts.some((each) => each === 'content' || each === 'promise');
  return (
    <details open={source !== undefined}>
      <summary>{say(takesPaper ? offerWords.instead : offerWords.another)}</summary>
      {takesPaper && <p className="hint">{say(offerWords.insteadHint)}</p>}
      <MaterialField definition={definition} source={source} onSource={onSource} />
      <DespiteOffers
        offered={source === undefined ? [] : [code]}
        matter={matter}
        despite={draft.value.despite}
        onDespite={(despite) => {
          draft.change({ despite });
        }}
      />
    </details>
  );
}
