// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { stringify } from 'yaml';
import type { Binaries } from './binaries';
import { channelConfiguration, profile } from './channel-configuration';
import { run } from './command';
import { writeFile } from './files';
import type { Folders } from './folders';
import { ask } from './http';
import type { Answer } from './http';
import { membershipFiles } from './membership';
import { peerCommand } from './peer-command';
import { address } from './topology';
import type { TopologyOrganisation, Topology } from './topology';

const timeoutMs = 30_000;

/** Creates the genesis block once: another genesis block would be another channel. */
export async function makeGenesisBlock(
  topology: Topology,
  folders: Folders,
  binaries: Binaries,
): Promise<void> {
  const block = genesisBlock(folders);
  if (existsSync(block)) return;
  writeFile(folders.channel('configtx.yaml'), stringify(channelConfiguration(topology, folders)));
  const args = ['-profile', profile, '-channelID', topology.channel, '-outputBlock', `${block}.tmp`];
  await run(binaries.configtxgen, [...args, '-configPath', folders.channel()]);
  renameSync(`${block}.tmp`, block);
}

function genesisBlock(folders: Folders): string {
  return folders.channel('genesis.block');
}

/**
 * Joins an orderer to the channel as a consenter, through its participation API (mutual TLS), unless it has joined.
 * @throws Error with the orderer's answer when it refuses.
 */
export async function joinOrderer(
  organisation: TopologyOrganisation,
  topology: Topology,
  folders: Folders,
): Promise<void> {
  const known = await participation(organisation, folders, 'GET', topology.channel);
  if (known.status === 200) return;
  const answer = await participation(organisation, folders, 'POST', '', readFileSync(genesisBlock(folders)));
  if (answer.status !== 201) {
    throw new Error(`${organisation.name}.orderer did not join: ${answer.status} ${answer.body}`);
  }
}

/** Joins a peer to the channel, unless it has joined. */
export async function joinPeer(
  organisation: TopologyOrganisation,
  topology: Topology,
  folders: Folders,
  binaries: Binaries,
): Promise<void> {
  const peer = peerCommand(organisation, folders, binaries);
  const list = await peer(['channel', 'list']);
  if (list.split('\n').includes(topology.channel)) return;
  await peer(['channel', 'join', '-b', genesisBlock(folders)]);
}

function participation(
  organisation: TopologyOrganisation,
  folders: Folders,
  method: 'GET' | 'POST',
  channel: string,
  block?: Buffer,
): Promise<Answer> {
  const { tlsRoot, tlsCertificate, tlsKey } = membershipFiles(folders, organisation, 'admin');
  const form = block === undefined ? undefined : multipart('config-block', block);
  const path = `/participation/v1/channels${channel === '' ? '' : `/${channel}`}`;
  return ask(`https://${address(organisation, 'ordererAdmin')}${path}`, {
    method,
    timeoutMs,
    trustFile: tlsRoot,
    client: { certificateFile: tlsCertificate, keyFile: tlsKey },
    ...(form === undefined ? {} : { body: form.body, headers: { 'Content-Type': form.type } }),
  });
}

/** One file as multipart/form-data (RFC 7578). */
function multipart(name: string, content: Buffer): { readonly type: string; readonly body: Buffer } {
  const boundary = randomBytes(16).toString('hex');
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
