// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
// The package's own entry runs the whole page: a fifth of a gateway's start.
import getAbsoluteFSPath from 'swagger-ui-dist/absolute-path';
import { defineRoute } from '../route';
import type { Reply, Route } from '../route';
import { pageHeaders } from '../server/security-headers';
import { noParams, noQuery } from '../shared-schemas';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Guidang API</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="page"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;

/** No external validator, and no sign-in that outlives the page. */
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', validatorUrl: null, persistAuthorization: false });
`;

/** The files of Swagger UI that the page needs; no others are served. */
const assets = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** The API's documentation page, served entirely from this server. */
export function docsRoutes(): readonly Route[] {
  const headers = pageHeaders();
  const text = (type: string, content: string): Reply => ({
    status: 200,
    text: content,
    headers: { ...headers, 'Content-Type': `${type}; charset=utf-8` },
  });
  const asset = (name: string): Reply => ({
    status: 200,
    file: join(getAbsoluteFSPath(), name),
    headers: { ...headers, 'Cache-Control': 'public, max-age=3600' },
  });
  return [
    // Of a listener for operations; where there are pages too, theirs comes first.
    docsRoute('/', { status: 302, text: '', headers: { Location: '/docs' } }),
    docsRoute('/docs', text('text/html', page)),
    docsRoute('/docs/start.js', text('text/javascript', start)),
    ...assets.map((name) => docsRoute(`/docs/${name}`, asset(name))),
  ];
}

function docsRoute(path: string, reply: Reply): Route {
  return defineRoute({
    method: 'get',
    path,
    operation: `get ${path}`,
    tag: 'operations',
    summary: "Part of the page that shows the API's description",
    kind: 'operation',
    access: 'open',
    params: noParams,
    query: noQuery,
    responses: { 200: { description: 'The file' } },
    handle: () => reply,
  });
}
