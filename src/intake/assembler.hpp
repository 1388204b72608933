#pragma once
// Groups of rows -> orders in the sink, or rows in quarantine.

#include <memory>
#include <set>

#include "intake/intake.hpp"
#include "intake/order_builder.hpp"
#include "intake/spool.hpp"

namespace tsuzuku::intake {

// How one reading is done, settled before its first row.
struct Plan {
  std::shared_ptr<const Profile> profile_owner;  // the files' bindings point into it
  std::vector<SourceFile> files;                 // in the order of the request
  Currency currency;
  TimeZone zone;
  std::vector<Field> key_fields;
  bool has_order_numbers = true;  // false: every row is an order of its own
  bool total_is_line = false;     // no file tells prices, the order's total stands for its goods

  [[nodiscard]] const Profile& profile() const { return *profile_owner; }
  [[nodiscard]] MoneyForm money_form() const { return {currency.decimals, profile().decimal_mark}; }
};

// Keys of rows without order number: two bytes (a mark, the file), then what append_single_row_key() makes.
inline constexpr std::size_t kSingleRowKeyPrefix = 2;

class Quarantine {
 public:
  Quarantine(Sink& sink, Tally& tally) : sink_(sink), tally_(tally) {}
  // "import.too_many_quarantined" when the limit is passed: the profile does not fit.
  [[nodiscard]] Status put(const SpooledRow& row, const Problem& problem);

 private:
  Sink& sink_;
  Tally& tally_;
};

class Assembler {
 public:
  Assembler(const Plan& plan, Sink& sink, Tally& tally);
  // A group as the spool hands it out.
  [[nodiscard]] Status take(std::span<const SpooledRow> group, bool continued);

 private:
  [[nodiscard]] Status take_order(std::span<const SpooledRow> rows, std::string number);
  [[nodiscard]] Status take_single_rows(std::span<const SpooledRow> rows, bool continued);
  [[nodiscard]] Status hand_over(std::span<const SpooledRow> rows, domain::OrderDraft draft);
  [[nodiscard]] Status quarantine(std::span<const SpooledRow> rows, const Problem& order_problem);
  [[nodiscard]] std::span<const SpooledRow> last_telling(std::span<const SpooledRow> group);
  void check_roles(std::span<const SpooledRow> rows, Problem& problem) const;
  void check_currency(RowReader& row);

  const Plan& plan_;
  Sink& sink_;
  Tally& tally_;
  Quarantine quarantine_;
  TextPool pool_;
  std::vector<Problem> problems_;
  std::vector<RowReader> readers_;  // beside Plan::files
  OrderBuilder builder_;
  std::vector<SpooledRow> kept_;
  std::int64_t ordinal_ = 0;  // of the last row taken under one key, over the pieces of a large group
};

}  // namespace tsuzuku::intake
