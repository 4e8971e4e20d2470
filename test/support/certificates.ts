import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PEM texts. */
export interface Certificates {
  /** The certificate of the authority. */
  ca: string;
  key: string;
  cert: string;
}

/**
 * A private certificate authority, as a closed network has one, and a certificate that it gave to `host`. Needs `openssl`.
 * @param days how long the certificate is valid; 0: it has expired
 */
export function createCertificates(host = 'localhost', days = 2): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    run('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Private CA');
    run('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${host}`);
    writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${host}`);
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', `${days}`, '-extfile', 'names'];
    run('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.pem');
    const read = (file: string) => readFileSync(join(folder, file), 'utf8');
    return { ca: read('ca.pem'), key: read('server.key'), cert: read('server.pem') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
