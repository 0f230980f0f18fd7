// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';

/** An address that leads to a file as long as the view is shown, and then to nothing. */
export function useAddressOf(file: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (file === undefined) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [file]);
  return address;
}
