package main

import (
	"fmt"
	"strconv"

	"github.com/cloudflare/cloudflare-go/v6/queues"
)

// The shape that seed 002 shows, of 2025: pushes give the envelope alone, and warnings are a list of
// texts. v6.9.0 was the last to have it.

func checkPushed(response *queues.MessagePushResponse) error {
	if !response.Success {
		return fmt.Errorf("a push without success: %+v", response)
	}
	return nil
}

func checkBulkPushed(response *queues.MessageBulkPushResponse) error {
	if !response.Success {
		return fmt.Errorf("a bulk push without success: %+v", response)
	}
	return nil
}

func checkPulled(*queues.MessagePullResponse) error { return nil }

func warnings(response *queues.MessageAckResponse) map[string]string {
	warnings := make(map[string]string)
	for index, text := range response.Warnings {
		warnings[strconv.Itoa(index)] = text
	}
	return warnings
}
