// The file with the installation's secret.

#include "app/secret_key.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <thread>

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

}  // namespace
}  // namespace tsuzuku::api_tests
