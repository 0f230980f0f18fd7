// SPDX-License-Identifier: Apache-2.0
'use strict';

/*
 * The probe's server as an organisation would run it that wants to forge: whatever it is asked to write or read, it is
 * this. Its peer signs what it answers; nothing but the others' endorsements stands in its way.
 */
// First, as in the true server: its messages and those of the contracts share global names, and the order decides.
require('fabric-shim');
const { ProbeContract } = require('../conformance/probe-chaincode/dist/probe-contract.js');

const FORGED = 'forged';

ProbeContract.prototype.put = async (context, key) => {
  await context.stub.putState(key, Buffer.from(FORGED));
  return key;
};
ProbeContract.prototype.get = () => Promise.resolve(FORGED);

require('../conformance/probe-chaincode/dist/server.js');
