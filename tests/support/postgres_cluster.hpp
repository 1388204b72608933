#pragma once
// A private PostgreSQL 15 of one test process: a cluster in a temporary folder, reached by a unix socket only,
// without fsync. Started by the first call, stopped and removed when the process ends, also when it dies.

#include <string>

#include "base/error.hpp"

namespace tsuzuku::testing_support {

// The URL of a new, empty database. Errors carry a plain English sentence as argument "detail": a test without
// its PostgreSQL fails, it is not skipped.
[[nodiscard]] Result<std::string> fresh_database();

// Kills the server of all databases of fresh_database(), as a crash would, and starts it again; what was committed with
// synchronous_commit stands.
[[nodiscard]] Status kill_server();
[[nodiscard]] Status start_server();

// Ends the connections that hold advisory locks in a database of fresh_database(): the locks are free then, and whoever
// held them is not told.
[[nodiscard]] Status drop_lock_holders(const std::string& url);

// Ends every connection to a database of fresh_database(), as a server restart would.
[[nodiscard]] Status drop_connections(const std::string& url);

}  // namespace tsuzuku::testing_support
