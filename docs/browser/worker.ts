// What each worker of page.ts runs.
import { serveReplications } from 'offsupply';

serveReplications();
