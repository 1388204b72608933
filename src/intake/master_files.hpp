#pragma once
// Files of customers, of products, of what sources cost and of what is in stock: every row stands for itself.

#include "intake/assembler.hpp"

namespace tsuzuku::intake {

class MasterFiles {
 public:
  MasterFiles(const Plan& plan, Sink& sink, Tally& tally);
  [[nodiscard]] Status take(const SpooledRow& row);

 private:
  [[nodiscard]] Status take_content(RowReader& row);
  [[nodiscard]] Status take_customer(RowReader& row);
  [[nodiscard]] Status take_product(RowReader& row);
  [[nodiscard]] Status take_cost(RowReader& row);
  [[nodiscard]] Status take_stock(RowReader& row);

  const Plan& plan_;
  Sink& sink_;
  Tally& tally_;
  Quarantine quarantine_;
  TextPool pool_;
  std::vector<Problem> problems_;
  std::vector<RowReader> readers_;
};

}  // namespace tsuzuku::intake
