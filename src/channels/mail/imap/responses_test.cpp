#include "channels/mail/imap/responses.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tsuzuku::channels {
namespace {

constexpr auto* kStream =
    "* OK hello\r\n"
    "* 1 FETCH (UID 5 BODY[]<0> {12}\r\nt1 OK\r\n{3}\r\n FLAGS {0}\r\n)\r\n"
    "t1 OK done\r\n";

// All replies of the stream when it arrives in pieces of `piece` bytes.
std::vector<ImapReply> replies_of(std::string_view stream, std::size_t piece) {
  ImapReplies replies(100);
  std::vector<ImapReply> all;
  for (; !stream.empty(); stream.remove_prefix(std::min(piece, stream.size()))) {
    replies.feed(stream.substr(0, piece));
    for (auto next = replies.next(); next && *next; next = replies.next()) all.push_back(**next);
  }
  return all;
}

TEST(ImapReplies, LiteralsBelongToTheirLine) {
  for (std::size_t piece = 1; piece < 100; ++piece) {
    const auto all = replies_of(kStream, piece);
    ASSERT_EQ(all.size(), 3U) << piece;
    EXPECT_EQ(all[0].line, "* OK hello");
    EXPECT_EQ(all[1].line, "* 1 FETCH (UID 5 BODY[]<0> {12} FLAGS {0})");
    ASSERT_EQ(all[1].literals.size(), 2U);
    EXPECT_EQ(all[1].literals[0], "t1 OK\r\n{3}\r\n");
    EXPECT_EQ(all[1].literals[1], "");
    EXPECT_EQ(all[2].line, "t1 OK done");
  }
}

TEST(ImapReplies, LimitsHold) {
  ImapReplies literal(10);
  literal.feed("* x {11}\r\n");
  EXPECT_EQ(literal.next().error().key, "imap.bad_answer");
  ImapReplies line(10);
  line.feed(std::string(70'000, 'x'));
  EXPECT_EQ(line.next().error().key, "imap.bad_answer");
  ImapReplies huge(10);
  huge.feed("* x {99999999999999999999999}\r\n");
  EXPECT_TRUE(huge.next().value().has_value());
}

TEST(ImapNames, AreQuotedAndEncoded) {
  EXPECT_EQ(imap_quoted("a\"b\\c\r\nd"), R"("a\"b\\cd")");
  EXPECT_EQ(imap_folder_name("INBOX"), "INBOX");
  EXPECT_EQ(imap_folder_name("台北"), "&U,BTFw-");  // of RFC 3501 5.1.3
  EXPECT_EQ(imap_folder_name("日本語 & more"), "&ZeVnLIqe- &- more");
  EXPECT_EQ(imap_folder_name("😀"), "&2D3eAA-");
}

}  // namespace
}  // namespace tsuzuku::channels
