/** What other features may use of files. */
export { FilesModule } from './files.module.js';
export { FileService, STORAGE } from './file.service.js';
export { FileSweep } from './file-sweep.js';
export { Usage } from './usage.service.js';
