// SPDX-License-Identifier: Apache-2.0
import { preferredType } from './preferred-type';

const [json, pdf] = ['application/json', 'application/pdf'];

describe('the type that is preferred of JSON and PDF', () => {
  it.each([
    ['nothing said', undefined, json],
    ['an empty header', '', json],
    ['anything', '*/*', json],
    ['any of its kind', 'application/*', json],
    ['one named', 'application/pdf', pdf],
    ['another case', 'Application/PDF', pdf],
    ['the first of two', 'application/pdf, application/json', pdf],
    ['the named one before anything', '*/*, application/pdf', pdf],
    ['a parameter of its own', 'application/pdf;version=1', json],
    ['the higher q', 'application/pdf;q=0.5, application/json', json],
    ['the higher q, named first', 'application/json;q=0.1, application/pdf;q=0.2', pdf],
    ['a q of the wildcard above', 'application/json;q=0.2, */*;q=0.8', pdf],
    ['a q of the wildcard below', 'application/pdf;q=0.9, */*;q=0.8', pdf],
    ['q=0 of the usual one', 'application/json;q=0', pdf],
    ['q=0 of the usual one, and the rest', 'application/json;q=0, */*', pdf],
    ['q=0.000 of the other', 'application/pdf;q=0.000, */*;q=0.1', json],
    ['q=0 of everything but one', '*/*;q=0, application/pdf', pdf],
    ['all refused', 'application/json;q=0, application/pdf;q=0', json],
    ['all refused at once', '*/*;q=0', json],
    ['none that there is', 'text/html, image/png', json],
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', json],
    ['nonsense', ';;,q=1,/', json],
  ])('%s: %s', (_what, accept, expected) => {
    const headers = accept === undefined ? {} : { accept };
    expect(preferredType({ headers }, ['application/json', 'application/pdf'])).toBe(expected);
  });
});
