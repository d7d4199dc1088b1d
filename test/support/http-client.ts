export { HttpClient, type Json, type TestResponse } from '@app/tenancy/testing';
