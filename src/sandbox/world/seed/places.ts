/** One project of the demo world: a district on the map, and what is watched there. */
export interface Place {
  /** The project's slug. */
  readonly slug: string;
  readonly title: string;
  readonly region: string;
  readonly lead: string;
  /** Longitude and latitude of the middle. */
  readonly at: readonly [number, number];
  readonly kind: keyof typeof sites;
  readonly satellite: 'FF01' | 'TD1' | 'TD2' | 'Sentinel-2';
  readonly aois: number;
  /** Images that each AOI is made of: each gives an image asset, a mosaic and a picture. */
  readonly scenes: number;
}

/** Names of AOIs for each kind of place. */
export const sites = {
  farm: listOf(
    'North Bank, South Bank, Canal Head, Canal Tail, Seed Farm, Temple Village, Mill Road, Tank Command, River Island, Market Town, Rail Halt, Upper Terrace',
  ),
  estate: listOf(
    'Upper Estate, Lower Estate, Ridge Block, Stream Block, Nursery, Old Bungalow, Shade Trees, East Slope, West Slope, Drying Yard, Young Plants, Weir',
  ),
  coast: listOf(
    'Estuary, Sandbar, Fishing Harbour, Backwater, Lighthouse Point, Mangrove Belt, Salt Pans, Sea Wall, River Mouth, Shrimp Ponds, Dunes, Spit',
  ),
  mine: listOf(
    'Main Pit, East Pit, Tailings North, Tailings South, Waste Dump, Haul Road, Stockpile, Settling Pond, Old Shaft, Rail Loop, Green Belt, Village Downwind',
  ),
  forest: listOf(
    'Core Valley, Buffer East, Buffer West, Fire Line, Shola Patch, Bamboo Stand, Reservoir Rim, Elephant Path, Burn Scar, Plantation Edge, Grassland, Stream Head',
  ),
};

function listOf(names: string): string[] {
  return names.split(', ');
}

/** The agronomy company's projects. The first twenty have ten AOIs or more; the last one is new and empty. */
// prettier-ignore
export const orchardPlaces: readonly Place[] = [
  place('narmada-valley-wheat', 'Narmada Valley Wheat', 'Madhya Pradesh', 'Meera Joshi', 77.72, 22.75, 'farm', 'FF01', 12, 4),
  place('kaveri-delta-paddy', 'Kaveri Delta Paddy', 'Tamil Nadu', 'Arjun Sundaram', 79.14, 10.79, 'farm', 'FF01', 12, 4),
  place('sangrur-rice', 'Sangrur Rice Belt', 'Punjab', 'Harpreet Gill', 75.84, 30.25, 'farm', 'FF01', 11, 4),
  place('vidarbha-cotton', 'Vidarbha Cotton', 'Maharashtra', 'Sunita Deshmukh', 78.12, 20.39, 'farm', 'TD2', 10, 4),
  place('nashik-vineyards', 'Nashik Vineyards', 'Maharashtra', 'Rohan Kulkarni', 73.78, 20.0, 'estate', 'FF01', 10, 4),
  place('kodagu-coffee', 'Kodagu Coffee', 'Karnataka', 'Anita Ponnappa', 75.74, 12.42, 'estate', 'FF01', 12, 4),
  place('munnar-tea', 'Munnar Tea', 'Kerala', 'Thomas Kurian', 77.06, 10.09, 'estate', 'TD2', 10, 4),
  place('alappuzha-coast', 'Alappuzha Coast', 'Kerala', 'Lakshmi Nair', 76.32, 9.49, 'coast', 'FF01', 12, 4),
  place('kolar-gold-fields', 'Kolar Gold Fields', 'Karnataka', 'Vikram Gowda', 78.27, 12.96, 'mine', 'FF01', 12, 4),
  place('pilbara-iron', 'Pilbara Iron', 'Western Australia', 'Grace Walker', 117.79, -22.69, 'mine', 'FF01', 10, 4),
  place('ballari-iron', 'Ballari Iron Ore', 'Karnataka', 'Imran Khan', 76.92, 15.14, 'mine', 'TD1', 10, 1),
  place('ratnagiri-mango', 'Ratnagiri Mango', 'Maharashtra', 'Snehal Patil', 73.31, 16.99, 'estate', 'FF01', 10, 1),
  place('shopian-apple', 'Shopian Apple', 'Jammu and Kashmir', 'Bilal Dar', 74.83, 33.72, 'estate', 'TD2', 10, 1),
  place('hisar-mustard', 'Hisar Mustard', 'Haryana', 'Neha Sangwan', 75.72, 29.15, 'farm', 'Sentinel-2', 10, 1),
  place('ujjain-soybean', 'Ujjain Soybean', 'Madhya Pradesh', 'Dinesh Malviya', 75.78, 23.18, 'farm', 'Sentinel-2', 10, 1),
  place('krishna-delta', 'Krishna Delta', 'Andhra Pradesh', 'Padma Rao', 81.13, 16.17, 'farm', 'FF01', 10, 1),
  place('chilika-lagoon', 'Chilika Lagoon', 'Odisha', 'Subhash Mohanty', 85.32, 19.72, 'coast', 'FF01', 10, 1),
  place('sundarbans-mangrove', 'Sundarbans Mangrove', 'West Bengal', 'Rina Mondal', 88.9, 21.95, 'coast', 'TD2', 10, 1),
  place('silent-valley', 'Silent Valley', 'Kerala', 'Joseph Mathew', 76.45, 11.08, 'forest', 'Sentinel-2', 10, 1),
  place('bandipur-fire-watch', 'Bandipur Fire Watch', 'Karnataka', 'Kavya Shetty', 76.63, 11.66, 'forest', 'FF01', 10, 1),
  place('fresno-almonds', 'Fresno Almonds', 'California', 'Maria Alvarez', -119.79, 36.74, 'estate', 'FF01', 3, 1),
  place('griffith-cotton', 'Griffith Cotton', 'New South Wales', 'Jack Thornton', 146.05, -34.29, 'farm', 'Sentinel-2', 3, 1),
  place('ebro-delta-rice', 'Ebro Delta Rice', 'Catalonia', 'Jordi Ferrer', 0.72, 40.72, 'farm', 'TD1', 2, 1),
  place('calama-copper', 'Calama Copper', 'Antofagasta', 'Camila Rojas', -68.9, -22.29, 'mine', 'FF01', 2, 1),
  place('sonmarg-snow', 'Sonmarg Snow', 'Jammu and Kashmir', 'Bilal Dar', 75.29, 34.3, 'forest', 'FF01', 0, 0),
];

/** The port surveyor's projects. */
export const harbourPlaces: readonly Place[] = [
  place('maasvlakte', 'Maasvlakte Approaches', 'South Holland', 'Sanne de Vries', 4.02, 51.95, 'coast', 'FF01', 4, 4),
  place('jakarta-bay', 'Jakarta Bay', 'Jakarta', 'Putri Wibowo', 106.85, -6.08, 'coast', 'TD2', 3, 1),
  place('york-river', 'York River', 'Virginia', 'Daniel Hughes', -76.45, 37.25, 'coast', 'Sentinel-2', 2, 1),
];

function place(
  slug: string,
  title: string,
  region: string,
  lead: string,
  longitude: number,
  latitude: number,
  kind: Place['kind'],
  satellite: Place['satellite'],
  aois: number,
  scenes: number,
): Place {
  return { slug, title, region, lead, at: [longitude, latitude], kind, satellite, aois, scenes };
}
