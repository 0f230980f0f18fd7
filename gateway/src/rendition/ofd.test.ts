// SPDX-License-Identifier: Apache-2.0
import { strToU8, zipSync } from 'fflate';
import { ofdOf, ofdPage } from '../testing/ofd';
import { readOfd } from './ofd';

it('an OFD shows what stands on its pages and in its data, and its pictures', () => {
  const picture = Buffer.from('no picture, and whoever reads it says so');
  const file = ofdOf({
    'OFD.xml': '<ofd:OFD><ofd:CustomData Name="a"><![CDATA[of the document]]></ofd:CustomData></ofd:OFD>',
    'Doc_0/Pages/Page_0/Content.xml': ofdPage('one run', 'another'),
    'Doc_0/Tpls/Tpl_0/Content.xml': '<Page><TextCode>without a prefix</TextCode></Page>',
    'Doc_0/Res/seal.PNG': picture,
    'Doc_0/Res/font.ttf': 'not read',
  });
  expect(readOfd(file)).toEqual({
    texts: ['of the document', 'one run\nanother', 'without a prefix'],
    pictures: [picture],
  });
});

it('another ZIP file shows nothing', () => {
  const file = zipSync({ 'word/document.xml': strToU8(ofdPage('text')), 'a.png': strToU8('picture') });
  expect(readOfd(file)).toEqual({ texts: [], pictures: [] });
});

it.each([
  ['that is cut off', () => ofdOf({ 'a.xml': ofdPage('text') }).subarray(0, 99), 'invalid zip data'],
  ['that unpacks to very much', () => ofdOf({ 'a.xml': Buffer.alloc(65 * 1024 * 1024) }), 'too many bytes'],
])('one %s is refused', (_, fileOf, message) => {
  expect(() => readOfd(fileOf())).toThrow(message);
});
