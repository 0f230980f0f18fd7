// SPDX-License-Identifier: Apache-2.0
import { common, orderer } from '@hyperledger/fabric-protos';
import { assertCrashTolerant, consensusType } from './consensus';

/** The bytes of a configuration block of a channel that is ordered so. */
function configurationBlock(type: string | undefined): Uint8Array {
  const ordererGroup = new common.ConfigGroup();
  if (type !== undefined) {
    const consensus = new orderer.ConsensusType();
    consensus.setType(type);
    const value = new common.ConfigValue();
    value.setValue(consensus.serializeBinary());
    ordererGroup.getValuesMap().set('ConsensusType', value);
  }
  const channelGroup = new common.ConfigGroup();
  channelGroup.getGroupsMap().set('Orderer', ordererGroup);
  const config = new common.Config();
  config.setChannelGroup(channelGroup);
  const configEnvelope = new common.ConfigEnvelope();
  configEnvelope.setConfig(config);
  const payload = new common.Payload();
  payload.setData(configEnvelope.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  const data = new common.BlockData();
  data.addData(envelope.serializeBinary());
  const block = new common.Block();
  block.setData(data);
  return block.serializeBinary();
}

describe('the consensus of a channel', () => {
  it.each(['etcdraft', 'BFT'])('is read from its configuration: %s', (type) => {
    expect(consensusType(configurationBlock(type))).toBe(type);
  });

  it.each<[string, Uint8Array]>([
    ['without a consensus type', configurationBlock(undefined)],
    ['that is empty', new Uint8Array()],
  ])('is never guessed of a block %s', (_, block) => {
    expect(() => consensusType(block)).toThrow('names no consensus type');
  });

  it('must stand a lying orderer’s absence only: this client trusts the one that it sends to', () => {
    expect(() => {
      assertCrashTolerant('etcdraft', 'records');
    }).not.toThrow();
    for (const type of ['BFT', 'smartbft', '']) {
      expect(() => {
        assertCrashTolerant(type, 'records');
      }).toThrow('use the fabric-gateway adapter on this channel');
    }
  });
});
