// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useId } from 'react';
import type { ReactElement } from 'react';
import type { Bilingual } from '../../src/words';
import { client } from '../shell/api';
import { useSay } from '../shell/language';
import { ProblemNote } from '../shell/problem-note';
import { UnlistedOption } from '../shell/unlisted-option';
import { licenceWords } from '../words/licence-words';

interface Code {
  readonly code: string;
  readonly labels: Bilingual;
}

type Book = '/api/v1/registry/purposes' | '/api/v1/registry/bases' | '/api/v1/registry/reasons';

/** A list of the code book as far as its codes may be used today; a book has tens of them. */
export function useCodes(path: Book): UseQueryResult<readonly Code[]> {
  return useQuery({
    queryKey: ['codes', path],
    staleTime: 60_000,
    queryFn: async ({ signal }) => (await client.get(path, { query: { limit: 100 }, signal })).items,
  });
}

interface Props {
  readonly label: string;
  readonly book: Book;
  readonly code: string;
  readonly onCode: (code: string) => void;
}

/** A code by its name; typed where the network keeps no book of them. */
export function CodeField({ label, book, code, onCode }: Props): ReactElement {
  const say = useSay();
  const id = useId();
  const read = useCodes(book);
  const codes = read.data;
  const listed = (codes ?? []).map((each) => each.code);
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {codes?.length === 0 ? (
        <input
          id={id}
          required
          spellCheck={false}
          value={code}
          onChange={({ target }) => {
            onCode(target.value);
          }}
        />
      ) : (
        <select
          id={id}
          required
          value={code}
          onChange={({ target }) => {
            onCode(target.value);
          }}
        >
          <option value="">{say(licenceWords.choose)}</option>
          <UnlistedOption value={code} listed={listed} />
          {codes?.map((each) => (
            <option key={each.code} value={each.code}>
              {say(each.labels)}
            </option>
          ))}
        </select>
      )}
      {read.isError && <ProblemNote error={read.error} query={read} />}
    </>
  );
}
