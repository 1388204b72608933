// A full disk while people upload and import: told, nothing half, and the server goes on.

#include "tests/support/full_disk.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>

#include "tests/api/api_server.hpp"

namespace tsuzuku::api_tests {
namespace {

constexpr std::uint64_t kRoom = 1'000'000;  // for what is small: the record of who did what

std::string many_orders(int orders) {
  std::string text = "order_number,ordered_at,customer_number,product_code,quantity,unit_price\n";
  for (int i = 0; i < orders; ++i) {
    const std::string number = std::to_string(i);
    text += "M-" + number + ",2026-01-10,C" + number + ",TEA,1,1000\n";
  }
  return text;
}

std::uint64_t largest_file(const std::filesystem::path& folder) {
  std::uint64_t largest = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) largest = std::max(largest, entry.file_size());
  }
  return largest;
}

std::size_t files_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(FullDisk, AnUploadIsRefusedAndNothingOfItStays) {
  ApiServer& server = api_server();
  const std::string shop = server.create_shop("満杯の店");
  const std::filesystem::path uploads = server.data().file("data/uploads");
  const std::size_t before = files_in(uploads);  // of other tests
  {
    const testing_support::FullDisk full(kRoom);
    const Reply refused = server.owner().upload(shop, "orders.csv", many_orders(60'000));
    EXPECT_EQ(refused.status, 507);
    EXPECT_EQ(refused.error_key(), "http.disk_full");
    EXPECT_EQ(files_in(uploads), before);
    EXPECT_EQ(server.anonymous().get("/api/health").status, 200);
  }
  EXPECT_EQ(string_or(server.import(shop, "orders.csv", small_shop_csv()), "state", ""), "done");
}

TEST(FullDisk, AnImportFailsAsAWholeAndCanBeTriedAgain) {
  ApiServer& server = api_server();
  const std::string shop = server.create_shop("満杯の取込");
  const std::string base = "/api/shops/" + shop;
  const json::array uploads{server.owner().upload(shop, "orders.csv", many_orders(20'000)).object().at("upload_id")};
  const auto import = [&] {
    const Reply started = server.owner().post(base + "/imports", json::object{{"uploads", uploads}});
    EXPECT_EQ(started.status, 202) << started.raw.body;
    return server.wait_for_import(shop, string_or(started.object(), "id", ""));
  };
  {
    const testing_support::FullDisk full(largest_file(server.data().file("data")) + kRoom);
    const json::object failed = import();
    EXPECT_EQ(string_or(failed, "state", ""), "failed");
    ASSERT_TRUE(failed.at("error").is_object()) << to_text(failed);
    EXPECT_EQ(string_or(failed.at("error").as_object(), "key", ""), "sql.disk_full") << to_text(failed);
    EXPECT_EQ(integer_or(server.owner().get(base + "/summary").object(), "orders", -1), 0);
  }
  const json::object done = import();
  EXPECT_EQ(string_or(done, "state", ""), "done") << to_text(done);
  EXPECT_EQ(integer_or(server.owner().get(base + "/summary").object(), "orders", -1), 20'000);
}

}  // namespace
}  // namespace tsuzuku::api_tests
