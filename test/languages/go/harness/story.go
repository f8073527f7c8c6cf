package harness

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// The queues and the token that the emulator of the story is set up with.
const (
	Account = "023e105f4ecef8ad9ca31a8372d0c353"
	Token   = "right"

	orders  = "orders"
	closed  = "closed"
	busy    = "busy"
	unknown = "unknown"
)

const helloWorld = `{"hello":["wörld",null]}`

// minute is a visibility timeout that does not end before the story does.
const minute = 60_000

// Credentials makes a client with a token, or with none where it is "".
type Credentials func(token string) (Queues, error)

// Tell runs the whole story: what every client must be able to do, and how it shows refusals.
func Tell(connect Credentials) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	queues, err := connect(Token)
	if err != nil {
		return err
	}
	for _, chapter := range []func(context.Context, Queues) error{pushed, settled, leased} {
		if err := chapter(ctx, queues); err != nil {
			return err
		}
	}
	return refused(ctx, connect)
}

// pushed sends eight messages, three of which come a second later: each by another kind of delay.
func pushed(ctx context.Context, queues Queues) error {
	none, second := new(int), new(int)
	*second = 1
	return errors.Join(
		queues.Push(ctx, orders, Message{Body: "hello"}),
		queues.Push(ctx, orders, Message{Body: map[string]any{"hello": []any{"wörld", nil}}}),
		queues.Push(ctx, orders, Message{Body: "late", DelaySeconds: second}),
		queues.BulkPush(ctx, orders, []Message{
			{Body: "first"},
			{Body: []any{1, 2.5, true}},
			{Body: "later", DelaySeconds: second},
		}, nil),
		queues.BulkPush(ctx, orders, []Message{
			{Body: "latest"},
			{Body: 7, DelaySeconds: none},
		}, second),
	)
}

// settled acknowledges one message, puts one back for a second, and names a lease that is none.
func settled(ctx context.Context, queues Queues) error {
	leases, backlog, err := pull(ctx, queues, 1, "hello", helloWorld, "first", "[1,2.5,true]", "7")
	if err != nil {
		return err
	}
	if backlog != 8 {
		return fmt.Errorf("a backlog of %d, not 8", backlog)
	}
	start := time.Now()
	answer, err := queues.Ack(ctx, orders, []string{leases["hello"], "garbage"}, map[string]int{leases[helloWorld]: 1})
	if err != nil {
		return err
	}
	_, byLease := answer.Warnings["garbage"]
	_, listed := answer.Warnings["0"]
	if answer.Acked != 1 || answer.Retried != 1 || len(answer.Warnings) != 1 || !byLease && !listed {
		return fmt.Errorf("an acknowledgement was answered with %+v", answer)
	}
	if err := again(ctx, queues, helloWorld); err != nil {
		return err
	}
	if took := time.Since(start); took < 900*time.Millisecond {
		return fmt.Errorf("a retry after a second came after %s", took)
	}
	return nil
}

// again waits for the delayed messages, and for one that was put back: its second delivery.
func again(ctx context.Context, queues Queues, putBack string) error {
	want := map[string]int{"late": 1, "later": 1, "latest": 1, putBack: 2}
	for len(want) > 0 {
		batch, err := queues.Pull(ctx, orders, 10, minute)
		if err != nil {
			return fmt.Errorf("%w; still awaited: %v", err, want)
		}
		for _, delivery := range batch.Deliveries {
			body, err := delivery.decoded()
			if err != nil || delivery.Attempts != want[body] {
				return fmt.Errorf("a delivery that is not awaited: %+v (%v)", delivery, err)
			}
			delete(want, body)
		}
		time.Sleep(50 * time.Millisecond)
	}
	return nil
}

// leased lets a lease end: the message comes back by itself.
func leased(ctx context.Context, queues Queues) error {
	if err := queues.Push(ctx, orders, Message{Body: "forgotten"}); err != nil {
		return err
	}
	batch, err := queues.Pull(ctx, orders, 1, 200)
	if err != nil || len(batch.Deliveries) != 1 {
		return fmt.Errorf("a message was not there: %+v, %w", batch, err)
	}
	time.Sleep(300 * time.Millisecond)
	_, _, err = pull(ctx, queues, 2, "forgotten")
	return err
}

// pull expects these bodies, each at this attempt, and gives their leases and the backlog.
func pull(ctx context.Context, queues Queues, attempts int, want ...string) (map[string]string, int, error) {
	batch, err := queues.Pull(ctx, orders, 50, minute)
	if err != nil {
		return nil, 0, err
	}
	leases := make(map[string]string)
	for _, delivery := range batch.Deliveries {
		body, err := delivery.decoded()
		if err != nil || delivery.Attempts != attempts {
			return nil, 0, fmt.Errorf("a wrong delivery: %+v, %w", delivery, err)
		}
		leases[body] = delivery.LeaseID
	}
	got := slices.Sorted(maps.Keys(leases))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		return nil, 0, fmt.Errorf("pulled %q, not %q", got, want)
	}
	return leases, batch.Backlog, nil
}
