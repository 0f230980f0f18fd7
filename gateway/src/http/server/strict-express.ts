// SPDX-License-Identifier: Apache-2.0
import express from 'express';
import type { Express } from 'express';

/** Express without lenient defaults: one spelling of each path, no query parser, and no headers that we do not set. */
export function strictExpress(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  return app;
}
