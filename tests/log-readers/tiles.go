// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
)

// tiles fetches over HTTP, as C2SP tlog-tiles names them: without the height that the Go project's own paths have.
type tiles struct {
	url  string
	seen map[string][]byte
}

func (t *tiles) Height() int { return tileHeight }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	read := make([][]byte, len(wanted))
	for place, tile := range wanted {
		path := fmt.Sprintf("/tile/%d/%s", tile.L, numberPath(tile.N, int64(tile.W)))
		if known, found := t.seen[path]; found {
			read[place] = known
			continue
		}
		bytes, err := fetch(t.url + path)
		if err != nil {
			return nil, err
		}
		read[place] = bytes
	}
	return read, nil
}

// SaveTiles is told of the tiles that have proven right.
func (t *tiles) SaveTiles(proven []tlog.Tile, data [][]byte) {
	if t.seen == nil {
		t.seen = map[string][]byte{}
	}
	for place, tile := range proven {
		t.seen[fmt.Sprintf("/tile/%d/%s", tile.L, numberPath(tile.N, int64(tile.W)))] = data[place]
	}
}

func entriesPath(number, width int64) string {
	return "/tile/entries/" + numberPath(number, width)
}

func numberPath(number, width int64) string {
	path := fmt.Sprintf("%03d", number%1000)
	for number /= 1000; number > 0; number /= 1000 {
		path = fmt.Sprintf("x%03d/%s", number%1000, path)
	}
	if width < tileWidth {
		path += fmt.Sprintf(".p/%d", width)
	}
	return path
}
