import { Type } from 'typebox';
import type { Operation } from './operation.ts';

export const reportOperations = {
  /** The order history as CSV. */
  DownloadOrderReport: {
    method: 'GET',
    path: '/v0/reports',
    query: Type.Partial(Type.Object({ tz: Type.String() })),
    answers: { 200: Type.String() },
    format: 'text',
    access: 'read',
  },
} as const satisfies Record<string, Operation>;
