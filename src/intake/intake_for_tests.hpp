#pragma once
// What the tests of this layer share: files in a temporary folder, a sink that keeps everything, short ways to
// read a text.

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "base/assets.hpp"
#include "base/encoding.hpp"
#include "intake/intake.hpp"
#include "tests/support/temporary_folder.hpp"

extern "C" const tsuzuku::AssetRow tsuzuku_intake_test_assets[];  // profiles/, locales/server/*/intake.json

namespace tsuzuku::intake::testing {

inline const bool kAssetsRegistered = [] {
  register_assets(tsuzuku_intake_test_assets);
  return true;
}();

using testing_support::TemporaryFolder;

struct CollectingSink final : Sink {
  std::vector<domain::OrderDraft> orders;
  std::vector<domain::CustomerDraft> customers;
  std::vector<domain::ProductDraft> products;
  std::vector<domain::SourceCostDraft> costs;
  std::vector<domain::StockLevelDraft> stock;
  std::vector<QuarantinedRow> quarantined;

  Status order(domain::OrderDraft draft) override {
    orders.push_back(std::move(draft));
    return {};
  }
  Status customer(domain::CustomerDraft draft) override {
    customers.push_back(std::move(draft));
    return {};
  }
  Status product(domain::ProductDraft draft) override {
    products.push_back(std::move(draft));
    return {};
  }
  Status source_cost(domain::SourceCostDraft draft) override {
    costs.push_back(std::move(draft));
    return {};
  }
  Status stock_level(domain::StockLevelDraft draft) override {
    stock.push_back(std::move(draft));
    return {};
  }
  Status quarantine(QuarantinedRow row) override {
    quarantined.push_back(std::move(row));
    return {};
  }

  [[nodiscard]] const domain::OrderDraft& find(std::string_view number) const {
    for (const auto& order : orders) {
      if (order.number == number) return order;
    }
    ADD_FAILURE() << "no order " << number;
    static const domain::OrderDraft kNone;
    return kNone;
  }
  [[nodiscard]] std::vector<std::string> reasons() const {
    std::vector<std::string> all;
    for (const auto& row : quarantined) all.push_back(row.reason);
    return all;
  }
};

// One reading of texts written to files; `result` beside what arrived in the sink.
struct Outcome {
  Result<Tally> result = Tally{};
  CollectingSink sink;

  [[nodiscard]] const Tally& tally() const {
    static const Tally kNone;
    if (result) return *result;
    ADD_FAILURE() << result.error().key;
    return kNone;
  }
  [[nodiscard]] std::string error_key() const { return result ? "" : result.error().key; }
  [[nodiscard]] std::string error_argument(std::string_view name) const {
    if (result) return "";
    for (const auto& [argument, value] : result.error().arguments) {
      if (argument == name) return value;
    }
    return "";
  }
};

class Files {
 public:
  Files() = default;
  Files& add(const std::string& name, std::string_view bytes) {
    const std::filesystem::path path = folder_.file(name);
    std::ofstream(path, std::ios::binary) << bytes;
    request.files.push_back({name, path});
    return *this;
  }
  [[nodiscard]] Outcome read() {
    request.spool_folder = folder_.path();
    Outcome outcome;
    const std::atomic<bool> cancel = false;
    outcome.result = intake::read(request, outcome.sink, {}, cancel);
    return outcome;
  }
  [[nodiscard]] Inspection inspect() {
    auto inspection = intake::inspect(request);
    if (inspection) return std::move(*inspection);
    ADD_FAILURE() << inspection.error().key;
    return {};
  }
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

  Request request;

 private:
  TemporaryFolder folder_;
};

[[nodiscard]] inline Outcome read_text(std::string_view text, Mapping mapping = {}) {
  Files files;
  files.add("orders.csv", text);
  files.request.mapping = std::move(mapping);
  return files.read();
}

[[nodiscard]] inline std::string in_encoding(std::string_view utf8, Encoding encoding) {
  const auto bytes = encode(utf8, encoding);
  EXPECT_TRUE(bytes) << "not encodable";
  return bytes.value_or("");
}

inline constexpr std::string_view kOwnHeader =
    "order_number,ordered_at,customer_number,product_code,quantity,unit_price";

// Own CSV from its six required columns and rows.
[[nodiscard]] inline std::string own(std::string_view rows) {
  return std::string(kOwnHeader) + "\n" + std::string(rows);
}

// The public data beside the repository; empty when it is not there.
[[nodiscard]] inline std::filesystem::path shared_data(const std::filesystem::path& source_folder) {
  const char* const named = ::getenv("TSUZUKU_SHARED");
  const std::filesystem::path folder =
      (named != nullptr ? std::filesystem::path(named) : source_folder / ".." / "shared") / "data";
  std::error_code ignored;
  return std::filesystem::exists(folder, ignored) ? folder : std::filesystem::path();
}

}  // namespace tsuzuku::intake::testing
