import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { FolderObjectStore } from './folder.object-store.js';
import { ObjectStore } from './object-store.js';
import { s3PlaceOf } from '../config/s3-url.js';
import { S3ObjectStore } from './s3.object-store.js';

/** Where files are kept: in the folder of the program's data, or in a bucket (`FILES_URL`). */
@Global()
@Module({
  providers: [
    {
      provide: ObjectStore,
      inject: [AppConfig],
      useFactory: ({ filesUrl, dataDir }: AppConfig): ObjectStore => {
        const place = filesUrl === undefined ? undefined : s3PlaceOf(filesUrl);
        return place ? new S3ObjectStore(place) : new FolderObjectStore(join(dataDir, 'files'));
      },
    },
  ],
  exports: [ObjectStore],
})
export class ObjectStoreModule {}
