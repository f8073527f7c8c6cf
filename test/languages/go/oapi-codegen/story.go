package main

import (
	"context"
	"net/http"

	"onespec.test/languages/harness"
	"onespec.test/languages/queues"
)

// teller is the client as the story needs it.
type teller struct{ *queues.ClientWithResponses }

// credentials sends the token with every request: the generated client leaves that to its user.
func credentials(url string) harness.Credentials {
	return func(token string) (harness.Queues, error) {
		authorize := func(_ context.Context, request *http.Request) error {
			if token != "" {
				request.Header.Set("Authorization", "Bearer "+token)
			}
			return nil
		}
		client, err := queues.NewClientWithResponses(url, queues.WithRequestEditorFn(authorize))
		return teller{client}, err
	}
}

func (t teller) Push(ctx context.Context, queue string, message harness.Message) error {
	var body queues.PushRequest
	var err error
	if text, ok := message.Body.(string); ok {
		err = body.FromTextMessage(queues.TextMessage{Body: text, DelaySeconds: message.DelaySeconds})
	} else {
		err = body.FromJsonMessage(queues.JsonMessage{Body: message.Body, DelaySeconds: message.DelaySeconds})
	}
	if err != nil {
		return err
	}
	_, err = success(t.QueuesMessagesPushWithResponse(ctx, harness.Account, queue, body))
	return err
}

func (t teller) BulkPush(ctx context.Context, queue string, messages []harness.Message, delaySeconds *int) error {
	body := queues.BulkPushRequest{DelaySeconds: delaySeconds}
	for _, message := range messages {
		var item queues.QueueMessage
		var err error
		if text, ok := message.Body.(string); ok {
			err = item.FromTextMessage(queues.TextMessage{Body: text, DelaySeconds: message.DelaySeconds})
		} else {
			err = item.FromJsonMessage(queues.JsonMessage{Body: message.Body, DelaySeconds: message.DelaySeconds})
		}
		if err != nil {
			return err
		}
		body.Messages = append(body.Messages, item)
	}
	_, err := success(t.QueuesMessagesBulkPushWithResponse(ctx, harness.Account, queue, body))
	return err
}

func (t teller) Pull(ctx context.Context, queue string, batchSize, visibilityTimeoutMs int) (harness.Batch, error) {
	var batch harness.Batch
	body := queues.PullRequest{BatchSize: &batchSize, VisibilityTimeoutMs: &visibilityTimeoutMs}
	answer, err := success(t.QueuesMessagesPullWithResponse(ctx, harness.Account, queue, body))
	if err != nil {
		return batch, err
	}
	batch.Backlog = *answer.Result.MessageBacklogCount
	for _, message := range *answer.Result.Messages {
		metadata, err := message.Metadata.Get()
		if err != nil {
			return batch, err
		}
		batch.Deliveries = append(batch.Deliveries, harness.Delivery{
			LeaseID:     *message.LeaseId,
			Body:        *message.Body,
			ContentType: *metadata.CFContentType,
			Attempts:    *message.Attempts,
		})
	}
	return batch, nil
}

func (t teller) Ack(ctx context.Context, queue string, acks []string, retries map[string]int) (harness.Settled, error) {
	done, again := []queues.Ack{}, []queues.Retry{}
	for _, lease := range acks {
		done = append(done, queues.Ack{LeaseId: lease})
	}
	for lease, delay := range retries {
		again = append(again, queues.Retry{LeaseId: lease, DelaySeconds: &delay})
	}
	body := queues.AckRequest{Acks: &done, Retries: &again}
	answer, err := success(t.QueuesMessagesAckWithResponse(ctx, harness.Account, queue, body))
	if err != nil {
		return harness.Settled{}, err
	}
	return harness.Settled{
		Acked:    *answer.Result.AckCount,
		Retried:  *answer.Result.RetryCount,
		Warnings: *answer.Result.Warnings,
	}, nil
}

// PushXML needs the union's raw form: FromTextMessage would put the right content type back.
func (t teller) PushXML(ctx context.Context, queue string) error {
	var body queues.PushRequest
	if err := body.UnmarshalJSON([]byte(`{"body":"<a/>","content_type":"xml"}`)); err != nil {
		return err
	}
	_, err := success(t.QueuesMessagesPushWithResponse(ctx, harness.Account, queue, body))
	return err
}
