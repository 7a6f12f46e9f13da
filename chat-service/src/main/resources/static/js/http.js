/**
 * One REST call: JSON out, JSON or a problem (RFC 9457) back.
 *
 * Whatever goes wrong comes out as an ApiError with a `code` of the protocol's catalogue, so that callers and
 * texts know only codes. A call that got no answer has the code `unavailable` and status 0.
 */
const PATIENCE_MS = 15_000;

export class ApiError extends Error {
  constructor(code, status, { detail, field, retryAfterMs } = {}) {
    super(detail ?? code);
    this.code = code;
    this.status = status;
    this.field = field;
    this.retryAfterMs = retryAfterMs;
  }
}

export async function call(method, path, { body, token } = {}) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await answer(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const content = await contentOf(response);
  if (!response.ok) throw problem(response, content);
  return content;
}

async function answer(path, request) {
  try {
    return await fetch(path, request);
  } catch (failure) {
    throw new ApiError('unavailable', 0, { detail: failure.message });
  }
}

async function contentOf(response) {
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch (failure) {
    if (!response.ok) return null; // a proxy's error page: the status says enough
    throw new ApiError('unavailable', 0, { detail: failure.message });
  }
}

function problem(response, content) {
  const seconds = Number(response.headers.get('Retry-After'));
  return new ApiError(content?.code ?? codeOf(response.status), response.status, {
    detail: content?.detail ?? content?.title,
    field: content?.field,
    retryAfterMs: content?.retryAfterMs ?? (seconds > 0 ? seconds * 1000 : undefined),
  });
}

function codeOf(status) {
  if (status === 401) return 'unauthenticated';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'unavailable' : 'unknown';
}
