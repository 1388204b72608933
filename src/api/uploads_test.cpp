#include "api/uploads.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/limits.hpp"

namespace tsuzuku::api {
namespace {

class UploadsTest : public testing::Test {
 protected:
  UploadsTest() : folder_(std::filesystem::path(testing::TempDir()) / ("uploads_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "left-by-an-earlier-run") << "x";
    uploads_.emplace(folder_, [this] { return "name" + std::to_string(++names_); }, [this] { return now_; });
  }
  ~UploadsTest() override { std::filesystem::remove_all(folder_); }

  Result<std::string> keep(const std::string& name, const UploadOwner& owner) {
    const auto path = folder_ / "incoming";
    std::ofstream(path) << "bytes";
    return uploads_->keep(http::OwnedFile(path), name, owner);
  }
  [[nodiscard]] long files() const {
    return std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator());
  }

  std::filesystem::path folder_;
  std::optional<Uploads> uploads_;
  int names_ = 0;
  std::int64_t now_ = 1'000'000;
  const UploadOwner owner_{StaffId{1}, ShopId{2}};
};

TEST_F(UploadsTest, ARestartForgetsAndRemoves) { EXPECT_EQ(files(), 0); }

TEST_F(UploadsTest, FilesAreFoundInTheOrderAskedFor) {
  const auto first = keep("注文.csv", owner_);
  const auto second = keep("明細.csv", owner_);
  const auto found = uploads_->find({*second, *first}, owner_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->at(0).name, "明細.csv");
  EXPECT_EQ(found->at(1).name, "注文.csv");
  EXPECT_TRUE(std::filesystem::exists(found->at(1).path));
}

TEST_F(UploadsTest, SomebodyElsesIsUnknown) {
  const auto id = keep("a", owner_);
  EXPECT_EQ(uploads_->find({*id}, {StaffId{9}, ShopId{2}}).error().key, "upload.unknown");
  EXPECT_EQ(uploads_->find({*id}, {StaffId{1}, ShopId{9}}).error().key, "upload.unknown");
  EXPECT_EQ(uploads_->find({"../" + *id}, owner_).error().key, "upload.unknown");
  EXPECT_EQ(uploads_->find({}, owner_).error().key, "upload.none");
  EXPECT_EQ(uploads_->find(std::vector<std::string>(limits::kImportFiles + 1, *id), owner_).error().key,
            "upload.too_many_files");
}

TEST_F(UploadsTest, OnlyAnImportThatTookThemRemovesThem) {
  const auto id = keep("a", owner_);
  services::ImportRequest request;
  request.input.files = *uploads_->find({*id}, owner_);
  services::ImportReport report;
  report.state = domain::ImportState::Failed;
  uploads_->import_finished(request, report);
  request.dry_run = true;
  report.state = domain::ImportState::Done;
  uploads_->import_finished(request, report);
  EXPECT_EQ(files(), 1);
  request.dry_run = false;
  uploads_->import_finished(request, report);
  EXPECT_EQ(files(), 0);
  EXPECT_FALSE(uploads_->find({*id}, owner_).has_value());
}

TEST_F(UploadsTest, TheyGoAfterADay) {
  const auto id = keep("a", owner_);
  now_ += std::int64_t{limits::kUploadHours} * 3'600;
  uploads_->remove_expired();
  EXPECT_TRUE(uploads_->find({*id}, owner_).has_value());
  now_ += 1;
  uploads_->remove_expired();
  EXPECT_FALSE(uploads_->find({*id}, owner_).has_value());
  EXPECT_EQ(files(), 0);
}

TEST_F(UploadsTest, NobodyFillsTheDiskWithSmallFiles) {
  for (std::size_t i = 0; i < limits::kUploadsPerStaff; ++i) EXPECT_TRUE(keep("a", owner_).has_value());
  EXPECT_EQ(keep("a", owner_).error().key, "upload.too_many");
  EXPECT_TRUE(keep("a", {StaffId{9}, ShopId{2}}).has_value());
  EXPECT_EQ(files(), static_cast<long>(limits::kUploadsPerStaff) + 1);
}

}  // namespace
}  // namespace tsuzuku::api
