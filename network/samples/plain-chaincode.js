// SPDX-License-Identifier: Apache-2.0
'use strict';

/** A contract that puts and gets one key: what the benchmark compares with, and what network tests deploy. */
const { readFileSync } = require('node:fs');
const { Contract } = require('fabric-contract-api');
const shim = require('fabric-shim');
const ChaincodeFromContract = require('fabric-shim/lib/contract-spi/chaincodefromcontract');
const { JSONSerializer } = require('fabric-contract-api');

class Plain extends Contract {
  constructor() {
    super('plain');
  }

  async put(ctx, key, value) {
    await ctx.stub.putState(key, Buffer.from(value));
  }

  async get(ctx, key) {
    return Buffer.from(await ctx.stub.getState(key)).toString();
  }

  async putPrivate(ctx, collection, key) {
    const value = ctx.stub.getTransient().get('value');
    await ctx.stub.putPrivateData(collection, key, value);
  }

  async getPrivate(ctx, collection, key) {
    return Buffer.from(await ctx.stub.getPrivateData(collection, key)).toString();
  }
}

const file = (name) => readFileSync(process.env[name]);
const serializers = { transaction: 'jsonSerializer', serializers: { jsonSerializer: JSONSerializer } };
const server = shim.server(new ChaincodeFromContract([Plain], serializers, {}, 'plain', '1'), {
  ccid: process.env.CHAINCODE_ID,
  address: process.env.CHAINCODE_SERVER_ADDRESS,
  tlsProps: {
    key: file('CHAINCODE_TLS_KEY_FILE'),
    cert: file('CHAINCODE_TLS_CERT_FILE'),
    clientCACerts: file('CHAINCODE_TLS_CLIENT_CACERT_FILE'),
  },
});
server.start().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
