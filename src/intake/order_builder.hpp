#pragma once
// Rows of one order -> OrderDraft. Facts of the order are taken from the first row that tells them.

#include <array>
#include <unordered_map>

#include "domain/draft.hpp"
#include "intake/line_reader.hpp"
#include "intake/row_reader.hpp"

namespace tsuzuku::intake {

// Order-level figures that only the check of the total needs.
struct TotalCheck {
  std::optional<Money> tax;
  std::optional<Money> subtotal;  // goods after every discount
};

class OrderBuilder {
 public:
  // `zone`, `problems` and `key_fields` must outlive the builder.
  OrderBuilder(const Profile& profile, std::vector<Field> key_fields, bool total_is_line,
               std::vector<Problem>& problems);

  void begin(std::string number);
  void add(RowReader& row);
  // The draft of the rows since begin(). Whole-order problems are reported with the reason of
  // order_problem(); row problems are in the list given to the constructor.
  [[nodiscard]] domain::OrderDraft finish();
  // What is wrong with the order as a whole; the empty reason when nothing is.
  [[nodiscard]] const Problem& order_problem() const { return order_problem_; }
  [[nodiscard]] const TotalCheck& total_check() const { return check_; }

 private:
  void add_customer(RowReader& row);
  void add_ordered_at(RowReader& row);
  void set_ordered_at(RowReader& row);
  void add_texts(RowReader& row);
  void add_days(RowReader& row);
  void add_money(RowReader& row);
  void add_state(RowReader& row);
  void add_subscription(RowReader& row);
  void add_goods(RowReader& row);
  void add_line(RowReader& row);
  void add_option(RowReader& row);
  void add_further_codes(std::string_view codes);
  void add_fee_row(RowReader& row, RowKinds::Kind kind);
  void add_to(Field field, Money amount);
  void keep_line_number(RowReader& row, std::string& key, const std::string& content, bool& duplicate);
  void finish_state();
  void finish_total_as_line();
  void finish_subtotal();
  void finish_refund();
  // Whether the cell still has to be read: told, and not what an earlier row of the order told already.
  [[nodiscard]] bool is_news(Field field, std::string_view text);
  void order_fault(std::string_view reason, ErrorArguments arguments = {});

  const Profile& profile_;
  std::vector<Field> key_fields_;
  bool total_is_line_;
  std::vector<Problem>& problems_;

  domain::OrderDraft draft_;
  TotalCheck check_;
  std::optional<Money> refunded_;
  Problem order_problem_;
  bool has_time_ = false;
  bool status_known_ = false;
  std::array<std::string_view, kFields> seen_{};
  std::unordered_map<std::string, std::string> line_numbers_;  // -> content of its line
  std::unordered_map<std::string, int> made_keys_;             // -> lines of that key so far
  domain::LineDraft first_goods_;                              // for files that tell nothing but a total
  bool has_first_goods_ = false;
  int total_file_ = 0;  // whose rows tell the total
  int refund_file_ = 0;
};

}  // namespace tsuzuku::intake
