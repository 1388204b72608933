#include <sys/resource.h>

#include <csignal>

#include "http/server_for_tests.hpp"

namespace tsuzuku::http {
namespace {

class UploadTest : public ServerTest {
 protected:
  const RawHeaders me_ = {{"Authorization", "me"}};
};

std::string numbered(std::size_t bytes) {
  std::string text(bytes, '\0');
  for (std::size_t i = 0; i < bytes; ++i) text[i] = static_cast<char>(i * 31 + i / 251);
  return text;
}

TEST_F(UploadTest, EveryByteArrivesAndTheFileGoesWithTheRequest) {
  start();
  for (const std::size_t bytes : {0UL, 1UL, 262'144UL, 262'145UL, 5'000'000UL}) {
    EXPECT_EQ(ask("POST", "/upload", me_, numbered(bytes)).status, bytes == 0 ? 400 : 201) << bytes;
    EXPECT_EQ(uploaded_, numbered(bytes));
  }
  EXPECT_TRUE(becomes_empty());
}

TEST_F(UploadTest, ChunkedUpload) {
  start();
  RawClient client(port());
  client.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: me\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string content = numbered(70'000);
  for (std::size_t at = 0; at < content.size(); at += 7'000)
    client.send("1B58\r\n" + content.substr(at, 7'000) + "\r\n");
  client.send("0\r\n\r\n");
  EXPECT_EQ(client.receive().status, 201);
  EXPECT_EQ(uploaded_, content);
}

TEST_F(UploadTest, AStrangerWritesNothingToDisk) {
  start();
  EXPECT_EQ(ask("POST", "/upload", {}, numbered(1'000'000)).status, 401);
  EXPECT_TRUE(folder_is_empty());
}

TEST_F(UploadTest, ABrokenOffUploadLeavesNothing) {
  start();
  {
    RawClient client(port());
    client.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: me\r\nContent-Length: 1000000\r\n\r\n" +
                numbered(600'000));
    while (folder_is_empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_TRUE(becomes_empty());
}

TEST_F(UploadTest, ASilentUploadIsEnded) {
  options_.timeouts.idle = std::chrono::milliseconds(100);
  start();
  RawClient client(port());
  client.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: me\r\nContent-Length: 1000\r\n\r\nabc");
  EXPECT_EQ(client.receive().status, 408);
  EXPECT_TRUE(becomes_empty());
}

TEST_F(UploadTest, MoreThanTheLimitOrTheDiskIsRefusedAtOnce) {
  start();
  RawClient limit(port());
  limit.send("POST /upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: me\r\nContent-Length: " +
             std::to_string(limits::kHttpUploadBytes + 1) + "\r\n\r\n");
  EXPECT_EQ(limit.receive().status, 413);
  EXPECT_TRUE(folder_is_empty());
}

// A file size limit of the process stands for the full disk: write() fails in the middle in the same way.
TEST_F(UploadTest, AFullDiskIs507AndLeavesNothing) {
  start();
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1'000'000, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const RawResponse response = ask("POST", "/upload", me_, numbered(3'000'000));
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_handler);
  EXPECT_EQ(response.status, 507);
  EXPECT_NE(response.body.find("http.disk_full"), std::string::npos);
  EXPECT_TRUE(becomes_empty());
  EXPECT_EQ(ask("POST", "/upload", me_, "again").status, 201);
}

TEST_F(UploadTest, HalfReceivedFilesOfAnEarlierRunAreRemoved) {
  std::ofstream(folder_ / "incoming-1-1.part") << "old";
  start();
  EXPECT_TRUE(folder_is_empty());
}

}  // namespace
}  // namespace tsuzuku::http
