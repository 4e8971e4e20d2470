import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { FairQueue } from '../../scheduling/fair-queue.ts';
import { UpstreamFailure } from '../failure.ts';
import type { Answer, Call } from './call.ts';
import type { UpstreamResponse } from './exchange.ts';

/** Whether compressed answers are requested. `auto` requests them only over https, because a plain http address is near. */
export type CompressionSetting = 'auto' | 'on' | 'off';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const fromGzip: Decoder = promisify(gunzip);
const fromZlib: Decoder = promisify(inflate);
const fromRawDeflate: Decoder = promisify(inflateRaw);
const fromZstd = promisify(zstdDecompress);

/** Decoders by name. Proxies may choose an encoding that was not requested, so all of them are decoded. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: fromGzip,
  'x-gzip': fromGzip,
  // The specification means zlib's format; some servers send deflate without its header.
  deflate: (body, options) => (isZlib(body) ? fromZlib(body, options) : fromRawDeflate(body, options)),
  br: promisify(brotliDecompress),
  zstd: (body, options) => fromZstd(body, options),
};
/** Values of the header that say nothing about the bytes: some servers write charsets or values of other headers here. */
const NO_ENCODINGS: readonly string[] = [
  '',
  'identity',
  'none',
  'binary',
  '7bit',
  '8bit',
  'utf-8',
  'utf8',
  'aws-chunked',
];
/** More encodings than any real chain of servers applies. */
const MAX_ENCODINGS = 4;

/** The `accept-encoding` header of every request. */
export function acceptedEncodings(setting: CompressionSetting, url: string): string {
  const isWanted = setting === 'auto' ? new URL(url).protocol === 'https:' : setting === 'on';
  return isWanted ? 'gzip, br, zstd' : 'identity';
}

/** Bodies up to this length are decoded beside many others, however few compressed bytes they have. */
const SMALL_BYTES = 256 * 1024;
/** Bodies of the API have at most so many times their compressed length, unless they are made to be large. */
const USUAL_RATIO = 30;

/** Decodes the body of a response, and returns what `use` makes of it. @throws UpstreamFailure */
type DecodeContent = (
  call: Call,
  response: UpstreamResponse,
  encodings: readonly string[],
  use: (plain: UpstreamResponse) => Promise<Answer>,
) => Promise<Answer>;

/**
 * Decodes bodies as `content-encoding` says. A few compressed bytes can become many megabytes, so each body takes room before it is
 * decoded, until it has been used. If the body of an error cannot be decoded, it is dropped: the status is enough. A successful
 * response that cannot be decoded, or is too large, fails with `invalidAnswer`.
 * @param maxBytes limit of one decoded body
 * @param maxHeldBytes limit of all together
 */
export function decodingContent(maxBytes: number, maxHeldBytes: number): DecodeContent {
  const room = new FairQueue(maxHeldBytes, Number.POSITIVE_INFINITY);
  return async (call, response, encodings, use) => {
    /** Undefined if the body is longer than the limit. */
    const within = async (limit: number): Promise<Answer | undefined> => {
      const places = Math.min(limit, maxHeldBytes);
      // The answer to a write must be read: it says what was applied.
      const { isWrite, credential } = call;
      if (!isWrite && !room.tryAcquire(credential, places)) await room.acquire(credential, call.signal, places);
      try {
        const plain = await decodedWithin(limit, call, response, encodings);
        return plain && (await use(plain));
      } finally {
        if (!isWrite) room.release(credential, places);
      }
    };
    const usual = Math.max(SMALL_BYTES, response.body.length * USUAL_RATIO);
    const answer = (usual < maxBytes ? await within(usual) : undefined) ?? (await within(maxBytes));
    return answer ?? use(withoutContent(call, response, 'The answer is larger than allowed.'));
  };
}

/** Undefined if the decoded body is longer than the limit. */
async function decodedWithin(
  limit: number,
  call: Call,
  response: UpstreamResponse,
  encodings: readonly string[],
): Promise<UpstreamResponse | undefined> {
  try {
    return { ...response, body: await decoded(response.body, encodings, limit) };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    // Only a decoder's errors have a code.
    const isDamaged = code !== undefined;
    return withoutContent(call, response, 'The answer cannot be decompressed.', { isDamaged, cause });
  }
}

/** @throws UpstreamFailure unless the response is an error */
function withoutContent(
  { name, isWrite }: Call,
  response: UpstreamResponse,
  message: string,
  reason: { isDamaged?: boolean; cause?: unknown } = {},
): UpstreamResponse {
  const { status } = response;
  if (status >= 400) return { ...response, body: Buffer.alloc(0) };
  throw new UpstreamFailure('invalidAnswer', name, { status, message, isOutcomeUnknown: isWrite, ...reason });
}

async function decoded(body: Buffer, encodings: readonly string[], maxBytes: number): Promise<Buffer> {
  if (encodings.length > MAX_ENCODINGS) throw new Error('too many encodings');
  let plain = body;
  // The header lists encodings in the order in which they were applied.
  for (const encoding of encodings.toReversed()) {
    const decode = DECODERS[encoding];
    if (!decode) throw new Error('unknown encoding');
    plain = await decode(plain, { maxOutputLength: maxBytes });
  }
  return plain;
}

/** The encodings of a body, in lower case; empty if it is not encoded. */
export function encodingsOf({ headers, body }: UpstreamResponse): readonly string[] {
  const header = headers['content-encoding'];
  if (header === undefined || body.length === 0) return [];
  return String(header)
    .toLowerCase()
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => !NO_ENCODINGS.includes(encoding));
}

/** RFC 1950: the low half of the first byte is the method, and the first two bytes are a multiple of 31. */
function isZlib(body: Buffer): boolean {
  return body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}
