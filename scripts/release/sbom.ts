/** Prints what users get as a CycloneDX software bill of materials: `npm run -s sbom > sbom.json`. */
import { npm, withProductionLock } from './production.ts';

const sbom = withProductionLock((folder) =>
  npm(folder, 'sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'),
);
process.stdout.write(sbom);
