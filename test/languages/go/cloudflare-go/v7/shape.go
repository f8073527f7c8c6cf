package main

import (
	"fmt"

	"github.com/cloudflare/cloudflare-go/v7/queues"
)

// The shape that seed 000 shows: pushes and pulls give metrics, and warnings are a map from lease to
// text. v6.10.0 was the first to have it.

func checkPushed(response *queues.MessagePushResponse) error {
	return checkBacklog(response.Metadata.Metrics.BacklogCount)
}

func checkBulkPushed(response *queues.MessageBulkPushResponse) error {
	return checkBacklog(response.Metadata.Metrics.BacklogCount)
}

func checkPulled(response *queues.MessagePullResponse) error {
	metrics := response.Metadata.Metrics
	if metrics.BacklogCount != response.MessageBacklogCount {
		return fmt.Errorf("%v messages by the metrics, %v by the pull", metrics.BacklogCount, response.MessageBacklogCount)
	}
	return nil
}

func warnings(response *queues.MessageAckResponse) map[string]string { return response.Warnings }

func checkBacklog(count float64) error {
	if count < 1 {
		return fmt.Errorf("a backlog of %v after a push", count)
	}
	return nil
}
