// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"

	"filippo.io/mldsa"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Signature types of C2SP signed-note that the Go project's own reader does not know.
const (
	plainEd25519      = 0x01
	cosignatureEd     = 0x04
	cosignatureMLDSA  = 0x06
	timestampBytes    = 8
	subtreeMessageTag = "subtree/v1\n\x00"
)

// verifiersOf reads verifier keys, one a line; what comes after # is for people.
func verifiersOf(text string) ([]note.Verifier, error) {
	var verifiers []note.Verifier
	for _, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		verifier, err := verifierOf(line)
		if err != nil {
			return nil, fmt.Errorf("key %q: %w", line, err)
		}
		verifiers = append(verifiers, verifier)
	}
	return verifiers, nil
}

func verifierOf(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("not a verifier key")
	}
	id, err := hex.DecodeString(parts[1])
	if err != nil || len(id) != 4 {
		return nil, fmt.Errorf("malformed identifier")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) == 0 {
		return nil, fmt.Errorf("malformed key")
	}
	known := cosigner{name: parts[0], id: binary.BigEndian.Uint32(id)}
	switch key[0] {
	case plainEd25519:
		return note.NewVerifier(vkey)
	case cosignatureEd:
		if len(key[1:]) != ed25519.PublicKeySize {
			return nil, fmt.Errorf("no Ed25519 key")
		}
		known.verify = func(time uint64, text, signature []byte) bool {
			message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
			return ed25519.Verify(key[1:], []byte(message), signature)
		}
	case cosignatureMLDSA:
		public, err := mldsa.NewPublicKey(mldsa.MLDSA44(), key[1:])
		if err != nil {
			return nil, err
		}
		known.verify = func(time uint64, text, signature []byte) bool {
			message, err := subtreeMessage(known.name, time, text)
			return err == nil && mldsa.Verify(public, message, signature, nil) == nil
		}
	default:
		return nil, fmt.Errorf("unknown signature type %d", key[0])
	}
	return &known, nil
}

// cosigner is a note.Verifier of timestamped signatures (C2SP tlog-cosignature).
type cosigner struct {
	name   string
	id     uint32
	verify func(time uint64, text, signature []byte) bool
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.id }

func (c *cosigner) Verify(text, signature []byte) bool {
	if len(signature) <= timestampBytes {
		return false
	}
	return c.verify(binary.BigEndian.Uint64(signature), text, signature[timestampBytes:])
}

// subtreeMessage is the cosigned_message of a whole tree.
func subtreeMessage(cosigner string, time uint64, text []byte) ([]byte, error) {
	lines := strings.Split(string(text), "\n")
	if len(lines) < 3 {
		return nil, fmt.Errorf("no checkpoint")
	}
	var size uint64
	if _, err := fmt.Sscanf(lines[1], "%d", &size); err != nil {
		return nil, err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return nil, err
	}
	message := []byte(subtreeMessageTag)
	message = append(append(message, byte(len(cosigner))), cosigner...)
	message = binary.BigEndian.AppendUint64(message, time)
	message = append(append(message, byte(len(lines[0]))), lines[0]...)
	message = binary.BigEndian.AppendUint64(message, 0)
	message = binary.BigEndian.AppendUint64(message, size)
	return append(message, root[:]...), nil
}
