// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { Router } from 'express';
import { getAbsoluteFSPath } from 'swagger-ui-dist';
import { pageHeaders } from '../server/security-headers';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Guidang API</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="page"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;

/** No remote validator, and no sign-in that outlives the page. */
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', validatorUrl: null, persistAuthorization: false });
`;

/** Of Swagger UI's folder, what the page needs; the rest of it is not served. */
const assets = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** The API's documentation as a page, all of it from this server. */
export function docsPage(): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use('/docs', pageHeaders());
  router.get('/docs', (_request, response) => {
    response.type('html').send(page);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(start);
  });
  for (const name of assets) {
    router.get(`/docs/${name}`, (_request, response) => {
      response.sendFile(join(getAbsoluteFSPath(), name), { maxAge: '1h' });
    });
  }
  return router;
}
