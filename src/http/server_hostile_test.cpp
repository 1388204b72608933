// What strangers send: half requests, endless ones, garbage. The server answers or hangs up, and stays up.

#include "base/random.hpp"
#include "http/server_for_tests.hpp"

namespace tsuzuku::http {
namespace {

using std::chrono::milliseconds;

class HostileTest : public ServerTest {
 protected:
  ~HostileTest() override {
    if (server_) {
      EXPECT_EQ(ask("GET", "/hello").status, 200) << "the server must have survived";
    }
  }
  RawResponse send(std::string_view bytes) const {
    RawClient client(port());
    client.send(bytes);
    return client.receive();
  }
};

TEST_F(HostileTest, AnIdleConnectionIsClosed) {
  options_.timeouts.idle = milliseconds(100);
  start();
  RawClient client(port());
  EXPECT_TRUE(client.wait_for_close());
}

TEST_F(HostileTest, AHeaderThatArrivesByteByByteHasOneTimeLimit) {
  options_.timeouts.header = milliseconds(200);
  start();
  RawClient client(port());
  const std::string request = request_text("GET", "/hello", {{"X-Slow", std::string(200, 'x')}});
  const auto begin = std::chrono::steady_clock::now();
  for (const char c : request) {
    if (!client.send({&c, 1}) || std::chrono::steady_clock::now() - begin > milliseconds(600)) break;
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_EQ(client.receive().status, 408);
}

TEST_F(HostileTest, HalfARequestThenSilence) {
  options_.timeouts.header = milliseconds(100);
  options_.timeouts.linger = milliseconds(100);
  start();
  RawClient client(port());
  client.send("GET /hello HT");
  EXPECT_EQ(client.receive().status, 408);
  EXPECT_TRUE(client.wait_for_close());
}

TEST_F(HostileTest, HalfARequestThenEnd) {
  start();
  RawClient client(port());
  client.send("GET /hello HTTP/1.1\r\nHost: loc");
  client.finish_sending();
  EXPECT_TRUE(client.wait_for_close());
}

TEST_F(HostileTest, ASlowBodyHasATimeLimit) {
  options_.timeouts.body = milliseconds(150);
  start();
  EXPECT_EQ(send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc").status, 408);
}

TEST_F(HostileTest, LimitsHoldAtTheirEdge) {
  start();
  const auto target_of = [](std::size_t bytes) { return "/hello?a=" + std::string(bytes - 9, 'x'); };
  EXPECT_EQ(ask("GET", target_of(limits::kUrlBytes)).status, 200);
  EXPECT_EQ(ask("GET", target_of(limits::kUrlBytes + 1)).status, 414);
  EXPECT_EQ(ask("GET", target_of(1'000'000)).status, 414);

  const std::size_t around = request_text("GET", "/hello", {{"X", ""}}).size();
  const auto header_of = [&](std::size_t bytes) { return RawHeaders{{"X", std::string(bytes - around, 'x')}}; };
  EXPECT_EQ(ask("GET", "/hello", header_of(limits::kHttpHeaderBytes - 100)).status, 200);
  EXPECT_EQ(ask("GET", "/hello", header_of(limits::kHttpHeaderBytes + 1)).status, 431);
  RawHeaders many;
  for (int i = 0; i < 5'000; ++i) many.emplace_back("X-" + std::to_string(i), "1");
  EXPECT_EQ(ask("GET", "/hello", many).status, 431);

  EXPECT_EQ(ask("POST", "/echo", {}, std::string(limits::kHttpBodyBytes, 'b')).status, 200);
  EXPECT_EQ(ask("POST", "/echo", {}, std::string(limits::kHttpBodyBytes + 1, 'b')).status, 413);

  const auto query_of = [](std::size_t parameters) {
    std::string query = "/hello?";
    for (std::size_t i = 0; i < parameters; ++i) query += "p" + std::to_string(i) + "=1&";
    return query;
  };
  EXPECT_EQ(ask("GET", query_of(limits::kQueryParameters)).status, 200);
  EXPECT_EQ(ask("GET", query_of(limits::kQueryParameters + 1)).status, 400);
}

TEST_F(HostileTest, AChunkedBodyOverTheLimit) {
  start();
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'c') + "\r\n";
  for (int i = 0; i < 17; ++i) client.send(chunk);
  EXPECT_EQ(client.receive().status, 413);
}

TEST_F(HostileTest, BadChunks) {
  start();
  const std::string head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(send(head + "xyz\r\nabc\r\n0\r\n\r\n").status, 400);
  EXPECT_EQ(send(head + "3\r\nabcdef\r\n0\r\n\r\n").status, 400);
  EXPECT_EQ(send(head + "FFFFFFFFFFFFFFFFFF\r\nabc").status, 400);
  EXPECT_EQ(send(head + "1;" + std::string(200'000, 'e')).status, 400) << "a chunk extension without end";
}

TEST_F(HostileTest, RequestsThatCouldBeReadTwoWays) {
  start();
  EXPECT_EQ(send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: "
                 "chunked\r\n\r\n0\r\n\r\n")
                .status,
            400);
  EXPECT_EQ(send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd").status,
            400);
  EXPECT_EQ(send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n").status, 400);
  EXPECT_EQ(send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n").status, 400);
  EXPECT_EQ(send("GET /hello HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n").status, 421)
      << "a folded line belongs to the field before it, here Host";
}

TEST_F(HostileTest, BadTargetsAndQueries) {
  start();
  for (const std::string_view target :
       {"hello", "http://localhost/hello", "*", "/hello?a=%", "/hello?a=%4", "/hello?a=%zz", "/hello?a=%FF",
        "/hello?a=%00", "/hello?=1", "/hello?a=1&a=2", "/%C3", "/../etc/passwd", "/%2e%2e/etc/passwd", "/a/./b"}) {
    EXPECT_EQ(ask("GET", target).status, 400) << target;
  }
}

TEST_F(HostileTest, ConnectionsOverTheCapAreTurnedAway) {
  options_.connections = 3;
  start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<RawClient>(port()));
    clients.back()->send(request_text("GET", "/hello"));
    EXPECT_EQ(clients.back()->receive().status, 200);
  }
  EXPECT_EQ(ask("GET", "/hello").status, 503);
  clients.clear();
  while (server_->connections() > 0) std::this_thread::sleep_for(milliseconds(1));
}

// Deterministic: the same ten thousand on every machine. Half of them are real requests with bytes changed.
TEST_F(HostileTest, TenThousandGarbageRequests) {
  options_.timeouts.header = milliseconds(50);
  options_.timeouts.body = milliseconds(50);
  options_.timeouts.idle = milliseconds(200);
  options_.timeouts.linger = milliseconds(20);
  start();
  Random random(20'261'122);
  const std::vector<std::string> real = {
      request_text("GET", "/hello?a=1&b=%E3%81%82", {{"Cookie", "a=b; c=d"}, {"Connection", "close"}}),
      request_text("POST", "/echo", {{"Connection", "close"}}, "{\"some\":\"body\"}"),
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"};
  int answered = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string bytes;
    if (random.chance(0.5)) {
      bytes = real[random.below(real.size())];
      for (std::uint64_t changes = random.below(8); changes > 0; --changes) {
        bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
      }
    } else {
      bytes.resize(random.below(200));
      for (char& c : bytes) c = static_cast<char>(random.below(256));
      bytes += "\r\n\r\n";
    }
    RawClient client(port());
    client.send(bytes);
    client.finish_sending();
    answered += client.receive().status != 0 ? 1 : 0;
  }
  EXPECT_GT(answered, 5'000);
}

}  // namespace
}  // namespace tsuzuku::http
