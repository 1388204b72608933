#pragma once
// Questions to DNS, behind an interface, so that what is made of the answers needs no network in tests.

#include <string>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::channels {

class Resolver {
 public:
  Resolver() = default;
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;
  virtual ~Resolver() = default;
  // Every TXT record of a name, each with its parts joined; none when the name or the record does not exist.
  // Unavailable "dns.no_answer" {name} when nobody answered: nothing is known then. Safe for any number of threads.
  [[nodiscard]] virtual Result<std::vector<std::string>> texts(const std::string& name) const = 0;
};

// Asks the servers of this machine (/etc/resolv.conf); waits a few seconds at most. Lives as long as the program.
[[nodiscard]] const Resolver& system_resolver();

}  // namespace tsuzuku::channels
