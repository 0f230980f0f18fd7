// SPDX-License-Identifier: Apache-2.0
export { createApp, type App, type AppOptions } from './create-app';
export { httpConfig, httpDefaults, type HttpConfig } from './http-config';
export * from './services';
export { startServer, type RunningServer, type ServerOptions } from './start-server';
