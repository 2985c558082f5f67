import Fastify, { errorCodes, type FastifyInstance } from 'fastify'
import { most } from '../../../contract/limits.ts'
import type { Config } from '../config.ts'
import { newId } from '../new-id.ts'
import { apiPrefix } from './serve.ts'
import { refuseUnstorable } from './unstorable.ts'

/** The HTTP server, before any route. */
export function createHttp(config: Config): FastifyInstance {
  const http = Fastify({
    logger: false, // requests are logged once, with what is known at their end
    bodyLimit: most('requests', 'body'),
    trustProxy: config.trustProxy,
    routerOptions: { maxParamLength: 500 },
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : newId('req')
    },
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
  })
  http.decorateRequest('actor', undefined)
  readJson(http)
  readFiles(http)
  readForms(http)
  readScim(http)
  refuseUnstorable(http)
  http.addHook('onRoute', ({ url, config: route }) => {
    if (url.startsWith(`${apiPrefix}/`) && !route?.endpoint) {
      throw new Error(`${url} is below ${apiPrefix}, where every route is bound with serve() to its endpoint`)
    }
  })
  return http
}

/** JSON without the keys that reach into prototypes. No body at all is fine: many transitions need none. */
function readJson(http: FastifyInstance): void {
  http.removeAllContentTypeParsers()
  const parse = http.getDefaultJsonParser('error', 'error')
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, String(body), done)
  })
}

/** JSON as directories send it, where they come in. */
function readScim(http: FastifyInstance): void {
  const type = 'application/scim+json'
  const parse = http.getDefaultJsonParser('error', 'error')
  http.addContentTypeParser(type, { parseAs: 'string' }, (request, body, done) => {
    if (!request.routeOptions.config.takesScim)
      done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(type), undefined)
    else if (body === '') done(null, undefined)
    else void parse(request, String(body), done)
  })
}

/** Forms as browsers and OAuth clients send them, only where a standard asks for it: elsewhere a foreign page could. */
function readForms(http: FastifyInstance): void {
  const type = 'application/x-www-form-urlencoded'
  http.addContentTypeParser(type, { parseAs: 'string' }, (request, body, done) => {
    if (!request.routeOptions.config.takesForms) {
      done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(type), undefined)
      return
    }
    // A field that comes twice is refused by whoever reads the form: it is no text.
    const fields = new URLSearchParams(String(body))
    const names = [...new Set(fields.keys())]
    const values = names.map((name) => fields.getAll(name))
    done(
      null,
      Object.fromEntries(
        names.map((name, at) => [name, values[at]?.length === 1 ? values[at][0] : values[at]]),
      ),
    )
  })
}

/** Bytes as they are, for endpoints that take a file. */
function readFiles(http: FastifyInstance): void {
  http.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (request, body, done) => {
    const takesFiles = request.routeOptions.config.endpoint?.endpoint.consumes !== undefined
    if (takesFiles) done(null, body)
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('application/octet-stream'), undefined)
  })
}
