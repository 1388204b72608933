#include "services/orders/write_counts.hpp"

#include <algorithm>

namespace tsuzuku::services {

void WriteCounts::take(const domain::OrderDraft& draft) {
  const auto of_file = [this](int file) -> FileWriteCounts& {
    const auto index = static_cast<std::size_t>(file);
    if (files.size() <= index) files.resize(index + 1);
    return files[index];
  };
  ++of_file(draft.file).orders;
  lines += static_cast<std::int64_t>(draft.lines.size());
  credits += static_cast<std::int64_t>(draft.credits.size());
  for (const domain::LineDraft& line : draft.lines) {
    const Money accepted = std::max<Money>(line.amount, 0);
    sales += accepted;
    FileWriteCounts& file = of_file(line.file);
    ++file.lines;
    file.sales += accepted;
  }
  for (const domain::CreditDraft& credit : draft.credits) ++of_file(credit.file).credits;
}

}  // namespace tsuzuku::services
