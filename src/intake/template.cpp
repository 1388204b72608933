#include <array>
#include <initializer_list>
#include <string_view>

#include "intake/csv_record.hpp"
#include "intake/intake.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::array<std::string_view, 42> kColumns = {"order_number",
                                                       "ordered_at",
                                                       "customer_number",
                                                       "product_code",
                                                       "quantity",
                                                       "unit_price",
                                                       "line_number",
                                                       "product_name",
                                                       "unit_cost",
                                                       "line_discount",
                                                       "order_discount",
                                                       "points_used",
                                                       "shipping_fee",
                                                       "payment_fee",
                                                       "total",
                                                       "status",
                                                       "cancelled_at",
                                                       "cancel_reason",
                                                       "out_of_stock_quantity",
                                                       "shipped_at",
                                                       "delivered_at",
                                                       "payment_method",
                                                       "payment_due_on",
                                                       "paid_at",
                                                       "returned_quantity",
                                                       "returned_at",
                                                       "return_reason",
                                                       "source",
                                                       "subscription_number",
                                                       "round",
                                                       "email",
                                                       "phone",
                                                       "last_name",
                                                       "first_name",
                                                       "last_name_kana",
                                                       "first_name_kana",
                                                       "birth_date",
                                                       "gender",
                                                       "postal_code",
                                                       "prefecture",
                                                       "address",
                                                       "mail_consent"};

using Cells = std::initializer_list<std::pair<std::string_view, std::string_view>>;

void append_row(std::string& out, Cells cells) {
  bool first = true;
  for (const std::string_view column : kColumns) {
    if (!first) out += ',';
    first = false;
    for (const auto& [name, text] : cells) {
      if (name == column) append_cell(out, text, ',');
    }
  }
  out += "\r\n";
}

}  // namespace

std::string template_csv() {
  std::string out = "\xEF\xBB\xBF";
  bool first = true;
  for (const std::string_view column : kColumns) {
    if (!first) out += ',';
    first = false;
    out += column;
  }
  out += "\r\n";
  append_row(out, {{"order_number", "10001"},
                   {"ordered_at", "2026-04-01 10:15"},
                   {"customer_number", "C0001"},
                   {"product_code", "TEA-100"},
                   {"quantity", "2"},
                   {"unit_price", "1200"},
                   {"line_number", "1"},
                   {"product_name", "お茶 100g"},
                   {"unit_cost", "400"},
                   {"points_used", "100"},
                   {"shipping_fee", "500"},
                   {"total", "3800"},
                   {"status", "shipped"},
                   {"shipped_at", "2026-04-02"},
                   {"payment_method", "クレジットカード"},
                   {"paid_at", "2026-04-01"},
                   {"source", "Instagram広告"},
                   {"email", "hanako@example.com"},
                   {"phone", "090-0000-0000"},
                   {"last_name", "山田"},
                   {"first_name", "花子"},
                   {"last_name_kana", "ヤマダ"},
                   {"first_name_kana", "ハナコ"},
                   {"birth_date", "1980-05-05"},
                   {"gender", "女性"},
                   {"postal_code", "100-0001"},
                   {"prefecture", "東京都"},
                   {"address", "千代田区千代田1-1"}});
  append_row(out, {{"order_number", "10001"},
                   {"ordered_at", "2026-04-01 10:15"},
                   {"customer_number", "C0001"},
                   {"product_code", "CUP-01"},
                   {"quantity", "1"},
                   {"unit_price", "1000"},
                   {"line_number", "2"},
                   {"product_name", "湯のみ"},
                   {"unit_cost", "300"}});
  append_row(out, {{"order_number", "10002"},
                   {"ordered_at", "2026-04-03 21:40"},
                   {"customer_number", "C0002"},
                   {"product_code", "TEA-TEIKI"},
                   {"quantity", "1"},
                   {"unit_price", "2980"},
                   {"line_number", "1"},
                   {"product_name", "お茶 定期便"},
                   {"shipping_fee", "0"},
                   {"total", "2980"},
                   {"status", "accepted"},
                   {"payment_method", "後払い"},
                   {"payment_due_on", "2026-04-20"},
                   {"source", "紹介"},
                   {"subscription_number", "S0002"},
                   {"round", "1"},
                   {"email", "taro@example.com"},
                   {"last_name", "佐藤"},
                   {"first_name", "太郎"}});
  return out;
}

}  // namespace tsuzuku::intake
