// SPDX-License-Identifier: Apache-2.0
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import type { Observer } from './middleware';

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * Security headers for data: a browser may do nothing with them (OWASP REST Security Cheat Sheet). Headers that only
 * matter for documents are left to {@link pageHeaders}, since each header costs every answer. Computed once.
 */
export function apiHeaderFields(): Headers {
  return headersOf(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
        },
      },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    }),
  );
}

export function apiHeaders(): Observer {
  const headers = apiHeaderFields();
  return (_request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
  };
}

/** The headers that a middleware which ignores the request sets on every answer. */
function headersOf(handler: ReturnType<typeof helmet>): Headers {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  handler(request, response, () => undefined);
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
}

/** Headers for pages without scripts: styles, pictures and forms of the same origin only, nothing inline. */
export function documentHeaders(): Readonly<Record<string, string>> {
  return pageHeadersWith({
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
  });
}

/**
 * Headers for pages whose script only adds to them: scripts, workers and requests of the same origin, nothing inline.
 * The camera, which the browser still asks for, is for scanning codes.
 */
export function scriptedHeaders(): Readonly<Record<string, string>> {
  const headers = pageHeadersWith({
    scriptSrc: ["'self'"],
    workerSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
  });
  return { ...headers, ...permissions('camera=(self)') };
}

/** Headers for the workplace: what this gateway serves, nothing inline; pictures also of files that it has opened. */
export function workplaceHeaders(): Readonly<Record<string, string>> {
  return pageHeadersWith({
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
  });
}

/** Headers for the documentation: scripts, styles and requests of the same origin only, nothing inline. */
export function pageHeaders(): Readonly<Record<string, string>> {
  return pageHeadersWith({
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'none'"],
  });
}

function pageHeadersWith(
  sources: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string>> {
  const headers = headersOf(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          ...sources,
        },
      },
      xFrameOptions: { action: 'deny' },
    }),
  );
  return { ...Object.fromEntries(headers), ...permissions('camera=()') };
}

/** What else a browser could give to a page, none gets (W3C Permissions Policy). */
function permissions(camera: string): Readonly<Record<string, string>> {
  return { 'Permissions-Policy': `${camera}, display-capture=(), geolocation=(), microphone=()` };
}
