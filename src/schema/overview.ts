/** The description of the schema itself: what its objects are to each other. */
export const OVERVIEW = `The Pixxel platform for hyperspectral imagery as one graph.

Images:
- An **archive item** (\`StacItem\`) is one image as a satellite took it: a footprint, a time, properties and files. Items of one kind form a **collection**. \`searchArchive\` searches the archive, \`searchImages\` the images of chosen satellites.
- An **area of interest** (\`Aoi\`) is a polygon in a **project**, with images clipped to it. Its \`images\` name the archive items that it was made from.
- An **asset** is a raster that came out of an AOI: one clipped image, a mosaic of the images of one day, or a picture of a visualization.
- A **visualization** draws a **spectral index** (a formula over the bands of a **satellite**) over the assets of an AOI.

Analysis:
- A **block** is a piece of processing. Run on an AOI, it is an **insight**. A **workflow** joins blocks; each run of it is a **job** with tasks.

Purchases:
- An **order** buys images. Each line is an **order item**: archive items or new captures of an area, for a project. Its tasks are the captures or transfers. Prices are in tokens, the unit in which Pixxel bills.
- Each image that an order item delivers becomes a **catalog entry**, which describes the image again as delivered (\`CatalogEntry.item\`).
- A **delivery** copies one catalog entry to a cloud **store** of yours. A download packs assets or catalog entries into a file.

Conventions:
- \`id\` is a global id, \`pixxelId\` the id in the Pixxel console. Arguments that name an object accept either.
- Lists that can be long are connections: rows in \`nodes\`, then \`pageInfo\` and \`totalCount\`.
- An object that does not exist is null. Writes report problems that you can fix in \`userErrors\`.
- \`state\` has one vocabulary for all long-running work; subscriptions follow it.`;
