import { type Client, createClient } from '@pixxel-graphql/client';

/** A client of the gateway that the environment names. */
export function clientFromEnvironment(): Client {
  const { GATEWAY_URL = 'http://127.0.0.1:4000/graphql', PIXXEL_API_KEY } = process.env;
  if (!PIXXEL_API_KEY) throw new Error('Set PIXXEL_API_KEY to your Pixxel API key.');
  return createClient({ url: GATEWAY_URL, apiKey: PIXXEL_API_KEY });
}
