// SPDX-License-Identifier: Apache-2.0
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Refusals } from './refusals';

describe('Refusals', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('wait the longer the more of one holder wait, and are not made to those who have gone', () => {
    const refusals = new Refusals();
    const refused: string[] = [];
    const responses: ServerResponse[] = [];
    const refuse = (holder: string): void => {
      const response = new ServerResponse(new IncomingMessage(new Socket()));
      responses.push(response);
      refusals.later(holder, response, () => {
        refused.push(holder);
        response.emit('close');
      });
    };
    for (let each = 0; each < 200; each += 1) refuse('greedy');
    refuse('another');
    responses[0]?.emit('close');
    jest.advanceTimersByTime(500);
    expect(refused).toContain('another');
    expect(refused).toHaveLength(25);
    jest.advanceTimersByTime(3_500);
    expect(refused).toHaveLength(200);
    refuse('greedy');
    jest.advanceTimersByTime(500);
    expect(refused).toHaveLength(201);
  });
});
