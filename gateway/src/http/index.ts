// SPDX-License-Identifier: Apache-2.0
export { createApp, type App, type AppOptions } from './create-app';
export { httpConfig, httpDefaults, type HttpConfig } from './server/http-config';
export { startServer, type RunningServer, type ServerOptions } from './server/start-server';
