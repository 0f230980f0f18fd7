// SPDX-License-Identifier: Apache-2.0
import { ApiProblem } from '../api-client';
import { served } from './served';

const unavailable = new ApiProblem(503, { code: 'endorser-unavailable', detail: 'East is down.' });
const behind = new ApiProblem(503, { code: 'projection-behind', detail: 'Not read yet.' });
const refused = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });

describe('an act of the demo', () => {
  const told = jest.fn<undefined, [string]>();
  let nowMs = 0;

  beforeEach(() => {
    told.mockClear();
    nowMs = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Fails as given, once each, and then answers; each call takes so long. */
  function failing(errors: readonly Error[], callMs = 0): jest.Mock<Promise<string>, []> {
    const left = errors.values();
    return jest.fn(() => {
      nowMs += callMs;
      const { value } = left.next();
      return value === undefined ? Promise.resolve('answer') : Promise.reject(value);
    });
  }

  it('waits for an organisation that is down, and says why, each reason once', async () => {
    const call = failing([unavailable, unavailable, refused, unavailable], 1_000);
    await expect(served(call, { waitMs: 60_000, told })).resolves.toBe('answer');
    expect(told.mock.calls).toEqual([
      ['503 endorser-unavailable: East is down.'],
      ['no gateway answers: ECONNREFUSED'],
    ]);
  });

  it.each([unavailable, refused])('ends at once where nobody has asked it to wait: %s', async (error) => {
    await expect(served(failing([error]), { waitMs: 0, told })).rejects.toBe(error);
    expect(told).not.toHaveBeenCalled();
  });

  it.each([0, 60_000])('waits for what another gateway has read, and says nothing (%d)', async (waitMs) => {
    await expect(served(failing([behind, behind]), { waitMs, told })).resolves.toBe('answer');
    expect(told).not.toHaveBeenCalled();
  });

  it('says that a gateway stays behind', async () => {
    const call = failing([behind, behind], 4_000);
    await expect(served(call, { waitMs: 60_000, told })).resolves.toBe('answer');
    expect(told.mock.calls).toEqual([['503 projection-behind: Not read yet.']]);
  });

  it('ends with the reason when its time is up', async () => {
    const down = failing(Array<Error>(9).fill(unavailable), 2_000);
    await expect(served(down, { waitMs: 5_000, told })).rejects.toBe(unavailable);
    expect(down).toHaveBeenCalledTimes(3);
  });

  it.each([
    new ApiProblem(409, { code: 'state-conflict', detail: 'The case has ended.' }),
    new TypeError('no such member'),
  ])('does not wait where that does not help: %s', async (error) => {
    await expect(served(failing([error]), { waitMs: 60_000, told })).rejects.toBe(error);
    expect(told).not.toHaveBeenCalled();
  });
});
