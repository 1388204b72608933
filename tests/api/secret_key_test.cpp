// The file with the installation's secret.

#include "app/secret_key.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "services/channels/secret_mark.hpp"
#include "tests/support/both_databases.hpp"

namespace tsuzuku::api_tests {
namespace {

class SecretKey : public ::testing::Test {
 protected:
  void TearDown() override { ::unsetenv("TSUZUKU_SECRET_KEY_FILE"); }
  [[nodiscard]] Result<services::MasterKey> load() const { return app::load_secret_key(folder_.path()); }
  [[nodiscard]] std::string file() const { return folder_.file("secret.key"); }
  testing_support::TemporaryFolder folder_;
};

TEST_F(SecretKey, IsMadeOnceForItsOwnerAlone) {
  ASSERT_VALUE(first, load());
  ASSERT_VALUE(second, load());
  EXPECT_EQ(first.bytes, second.bytes);
  EXPECT_NE(first.bytes, services::KeyBytes{});
  struct stat facts{};
  ASSERT_EQ(::stat(file().c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  const auto files =
      std::distance(std::filesystem::directory_iterator(folder_.path()), std::filesystem::directory_iterator());
  EXPECT_EQ(files, 1) << "nothing half made is left";
}

TEST_F(SecretKey, OfManyThatStartAtOnceAllHaveTheSame) {
  std::vector<services::KeyBytes> keys(8);
  {
    std::vector<std::jthread> programs;
    for (auto& key : keys) programs.emplace_back([&] { key = load().value().bytes; });
  }
  for (const auto& key : keys) EXPECT_EQ(key, keys.front());
}

TEST_F(SecretKey, IsRefusedWhenOthersMayReadItOrItIsDamaged) {
  ASSERT_OK(load());
  ASSERT_EQ(::chmod(file().c_str(), 0640), 0);
  EXPECT_EQ(load().error().key, "secret_key.open_to_others");
  ASSERT_EQ(::chmod(file().c_str(), 0600), 0);
  std::ofstream(file()) << std::string(63, 'a') << "z\n";
  EXPECT_EQ(load().error().key, "secret_key.damaged");
  std::ofstream(file()) << "abc";
  EXPECT_EQ(load().error().key, "secret_key.damaged");
}

TEST_F(SecretKey, AFileThatWasNamedMustBeThere) {
  const std::string named = folder_.file("elsewhere.key");
  ::setenv("TSUZUKU_SECRET_KEY_FILE", named.c_str(), 1);
  EXPECT_EQ(load().error().key, "secret_key.not_there") << "a new one would make every stored secret unreadable";
  ::unsetenv("TSUZUKU_SECRET_KEY_FILE");
  ASSERT_VALUE(made, load());
  std::filesystem::rename(file(), named);
  ::setenv("TSUZUKU_SECRET_KEY_FILE", named.c_str(), 1);
  ASSERT_VALUE(found, load());
  EXPECT_EQ(found.bytes, made.bytes);
  EXPECT_FALSE(std::filesystem::exists(file()));
}

class SecretMark : public testing_support::EachDatabase {
 protected:
  void SetUp() override {
    EachDatabase::SetUp();
    ASSERT_VALUE(migrations, sql::embedded_migrations());
    ASSERT_OK(sql::migrate(database(), migrations));
  }
};
INSTANTIATE_EACH_DATABASE(SecretMark);

services::MasterKey key_of(int byte) {
  services::MasterKey key;
  key.bytes.fill(std::byte(byte));
  return key;
}

TEST_P(SecretMark, AnotherSecretIsRefusedOnceSomethingHangsOnIt) {
  using enum services::OtherSecret;
  const auto keep = [&](int byte, services::OtherSecret other) {
    return services::keep_secret_mark(database(), key_of(byte), other, 1'790'000'000);
  };
  ASSERT_OK(keep(1, Refuse));
  ASSERT_OK(keep(2, Refuse));  // nothing was sealed with the first
  ASSERT_VALUE(session, database().writer());
  ASSERT_OK(session->execute_script(
      "insert into shops (shop_id, name, currency, time_zone, created_at) values (1, 'a', 'JPY', 'Asia/Tokyo', 1);"
      "insert into channel_settings (shop_id, channel, settings, updated_at) values (1, 1, '{}', 1)"));
  session.reset();
  ASSERT_OK(keep(2, Refuse));
  const auto refused = keep(3, Refuse);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "secret_key.another");
  ASSERT_OK(keep(2, Refuse));  // the refused one left nothing behind
  ASSERT_OK(keep(3, Accept));
  ASSERT_OK(keep(3, Refuse));
  EXPECT_FALSE(keep(2, Refuse));
}

}  // namespace
}  // namespace tsuzuku::api_tests
