import type { buildConnector } from 'undici';

/** A secure connection could not be made, so nothing was sent. The message is for operators: it names the host and what helps. */
export class TlsFailure extends Error {
  override readonly name = 'TlsFailure';
  /** The code of OpenSSL or Node. Not `code`: undici treats some codes in its own way. */
  readonly reasonCode: string;
  /** What callers are told. */
  readonly summary: string;
  /** Whether the next attempt is certain to fail in the same way. */
  readonly isLasting: boolean;

  constructor(host: string, code: string, { summary, remedy, isPassing }: Fault, cause: Error) {
    // The messages of OpenSSL have the place in its source code; its reasons do not.
    const reason = 'reason' in cause ? String(cause.reason) : cause.message;
    super(`${host}: ${reason}. ${remedy}`, { cause });
    this.reasonCode = code;
    this.summary = summary;
    this.isLasting = !isPassing;
  }
}

/** Makes TLS errors of a connector say which host it was and what helps. Other errors pass as they are. */
export function explainingTls(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...result) => {
      const [error] = result;
      const failure = error && options.protocol === 'https:' && tlsFailureOf(error, options.host ?? options.hostname);
      if (failure) callback(failure, null);
      else callback(...result);
    });
}

interface Fault {
  codes: RegExp;
  summary: string;
  remedy: string;
  isPassing?: true;
}

const UNTRUSTED = 'Its certificate is not trusted.';
const INSECURE = 'No secure connection to it can be made.';

/** What goes wrong in a handshake, by the codes of OpenSSL as Node spells them and Node's own. The first that matches counts. */
const FAULTS: readonly Fault[] = [
  {
    codes: /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
    summary: UNTRUSTED,
    remedy: 'The certificate must be renewed, or the clock of this machine is wrong',
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$|^HOSTNAME_MISMATCH$|^UND_ERR_PRX_TLS$/,
    summary: UNTRUSTED,
    remedy: 'Set PIXXEL_API_URL (or HTTPS_PROXY) to a name that is in the certificate',
  },
  {
    codes: /SELF_SIGNED|^UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|^CERT_UNTRUSTED$/,
    summary: UNTRUSTED,
    remedy: 'If its authority is a private one, name its PEM file in NODE_EXTRA_CA_CERTS and start the gateway again',
  },
  {
    codes: /CERT|_SIGNATURE$|^UNABLE_TO_|^CRL_|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^UNSPECIFIED$/,
    summary: UNTRUSTED,
    remedy: 'The host needs another certificate',
  },
  {
    codes: /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG/,
    summary: INSECURE,
    remedy: 'It does not speak TLS at this port: check the scheme and the port of PIXXEL_API_URL (or HTTPS_PROXY)',
  },
  {
    codes: /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|INAPPROPRIATE_FALLBACK/,
    summary: INSECURE,
    remedy:
      'It speaks only versions of TLS before 1.2, which are unsafe. NODE_OPTIONS="--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0" allows them',
  },
  {
    codes: /^ERR_SSL_|^ERR_TLS_|^EPROTO$/,
    summary: INSECURE,
    remedy: 'It refuses the handshake: it may demand a client certificate, other ciphers or another host name',
  },
  {
    codes: /^ECONNRESET$|^EPIPE$/,
    summary: 'It closed the connection before it was secure.',
    remedy: 'A firewall or a balancer may refuse the host name',
    isPassing: true,
  },
];

function tlsFailureOf(error: Error, host: string): TlsFailure | undefined {
  // A proxy's connector has explained it.
  if (error instanceof TlsFailure) return error;
  const { code } = error as NodeJS.ErrnoException;
  const fault = code === undefined ? undefined : FAULTS.find(({ codes }) => codes.test(code));
  return code !== undefined && fault ? new TlsFailure(host, code, fault, error) : undefined;
}
