package main

import (
	"reflect"
	"regexp"
	"strconv"

	"onespec.test/languages/harness"
	"onespec.test/languages/queues"
)

// refusal gives the status and the typed refusal of an answer; 0 and nil where it is none. Without a
// `default` response in the document ogen makes a type of its own for each status of each operation.
func refusal(response any) (int, *queues.Failure) {
	switch response := response.(type) {
	case *queues.TooManyRequestsHeaders:
		return 429, &response.Response
	case *queues.ServerErrorStatusCodeWithHeaders:
		return response.StatusCode, &response.Response
	}
	status := declared(response)
	if status == 0 {
		return 0, nil
	}
	// All of them are defined as Failure, so that they convert to it.
	failure := reflect.ValueOf(response).Convert(reflect.TypeFor[*queues.Failure]())
	return status, failure.Interface().(*queues.Failure)
}

func declared(response any) int {
	switch response.(type) {
	case *queues.QueuesMessagesPushBadRequest, *queues.QueuesMessagesBulkPushBadRequest,
		*queues.QueuesMessagesPullBadRequest, *queues.QueuesMessagesAckBadRequest:
		return 400
	case *queues.QueuesMessagesPushUnauthorized, *queues.QueuesMessagesBulkPushUnauthorized,
		*queues.QueuesMessagesPullUnauthorized, *queues.QueuesMessagesAckUnauthorized:
		return 401
	case *queues.QueuesMessagesPushForbidden, *queues.QueuesMessagesBulkPushForbidden,
		*queues.QueuesMessagesPullForbidden, *queues.QueuesMessagesAckForbidden:
		return 403
	case *queues.QueuesMessagesPushNotFound, *queues.QueuesMessagesBulkPushNotFound,
		*queues.QueuesMessagesPullNotFound, *queues.QueuesMessagesAckNotFound:
		return 404
	case *queues.QueuesMessagesPushMethodNotAllowed, *queues.QueuesMessagesBulkPushMethodNotAllowed,
		*queues.QueuesMessagesPullMethodNotAllowed, *queues.QueuesMessagesAckMethodNotAllowed:
		return 405
	case *queues.QueuesMessagesPushRequestEntityTooLarge, *queues.QueuesMessagesBulkPushRequestEntityTooLarge,
		*queues.QueuesMessagesPullRequestEntityTooLarge, *queues.QueuesMessagesAckRequestEntityTooLarge:
		return 413
	}
	return 0
}

// success gives the typed answer, or a refusal as an error.
func success[T any](response any, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	if value, ok := response.(*T); ok {
		return value, nil
	}
	status, failure := refusal(response)
	refused := &harness.Refused{Status: status}
	if failure != nil {
		refused.Codes = typed(failure).Codes
	}
	return nil, refused
}

func typed(failure *queues.Failure) *harness.Failure {
	typed := new(harness.Failure)
	for _, entry := range failure.Errors {
		typed.Codes = append(typed.Codes, entry.Code)
		typed.Messages = append(typed.Messages, entry.Message)
	}
	return typed
}

var code = regexp.MustCompile(`\(code (\d{3})\)`)

// told reads the status out of the text of an error: where a 5XX is not JSON, it stands there alone.
func told(err error) int {
	if found := code.FindStringSubmatch(err.Error()); found != nil {
		status, _ := strconv.Atoi(found[1])
		return status
	}
	return 0
}
