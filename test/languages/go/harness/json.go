package harness

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
)

// sameJSON compares two texts as JSON values; numbers by what they are worth, exactly.
func sameJSON(got, want []byte) error {
	a, err := decode(got)
	if err != nil {
		return fmt.Errorf("no JSON: %s", got)
	}
	b, err := decode(want)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(plain(a), plain(b)) {
		return fmt.Errorf("body %s, not %s", got, want)
	}
	return nil
}

func decode(text []byte) (value any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&value)
	return value, err
}

// plain writes numbers in one form, so that 1 and 1.0 are equal.
func plain(value any) any {
	switch value := value.(type) {
	case json.Number:
		if number, ok := new(big.Rat).SetString(value.String()); ok {
			return "number " + number.RatString()
		}
	case []any:
		for i := range value {
			value[i] = plain(value[i])
		}
	case map[string]any:
		for name := range value {
			value[name] = plain(value[name])
		}
	case string:
		return "string " + value
	}
	return value
}
