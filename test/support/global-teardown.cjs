module.exports = async function globalTeardown() {
  await globalThis.testPostgres?.stop();
};
