// The program of the row ogen: the client generated into queues/, behind the two interfaces of the
// harness. Nothing here decodes or encodes JSON that the generated types should.
package main

import "onespec.test/languages/harness"

func main() { harness.Main(connect, credentials) }
