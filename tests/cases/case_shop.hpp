#pragma once
// The shop that a case describes, as ledger and blocks, with its names beside the ids.

#include <string>

#include "ledger/blocks.hpp"
#include "tests/cases/case_file.hpp"

namespace tsuzuku::cases {

class CaseShop {
 public:
  // Throws std::runtime_error when the description names what it does not tell of.
  explicit CaseShop(const Case& description);
  [[nodiscard]] const ledger::Blocks& blocks() const { return blocks_; }
  [[nodiscard]] const std::string& customer(std::int64_t id) const {
    return customers_.at(static_cast<std::size_t>(id - 1));
  }

 private:
  std::vector<std::string> customers_;
  ledger::Blocks blocks_;
};

}  // namespace tsuzuku::cases
