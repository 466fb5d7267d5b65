// The councils of the fixtures: each folder with a profile.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const fixtures = join(process.env.LADOSTAT_ROOT, 'fixtures');
export const councils = readdirSync(fixtures).filter(name => existsSync(join(fixtures, name, 'profile.yaml'))).sort();
