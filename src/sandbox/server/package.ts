import { createHmac } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { minute } from '../world/dates.ts';
import type { Store } from '../world/store.ts';
import { forbidden, notFound } from './handler.ts';

const lifeTime = 15 * minute;

/** The signature is real, so a changed link is refused. The secret protects demo data only. */
const signatureOf = (id: string, expiresAt: number) =>
  createHmac('sha256', 'sandbox').update(`${id} ${expiresAt}`).digest('hex').slice(0, 32);

/** A link to a package that needs no key and is valid for fifteen minutes; empty while the package is not ready. */
export function signedUrlOf({ store, baseUrl }: { store: Store; baseUrl: string }, id: string): string {
  const wanted = store.packages.get(id);
  if (!wanted || store.now() < wanted.readyAt) return '';
  const expiresAt = store.now() + lifeTime;
  return `${baseUrl}/packages/${id}.zip?expires=${expiresAt}&signature=${signatureOf(id, expiresAt)}`;
}

/** The ZIP behind a signed link. */
export function openPackage(store: Store, id: string, query: URLSearchParams): Uint8Array {
  const expiresAt = Number(query.get('expires'));
  if (query.get('signature') !== signatureOf(id, expiresAt)) throw forbidden('the signature of this link is wrong');
  if (store.now() > expiresAt) throw forbidden('this link has expired');
  const wanted = store.packages.get(id);
  if (!wanted) throw notFound('package not found');
  return zipSync(
    Object.fromEntries(
      Object.entries(wanted.contents).map(([name, content]) => [name, strToU8(JSON.stringify(content, null, 2))]),
    ),
  );
}
