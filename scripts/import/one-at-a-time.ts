// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { says } from '../terminal-words';

/**
 * Holds a file that is written over a long time, as long as this process lives: two that wrote one would mix their
 * lines. It is a socket, which the operating system lets go of however a process ends.
 * @throws {Error} while another process of this machine holds it.
 */
export async function holdFile(file: string): Promise<void> {
  const socket = socketOf(file);
  if (await isAnswered(socket)) throw isHeld(file);
  await rm(socket, { force: true });
  const server = createServer((caller) => caller.end()).unref();
  await once(server.listen(socket), 'listening');
}

function socketOf(file: string): string {
  const name = createHash('sha256').update(resolve(file)).digest('hex').slice(0, 32);
  const user = process.getuid?.() ?? 0;
  return process.platform === 'win32'
    ? String.raw`\\.\pipe\guidang-${name}`
    : join(tmpdir(), `guidang-${user}-${name}.sock`);
}

async function isAnswered(socket: string): Promise<boolean> {
  const caller = connect(socket);
  try {
    await once(caller, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    caller.destroy();
  }
}

function isHeld(file: string): Error {
  return new Error(
    says(
      `another import that is running writes ${file}: wait until it has ended, or name another file with --result`,
      `另一个正在运行的导入在写入 ${file}：请等其结束，或用 --result 指定其他文件`,
    ),
  );
}
