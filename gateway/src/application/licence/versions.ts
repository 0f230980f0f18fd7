// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util';
import { licences } from '@guidang/chaincode/model';
import type { Licence } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import { versionsUpTo } from '../../projection';
import type { Projection, Version } from '../../projection';
import type { EventQueries } from '../event/api';
import type { LicenceVersion, LicenceVersions } from './api';

/** How many versions one recorded use shows. */
export const versionsShown = 20;

type Kept = Version<Licence>;

/** The versions of a licence that the query store keeps, newest first: what each changed, until when it stood, by whom. */
export async function versionsOf(
  { projection, events }: { readonly projection: Projection; readonly events: Pick<EventQueries, 'get'> },
  identifier: string,
  before = Infinity,
): Promise<Pick<LicenceVersions, 'items' | 'more'>> {
  let newer: Kept | undefined;
  // One more than is shown, which says what the last one has changed.
  const kept: Kept[] = [];
  for await (const version of versionsUpTo(projection, licences, { id: identifier })) {
    if (version.value.version >= before) newer = version;
    else kept.push(version);
    if (kept.length > versionsShown) break;
  }
  const shown = kept.slice(0, versionsShown).map(async (version, at): Promise<LicenceVersion> => {
    const { value: licence, claimedAt: from, event } = version;
    return {
      licence,
      from,
      changed: changedIn(kept[at + 1]?.value, licence),
      ...optional({
        until: (kept[at - 1] ?? newer)?.claimedAt,
        event: event === undefined ? undefined : await events.get(event),
      }),
    };
  });
  return { items: await Promise.all(shown), more: kept.length > versionsShown };
}

/** The members that differ from the version before; none of the first one. */
function changedIn(before: Licence | undefined, licence: Licence): readonly string[] {
  if (before === undefined) return [];
  const { schema, version, ...members } = { ...before, ...licence };
  return (Object.keys(members) as (keyof typeof members)[]).filter(
    (name) => !isDeepStrictEqual(before[name], licence[name]),
  );
}
