// SPDX-License-Identifier: Apache-2.0

// Log-readers checks a gateway's transparency log with other people's programs only: the Go project's readers of
// signed notes and of tiled logs, and Filippo Valsorda's ML-DSA. It knows the C2SP formats and nothing of Guidang.
//
// Usage: log-readers ORIGIN URL [RECEIPT-FILE]. Prints what it has checked; ends with 1 at the first fault.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: log-readers ORIGIN URL [RECEIPT-FILE]")
	}
	origin, url := args[0], args[1]
	keys, err := fetch(url + "/api/v1/log/keys")
	if err != nil {
		return err
	}
	verifiers, err := verifiersOf(string(keys))
	if err != nil {
		return err
	}
	checkpoint, err := fetch(url + "/checkpoint")
	if err != nil {
		return err
	}
	head, err := openHead(checkpoint, origin, verifiers)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	fmt.Printf("head of %d leaves with %d signatures\n", head.tree.N, head.signatures)
	if err := checkEntries(url, head.tree); err != nil {
		return err
	}
	fmt.Printf("%d entries hash to the tiles, and the tiles to the root\n", head.tree.N)
	if len(args) < 3 {
		return nil
	}
	receipt, err := os.ReadFile(args[2])
	if err != nil {
		return err
	}
	if err := checkReceipt(receipt, origin, verifiers); err != nil {
		return fmt.Errorf("receipt: %w", err)
	}
	fmt.Println("the receipt proves its leaf")
	return nil
}

func fetch(url string) ([]byte, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, response.Status)
	}
	return body, nil
}

type head struct {
	tree       tlog.Tree
	signatures int
}

// openHead demands that every signature on the note is of a known key and good.
func openHead(text []byte, origin string, verifiers []note.Verifier) (head, error) {
	opened, err := note.Open(text, note.VerifierList(verifiers...))
	if err != nil {
		return head{}, err
	}
	if len(opened.UnverifiedSigs) > 0 {
		return head{}, fmt.Errorf("%d signatures of unknown keys", len(opened.UnverifiedSigs))
	}
	lines := strings.Split(strings.TrimSuffix(opened.Text, "\n"), "\n")
	if len(lines) != 3 || lines[0] != origin {
		return head{}, fmt.Errorf("no checkpoint of %s", origin)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return head{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return head{}, err
	}
	return head{tlog.Tree{N: size, Hash: root}, len(opened.Sigs)}, nil
}

// checkEntries reads every entry, and every tile up to the root.
func checkEntries(url string, tree tlog.Tree) error {
	hashes := tlog.TileHashReader(tree, &tiles{url: url})
	for first := int64(0); first < tree.N; first += tileWidth {
		width := min(tree.N-first, tileWidth)
		bundle, err := fetch(url + entriesPath(first/tileWidth, width))
		if err != nil {
			return err
		}
		for index := first; index < first+width; index++ {
			entry, rest, err := nextEntry(bundle)
			if err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
			bundle = rest
			stored, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			if err != nil {
				return err
			}
			if tlog.RecordHash(entry) != stored[0] {
				return fmt.Errorf("entry %d does not hash to its tile", index)
			}
		}
		if len(bundle) > 0 {
			return fmt.Errorf("bundle of %d: bytes after the last entry", first)
		}
	}
	return nil
}

func nextEntry(bundle []byte) (entry, rest []byte, err error) {
	if len(bundle) < 2 {
		return nil, nil, io.ErrUnexpectedEOF
	}
	end := 2 + int(bundle[0])<<8 + int(bundle[1])
	if len(bundle) < end {
		return nil, nil, io.ErrUnexpectedEOF
	}
	return bundle[2:end], bundle[end:], nil
}

// checkReceipt takes the leaf from the extra line, where Guidang puts it, with what opens it.
func checkReceipt(receipt []byte, origin string, verifiers []note.Verifier) error {
	proofText, noteText, found := bytes.Cut(receipt, []byte("\n\n"))
	lines := strings.Split(string(proofText), "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("no tlog-proof")
	}
	head, err := openHead(noteText, origin, verifiers)
	if err != nil {
		return err
	}
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return err
	}
	leaf, err := leafOf(extra)
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	return tlog.CheckRecord(path, head.tree.N, head.tree.Hash, index, tlog.RecordHash(leaf))
}

// leafOf demands that the event is the one that the leaf's digest is of: the SHA-256 of salt and event, whose bytes are
// those that stand here, since the JSON is canonical (RFC 8785).
func leafOf(extra []byte) ([]byte, error) {
	var opened struct {
		Event json.RawMessage `json:"event"`
		Leaf  json.RawMessage `json:"leaf"`
		Salt  string          `json:"salt"`
	}
	if err := json.Unmarshal(extra, &opened); err != nil {
		return nil, err
	}
	var leaf struct {
		Digest string `json:"digest"`
	}
	if err := json.Unmarshal(opened.Leaf, &leaf); err != nil {
		return nil, err
	}
	digest := sha256.Sum256(append([]byte(opened.Salt), opened.Event...))
	if len(opened.Salt) != 32 || hex.EncodeToString(digest[:]) != leaf.Digest {
		return nil, errors.New("the leaf is of another event")
	}
	return opened.Leaf, nil
}
