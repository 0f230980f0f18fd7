// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import './bounded-protobuf';

/** 268,435,455 bytes, which are not there. */
const length = [0xff, 0xff, 0xff, 0x7f];

describe('a field that is longer than its message', () => {
  it.each([
    ['an inner message', common.Block, 0x0a],
    ['a string', common.ChannelHeader, 0x22],
    ['bytes', common.Envelope, 0x0a],
    ['a field that nobody knows', common.Envelope, 0x7a],
  ])('is refused before it is read: %s', (_, type, tag) => {
    expect(() => type.deserializeBinary(Uint8Array.of(tag, ...length))).toThrow('a field of 268435455 bytes');
  });

  it('is refused inside another too, and one that fits is read', () => {
    const header = new common.ChannelHeader();
    header.setChannelId('records');
    const whole = header.serializeBinary();
    expect(common.ChannelHeader.deserializeBinary(whole).getChannelId()).toBe('records');
    const inner = Uint8Array.of(0x0a, 5, 0x0a, ...length);
    expect(() => common.Payload.deserializeBinary(inner)).toThrow('a field of 268435455 bytes');
    // The length in a longer form, which peers read too.
    const longer = Buffer.concat([Uint8Array.of(0x22, 0x87, 0x80, 0x00), Buffer.from('records')]);
    expect(common.ChannelHeader.deserializeBinary(longer).getChannelId()).toBe('records');
    expect(() => common.Envelope.deserializeBinary(Uint8Array.of(0x0a, 0xff))).toThrow();
  });
});
