/** What other features may use of files. */
export { FileService, STORAGE } from './file.service.js';
export { FileSweep } from './file-sweep.js';
export { Usage } from './usage.service.js';
