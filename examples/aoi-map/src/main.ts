import { createClient, GatewayError } from '@pixxel-graphql/client';
import { geoJSON, map } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import './style.css';
import { ClipAgainDocument, FollowAoiDocument, MapOfAoisDocument, type MapOfAoisQuery } from './generated/graphql.ts';

type Aoi = NonNullable<MapOfAoisQuery['aois']>['nodes'][number];

const AOIS = 50;

const view = map('map', { attributionControl: false }).setView([20, 78], 4);
// A real page would add a layer of map tiles. Outlines alone need no other server.
const outlines = geoJSON(undefined, { style: { color: '#0a6', weight: 2 } }).addTo(view);
let followed = new AbortController();

byId('connect', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void connect(byId('key', HTMLInputElement).value);
});

async function connect(apiKey: string): Promise<void> {
  const client = createClient({ url: new URL('/graphql', location.href), apiKey });
  await showingErrors(async () => {
    const { aois } = await client.query(MapOfAoisDocument, { first: AOIS });
    show(aois?.nodes ?? []);
    const running = aois?.nodes.find(({ state }) => state === 'PENDING' || state === 'RUNNING');
    if (running) await follow(running.id);
  });

  function show(aois: readonly Aoi[]): void {
    byId('aois', HTMLUListElement).replaceChildren(...aois.map(itemOf));
    outlines.clearLayers();
    for (const { geometry } of aois) if (geometry) outlines.addData(geometry);
    if (aois.length > 0) view.fitBounds(outlines.getBounds());
  }

  function itemOf(aoi: Aoi): HTMLLIElement {
    const item = document.createElement('li');
    const clip = document.createElement('button');
    clip.type = 'button';
    clip.textContent = 'Clip again';
    clip.addEventListener('click', () => void showingErrors(() => clipAgain(aoi)));
    item.append(`${aoi.name}, ${aoi.project?.title}: ${aoi.state} `, clip);
    return item;
  }

  /** Creates an AOI with the same outline and images, and follows its progress. */
  async function clipAgain({ name, geometry, images, project }: Aoi): Promise<void> {
    if (!geometry || !project) throw new Error(`${name} has no outline or no project.`);
    const { createAoi } = await client.mutate(ClipAgainDocument, {
      input: {
        name: `${name}, ${new Date().toLocaleString()}`,
        projectId: project.id,
        geometry,
        itemIds: images.map(({ itemId }) => itemId),
      },
    });
    if (!createAoi?.aoi) throw new Error(createAoi?.userErrors.map(({ message }) => message).join(' '));
    view.fitBounds(geoJSON(geometry).getBounds());
    await follow(createAoi.aoi.id);
  }

  /** Updates the progress bar until the AOI is finished, or until another one is followed. */
  async function follow(id: string): Promise<void> {
    followed.abort();
    followed = new AbortController();
    const { signal } = followed;
    byId('live', HTMLElement).hidden = false;
    try {
      for await (const { aoiProgress } of client.subscribe(FollowAoiDocument, { id }, { signal })) {
        byId('live-name', HTMLElement).textContent = aoiProgress?.name ?? '';
        byId('live-bar', HTMLProgressElement).value = aoiProgress?.progress ?? 0;
        byId('live-state', HTMLOutputElement).value = aoiProgress?.state ?? '';
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

/** Runs an action and shows its error, if it fails. */
async function showingErrors(act: () => Promise<void>): Promise<void> {
  const error = byId('error', HTMLElement);
  error.textContent = '';
  try {
    await act();
  } catch (cause) {
    error.textContent = cause instanceof GatewayError ? `${cause.code}: ${cause.message}` : String(cause);
  }
}

function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${id}.`);
  return element;
}

// Development only: a published build must not contain a key.
if (import.meta.env.DEV) byId('key', HTMLInputElement).value = import.meta.env.VITE_DEMO_KEY ?? '';
