#!/bin/sh
# Run by the postgres image when it makes its cluster: the program's role, which is no superuser.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$TENANTRY_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE tenantry LOGIN CREATEDB CREATEROLE PASSWORD :'password';
CREATE DATABASE tenantry OWNER tenantry;
REVOKE ALL ON DATABASE tenantry FROM PUBLIC;
SQL
