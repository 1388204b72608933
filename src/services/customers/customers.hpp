#pragma once
// Who is behind an id.

#include <span>
#include <string>
#include <unordered_map>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct CustomerBrief {
  std::string number;
  std::string name;  // "last first", empty when unknown
};

enum class PersonalData { Masked, Shown };

// "山＊＊＊": the first character stays so that two rows can be told apart; empty stays empty.
[[nodiscard]] std::string masked(std::string_view text);

// As lists show it. Masked hides names, and numbers that are mail addresses.
[[nodiscard]] CustomerBrief brief_of(std::string number, std::string_view last_name, std::string_view first_name,
                                     PersonalData personal_data);

// By customer id; ids without a row are left out.
[[nodiscard]] Result<std::unordered_map<std::int64_t, CustomerBrief>> find_customers(sql::Database& database,
                                                                                     ShopId shop,
                                                                                     std::span<const std::int64_t> ids,
                                                                                     PersonalData personal_data);

}  // namespace tsuzuku::services
