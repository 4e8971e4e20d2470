import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { UpstreamFailure } from '../failure.ts';
import type { Call } from './call.ts';
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

/**
 * The response with its body decoded as `content-encoding` says. If the body of an error cannot be decoded, it is dropped:
 * the status is enough.
 * @param maxBytes limit of the decoded body
 * @throws UpstreamFailure of kind `invalidAnswer` for a successful response that cannot be decoded, or is too large
 */
export async function decodeContent(
  call: Call,
  response: UpstreamResponse,
  encodings: readonly string[],
  maxBytes: number,
): Promise<UpstreamResponse> {
  const { status } = response;
  try {
    return { ...response, body: await decoded(response.body, encodings, maxBytes) };
  } catch (cause) {
    if (status >= 400) return { ...response, body: Buffer.alloc(0) };
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const isTooLarge = code === 'ERR_BUFFER_TOO_LARGE';
    throw new UpstreamFailure('invalidAnswer', call.name, {
      status,
      message: isTooLarge ? 'The answer is larger than allowed.' : 'The answer cannot be decompressed.',
      isOutcomeUnknown: call.isWrite,
      // Only a decoder's errors have a code.
      isDamaged: code !== undefined && !isTooLarge,
      cause,
    });
  }
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
