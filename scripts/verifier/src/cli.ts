#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { main } from './command/main';

process.exitCode = main(process.argv.slice(2), process);
