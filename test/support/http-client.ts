export { HttpClient, type Json, type TestResponse } from '@tenantry/nest/testing';
