#include "demo/csv.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <concepts>
#include <optional>

namespace tsuzuku::demo {
namespace {

constexpr std::string_view kOrderHeader =
    "order_number,ordered_at,customer_number,product_code,quantity,unit_price,line_number,product_name,unit_cost,"
    "line_discount,order_discount,points_used,shipping_fee,payment_fee,total,status,cancelled_at,cancel_reason,"
    "out_of_stock_quantity,shipped_at,delivered_at,payment_method,payment_due_on,paid_at,returned_quantity,returned_at,"
    "return_reason,source,subscription_number,round,subscription_status,email,phone,last_name,first_name,last_name_"
    "kana,first_name_kana,"
    "birth_date,gender,postal_code,prefecture,address,mail_consent\n";

// One row of cells; the destructor ends it.
class RowWriter {
 public:
  explicit RowWriter(std::string& text) : text_(text) {}
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;
  ~RowWriter() { text_.back() = '\n'; }

  RowWriter& cell(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
      text_.append(value);
    } else {
      text_.push_back('"');
      for (const char c : value) {
        if (c == '"') text_.push_back('"');
        text_.push_back(c);
      }
      text_.push_back('"');
    }
    text_.push_back(',');
    return *this;
  }
  template <std::integral Integer>
  RowWriter& cell(Integer value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    text_.append(digits.data(), end).push_back(',');
    return *this;
  }
  RowWriter& cell(Day day) { return cell(std::string_view(to_text(day))); }
  template <typename Value>
  RowWriter& cell(const std::optional<Value>& value) {
    return value ? cell(*value) : cell(std::string_view());
  }

 private:
  std::string& text_;
};

std::string japan_time(const domain::OrderDraft& order) {
  constexpr std::int64_t kJapanOffset = 9 * 3'600;
  const auto second = order.ordered_at + kJapanOffset - std::int64_t{order.ordered_day.value} * 86'400;
  return fmt::format("{} {:02}:{:02}:{:02}", to_text(order.ordered_day), second / 3'600, second / 60 % 60, second % 60);
}

void add_order_cells(RowWriter& row, const domain::OrderDraft& order) {
  row.cell(order.order_discount)
      .cell(order.points_used)
      .cell(order.shipping_fee)
      .cell(order.payment_fee)
      .cell(order.total);
  row.cell(order.state ? name_of(*order.state) : std::string_view())
      .cell(order.cancelled_day)
      .cell(order.cancel_reason);
}

std::string_view yes_or_no(domain::ConsentState state) { return state == domain::ConsentState::Given ? "yes" : "no"; }

void add_customer_cells(RowWriter& row, const domain::CustomerDraft& customer) {
  row.cell(customer.email).cell(customer.phone).cell(customer.last_name).cell(customer.first_name);
  row.cell(customer.last_name_kana).cell(customer.first_name_kana).cell(customer.birth_date).cell(customer.gender);
  row.cell(customer.postal_code).cell(customer.prefecture).cell(customer.address);
  row.cell(customer.mail_consent ? yes_or_no(*customer.mail_consent) : std::string_view());
}

// Collects rows and hands them on when there are enough of them.
class Pieces {
 public:
  Pieces(const TextSink& sink, std::string_view header) : sink_(sink), text_(header) {}
  template <typename Append>
  Status add(const Append& append) {
    constexpr std::size_t kPieceBytes = 256U << 10;
    if (!sink_) return {};
    append(text_);
    return text_.size() < kPieceBytes ? Status{} : flush();
  }
  Status flush() {
    if (!sink_ || text_.empty()) return {};
    const Status status = sink_(text_);
    text_.clear();
    return status;
  }

 private:
  const TextSink& sink_;
  std::string text_;
};

}  // namespace

std::string_view order_csv_header() { return kOrderHeader; }
std::string_view product_csv_header() { return "product_code,product_name,product_kind,unit_cost\n"; }
std::string_view cost_csv_header() { return "source,month,cost\n"; }
std::string_view stock_csv_header() { return "product_code,day,on_hand\n"; }

void append_order_csv(std::string& text, const domain::OrderDraft& order) {
  const std::string ordered_at = japan_time(order);
  for (const domain::LineDraft& line : order.lines) {
    RowWriter row(text);
    row.cell(order.number).cell(ordered_at).cell(order.customer.number);
    row.cell(line.product_code).cell(line.quantity).cell(line.unit_price).cell(line.key).cell(line.product_name);
    row.cell(line.unit_cost).cell(line.discount);
    add_order_cells(row, order);
    row.cell(line.out_of_stock_quantity).cell(order.shipped_day).cell(order.delivered_day);
    row.cell(order.payment_method).cell(order.payment_due_day).cell(order.paid_day);
    row.cell(line.returned_quantity).cell(line.returned_day).cell(line.return_reason);
    row.cell(order.source).cell(order.subscription_number).cell(order.round);
    row.cell(order.subscription_state ? name_of(*order.subscription_state) : std::string_view());
    add_customer_cells(row, order.customer);
  }
}

void append_product_csv(std::string& text, const domain::ProductDraft& product) {
  RowWriter row(text);
  row.cell(product.code).cell(product.name);
  row.cell(product.kind ? name_of(*product.kind) : std::string_view()).cell(product.unit_cost);
}

void append_cost_csv(std::string& text, const domain::SourceCostDraft& cost) {
  RowWriter(text).cell(cost.source).cell(to_text(cost.month)).cell(cost.cost);
}

void append_stock_csv(std::string& text, const domain::StockLevelDraft& stock) {
  RowWriter(text).cell(stock.product_code).cell(stock.day).cell(stock.on_hand);
}

Status write_csv(const Options& options, const TextSink& orders, const TextSink& products, const TextSink& costs,
                 const TextSink& stock) {
  Pieces order_pieces(orders, order_csv_header());
  Pieces product_pieces(products, product_csv_header());
  Pieces cost_pieces(costs, cost_csv_header());
  Pieces stock_pieces(stock, stock_csv_header());
  TSUZUKU_CHECK(generate(
      options,
      [&](const domain::OrderDraft& order) {
        return order_pieces.add([&](std::string& text) { append_order_csv(text, order); });
      },
      [&](const domain::ProductDraft& product) {
        return product_pieces.add([&](std::string& text) { append_product_csv(text, product); });
      },
      [&](const domain::SourceCostDraft& cost) {
        return cost_pieces.add([&](std::string& text) { append_cost_csv(text, cost); });
      },
      [&](const domain::StockLevelDraft& level) {
        return stock_pieces.add([&](std::string& text) { append_stock_csv(text, level); });
      }));
  TSUZUKU_CHECK(order_pieces.flush());
  TSUZUKU_CHECK(product_pieces.flush());
  TSUZUKU_CHECK(cost_pieces.flush());
  return stock_pieces.flush();
}

}  // namespace tsuzuku::demo
