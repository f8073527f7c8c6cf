package harness

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

// base is the server's own path, which every client must keep.
const base = "/client/v4"

// captured is a request as it arrived.
type captured struct {
	request *http.Request
	body    []byte
}

// wire is a server that answers with one answer and keeps the last request.
type wire struct {
	server *httptest.Server
	answer ResponseVector
	last   *captured
}

func newWire() *wire {
	w := &wire{}
	w.server = httptest.NewServer(http.HandlerFunc(w.serve))
	return w
}

func (w *wire) url() string { return w.server.URL + base }

func (w *wire) serve(response http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		body = []byte(err.Error())
	}
	w.last = &captured{request, body}
	for name, value := range w.answer.Headers {
		response.Header().Set(name, value)
	}
	response.WriteHeader(w.answer.Status)
	_, _ = io.WriteString(response, w.answer.Body)
}

// compare says what is wrong with the request that arrived; nil where nothing is.
func (c *captured) compare(want Request) error {
	if c.request.Method != want.Method {
		return fmt.Errorf("method %s, not %s", c.request.Method, want.Method)
	}
	if err := samePath(c.request.URL.EscapedPath(), base+want.Path); err != nil {
		return err
	}
	if err := sameQuery(c.request.URL.RawQuery, want.Query); err != nil {
		return err
	}
	for name, value := range want.Headers {
		if got := c.request.Header.Get(name); !sameHeader(name, got, value) {
			return fmt.Errorf("header %s: %q, not %q", name, got, value)
		}
	}
	if want.Body == nil {
		// No body, or an empty one: an empty object asks for the same.
		if len(c.body) != 0 && string(c.body) != "{}" {
			return fmt.Errorf("body %s, not none", c.body)
		}
		return nil
	}
	return sameJSON(c.body, want.Body)
}

// samePath compares segment by segment: "%3A" and ":" are one, "%2F" and "/" are not.
func samePath(got, want string) error {
	a, b := strings.Split(got, "/"), strings.Split(want, "/")
	same := len(a) == len(b)
	for i := 0; same && i < len(a); i++ {
		left, err := url.PathUnescape(a[i])
		right, wrong := url.PathUnescape(b[i])
		same = err == nil && wrong == nil && left == right
	}
	if !same {
		return fmt.Errorf("path %s, not %s", got, want)
	}
	return nil
}

func sameQuery(got string, want [][2]string) error {
	var pairs [][2]string
	for _, part := range strings.FieldsFunc(got, func(r rune) bool { return r == '&' }) {
		name, value, _ := strings.Cut(part, "=")
		name, _ = url.QueryUnescape(name)
		value, _ = url.QueryUnescape(value)
		pairs = append(pairs, [2]string{name, value})
	}
	if fmt.Sprint(pairs) != fmt.Sprint(want) {
		return fmt.Errorf("query %v, not %v", pairs, want)
	}
	return nil
}

// sameHeader takes a media type for the same whatever its parameters are.
func sameHeader(name, got, want string) bool {
	if name != "content-type" {
		return got == want
	}
	left, _, err := mime.ParseMediaType(got)
	right, _, wrong := mime.ParseMediaType(want)
	return err == nil && wrong == nil && left == right
}
