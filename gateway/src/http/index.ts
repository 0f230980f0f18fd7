// SPDX-License-Identifier: Apache-2.0
export { createApp } from './create-app';
export { httpConfig, loopbackHosts } from './server/http-config';
export { startServer } from './server/start-server';
