package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// refused goes through the failures, each with its HTTP status and its code.
func refused(ctx context.Context, connect Credentials) error {
	right, err := connect(Token)
	wrong, err2 := connect("wrong")
	nobody, err3 := connect("")
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	hello := Message{Body: "hello"}
	_, pullClosed := right.Pull(ctx, closed, 10, minute)
	_, ackClosed := right.Ack(ctx, closed, []string{"garbage"}, nil)
	return errors.Join(
		expect("unknown queue", right.Push(ctx, unknown, hello), 404, 10104),
		expect("wrong token", wrong.Push(ctx, orders, hello), 403, 10000),
		expect("no credentials", nobody.Push(ctx, orders, hello), 400, 9106),
		expect("too many messages", right.BulkPush(ctx, orders, slices.Repeat([]Message{hello}, 101), nil), 413, 10206),
		expect("wrong content type", right.PushXML(ctx, orders), 400, 10203),
		expect("pull not enabled", pullClosed, 405, 7001),
		expect("acknowledgement not enabled", ackClosed, 405, 7001),
		expect("overloaded", right.Push(ctx, busy, hello), 429, 10250),
	)
}

func expect(what string, err error, status, code int) error {
	var refused *Refused
	if !errors.As(err, &refused) {
		return fmt.Errorf("%s: not refused, but %w", what, err)
	}
	if refused.Status != status || !slices.Equal(refused.Codes, []int{code}) {
		return fmt.Errorf("%s: %w, not with %d, code %d", what, refused, status, code)
	}
	return nil
}
