// SPDX-License-Identifier: Apache-2.0
'use strict';

/*
 * The contracts as an organisation would run them that lies about people: whoever is asked for is somebody else, data are
 * put that nobody has committed to, and people are purged whose purge nobody has ordered.
 */
require('fabric-shim');
const { PersonContract } = require('../../chaincode/dist/person/contract.js');

const COLLECTION = 'persons';
const falseEntry = JSON.stringify({
  salt: '5a'.repeat(32),
  person: { schema: 1, name: '冒名者', numberType: '111', number: '999999199001010012' },
});

PersonContract.prototype.get = () => Promise.resolve(falseEntry);
PersonContract.prototype.put = async ({ stub }, person) => {
  await stub.putPrivateData(COLLECTION, `person/${person}`, Buffer.from(falseEntry));
  return JSON.stringify({ person });
};
PersonContract.prototype.purge = async ({ stub }, person) => {
  await stub.purgePrivateData(COLLECTION, `person/${person}`);
  return JSON.stringify({ person });
};

require('../../chaincode/dist/server.js');
