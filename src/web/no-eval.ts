// Imported before all else: schemas look at this when they are made. The page's policy lets no text
// be run as code, and trying it is reported.
import * as z from 'zod';

z.config({ jitless: true });
