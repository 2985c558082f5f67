import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import fastifyStatic from '@fastify/static'
import { z } from 'zod'
import { endpoint } from '../../../contract/http.ts'
import type { App } from '../app.ts'
import { describeApi } from './describe-api.ts'
import { sendPage } from './security-headers.ts'
import { apiPrefix, serve } from './serve.ts'

const document = endpoint({
  method: 'GET',
  path: '/openapi.json',
  tag: 'API',
  summary: 'This document',
  description: 'The API in the words of OpenAPI 3.1, made from the schemas that check its requests.',
  permission: 'anyone',
  response: z.looseObject({ openapi: z.string() }),
})

/** The description of the API for programs, and pages to read and try it for people. */
export function serveOpenApi(app: App): void {
  let described: { openapi: string } | undefined
  serve(app, document, () => {
    described ??= describeApi(app.endpoints, app.config.publicUrl)
    return described
  })

  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  app.http.register(fastifyStatic, {
    root: folder,
    prefix: '/api/docs/',
    index: false,
    decorateReply: false,
    allowedPath: (path) => /^\/swagger-ui(-bundle)?\.(js|css)$/.test(path),
  })
  app.http.get('/api/docs', (_, reply) => sendPage(reply, page))
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quoin API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script nonce="__NONCE__">
SwaggerUIBundle({ url: '${apiPrefix}/openapi.json', dom_id: '#api', deepLinking: true, tryItOutEnabled: true })
</script>
</body>
</html>
`
