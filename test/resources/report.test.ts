import { describe, expect, test } from 'vitest';
import { answer, withFaultyUpstream } from '../support/faulty-upstream.ts';
import { withGateway } from '../support/gateway.ts';

describe('OrderReport', () => {
  test('the order history is a table, its times in the zone of the caller', () =>
    withGateway({}, async ({ query }) => {
      const { data, errors, wire } = await query(
        '{ orderReport(timeZone: "Asia/Kolkata") { contentType sizeInBytes csv } }',
      );

      expect(errors).toBeUndefined();
      expect(wire).toEqual(['GET /v0/reports?tz=Asia%2FKolkata']);
      const { orderReport } = data as { orderReport: { contentType: string; sizeInBytes: number; csv: string } };
      expect(orderReport.contentType).toBe('text/csv');
      expect(orderReport.csv).toMatch(/^Order ID,/);
      expect(orderReport.sizeInBytes).toBe(Buffer.byteLength(orderReport.csv));
    }));

  test('its size counts bytes, not characters', () =>
    withFaultyUpstream(answer(200, 'Name\nÖlpalmen\n', { 'content-type': 'text/csv' }), {}, async (ask, upstream) => {
      const { data } = await ask('{ orderReport { sizeInBytes csv } }');

      expect(data?.orderReport).toEqual({ sizeInBytes: 15, csv: 'Name\nÖlpalmen\n' });
      expect(upstream.requests.map(({ target }) => target)).toEqual(['/v0/reports']);
    }));

  test.each(['<html>Sign in</html>', '{"error":{"message":"later"}}'])('a body that is not CSV is an error', (body) =>
    withFaultyUpstream(answer(200, body, { 'content-type': 'text/csv' }), {}, async (ask) => {
      const { data, errors } = await ask('{ orderReport { csv } }');

      expect(data).toEqual({ orderReport: null });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UPSTREAM_INVALID_RESPONSE']);
    }),
  );

  test('an invalid time zone is refused before anything is sent', () =>
    withGateway({}, async ({ query }) => {
      const { errors, calls } = await query('{ orderReport(timeZone: "Asia/Atlantis") { csv } }');

      expect(calls).toEqual([]);
      expect(errors?.[0]?.message).toBe('timeZone must be a time zone such as Asia/Kolkata, not "Asia/Atlantis".');
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentPath: ['timeZone'] });
    }));
});
