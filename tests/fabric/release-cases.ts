// SPDX-License-Identifier: Apache-2.0
import { addMonths, dateOf } from '@guidang/chaincode/model';
import { proposalDigest } from '@guidang/chaincode/proof';
import type { RegistryChange } from '@guidang/chaincode/model';
import { governors, licenceTypes, realEstateTransfer, regions } from '@guidang/chaincode/sample';
import type { DemoOfficer, OrganisationId } from '@guidang/chaincode/sample';
import { eventually, onceServed, problemOf } from './running-network';
import type { RunningNetwork } from './running-network';

const code = '99071590000199';
const moving = {
  kind: 'department',
  code: '11999999000000094E',
  name: '迁移局',
  region: regions.east,
} as const;

function deciderAt(organisation: OrganisationId): DemoOfficer {
  return { id: `${organisation}-moving-decider`, organisation, department: moving.code, roles: ['decider'] };
}

/** What a majority takes back while the organisation that holds it endorses nothing: its peer is stopped. */
export function releaseCases(running: () => RunningNetwork): void {
  /** Proposed by the first, and approved by the others. */
  async function agree(
    id: string,
    changes: readonly RegistryChange[],
    by: readonly OrganisationId[],
  ): Promise<void> {
    const content = { id, changes };
    for (const [index, organisation] of by.entries()) {
      const governor = await running().as(governors[organisation]);
      await onceServed<unknown>(() =>
        index === 0
          ? governor.post('/api/v1/registry/proposals', content)
          : governor.post(`/api/v1/registry/proposals/${id}/approvals`, { digest: proposalDigest(content) }),
      );
    }
    // Their peers have it by then: what follows relies on it at the gateway of any of them.
    for (const organisation of by) {
      const governor = await running().as(governors[organisation]);
      await onceServed(() => governor.get(`/api/v1/registry/proposals/${id}`));
    }
  }

  async function withoutEast(act: () => Promise<void>): Promise<void> {
    await running().network.stop('east.peer');
    try {
      await act();
    } finally {
      await running().network.start('east.peer');
    }
  }

  it('counts no approval of other content than that proposed under a name', async () => {
    const [asked, meant] = ['北迁移局', '南迁移局'].map((name): RegistryChange[] => [
      { ...moving, name, organisation: 'east' },
    ]);
    const [east, west] = [await running().as(governors.east), await running().as(governors.west)];
    await onceServed(() => east.post('/api/v1/registry/proposals', { id: 'squatted', changes: asked }));
    await expect(
      problemOf(
        onceServed(() => west.post('/api/v1/registry/proposals', { id: 'squatted', changes: meant })),
      ),
    ).resolves.toMatchObject({ status: 409, code: 'already-exists' });
    const digest = proposalDigest({ id: 'squatted', changes: meant ?? [] });
    await expect(
      problemOf(onceServed(() => west.post('/api/v1/registry/proposals/squatted/approvals', { digest }))),
    ).resolves.toMatchObject({ status: 409, code: 'state-conflict' });
    await onceServed(() => east.post('/api/v1/registry/proposals/squatted/withdrawal', undefined));
  });

  it("releases a matter's code that east has taken, and another publishes under it", async () => {
    const definition = { ...realEstateTransfer, id: code };
    const holder = await running().as(governors.east);
    await holder.post('/api/v1/matters', { ...definition, owner: 'east' });
    await withoutEast(async () => {
      const name = { kind: 'matter', id: code } as const;
      const release = { kind: 'release', name, version: 1, to: 'west' } as const;
      await agree('release-code', [release], ['west', 'archives', 'audit']);
      const west = await running().as(governors.west);
      await onceServed(() => west.post('/api/v1/matters', { ...definition, owner: 'west' }));
      await expect(onceServed(() => west.get(`/api/v1/matters/${code}`))).resolves.toMatchObject({
        owner: 'west',
        version: 2,
      });
    });
  });

  it("changes a licence whose department has moved from east, without east's peer", async () => {
    const grant = { regions: [regions.east], from: '2026-01-01' };
    const authority = {
      kind: 'authority',
      issuer: moving.code,
      licenceType: licenceTypes.foodBusiness,
      grant,
    } as const;
    const everywhere = ['east', 'west', 'archives'] as const;
    await agree('moving-enter', [{ ...moving, organisation: 'east' }, authority], everywhere);
    await running().network.addOfficer(deciderAt('east'));
    const today = dateOf(new Date().toISOString());
    const before = await running().as(deciderAt('east'));
    const { identifier } = await onceServed(() =>
      before.post<{ identifier: string }>('/api/v1/licences', {
        type: licenceTypes.foodBusiness,
        region: regions.east,
        holders: [{ organisation: '91999999MA00000822' }],
        validFrom: today,
        validUntil: addMonths(today, 12),
      }),
    );
    const versionOf = async (): Promise<number> => {
      // The own department's: nobody is looked for.
      const path = `/api/v1/licences?issuer=${moving.code}&limit=10`;
      const { items } = await onceServed(() =>
        before.get<{ items: readonly { identifier: string; version: number }[] }>(path),
      );
      return items.find((item) => item.identifier === identifier)?.version ?? 0;
    };
    // Its printable file is registered by itself.
    const version = await eventually(async () => ((await versionOf()) > 1 ? versionOf() : undefined));
    await withoutEast(async () => {
      await agree('moving-move', [{ ...moving, organisation: 'west' }], ['west', 'archives', 'audit']);
      await running().network.addOfficer(deciderAt('west'));
      const decider = await running().as(deciderAt('west'));
      const why = { reason: 'inspection', basis: 'food-safety-law:126' };
      const change = { version, change: 'revoke', kind: 'penalty', ...why };
      await onceServed(() => decider.post(`/api/v1/licences/${identifier}/status`, change));
      const path = `/api/v1/licences/${identifier}/verification`;
      await expect(onceServed(() => decider.get(path))).resolves.toMatchObject({ status: 'revoked' });
    });
  });
}
