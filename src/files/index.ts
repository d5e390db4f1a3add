// The part of the public API that reads and writes files, name by name, for Node: `import { … }
// from 'offsupply/files'`.

export { fileStore, type FileRecordStore, type RecordFiles } from './record-files.ts';
export { scenarioFilesOnDisk } from './scenario-files.ts';
export { writeOutputs, type Extra, type OutputOptions } from './write-outputs.ts';
