#include "http/server_for_tests.hpp"

namespace tsuzuku::http {
namespace {

TEST_F(ServerTest, AnswersWithSecurityHeadersAndDate) {
  start();
  const RawResponse response = ask("GET", "/hello");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "{\"hello\":1}");
  EXPECT_EQ(response.header("Content-Type"), "application/json; charset=utf-8");
  EXPECT_EQ(response.header("Date"), "Sun, 22 Nov 2026 03:04:05 GMT");
  EXPECT_EQ(response.header("Cache-Control"), "no-store");
  EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
  EXPECT_NE(response.header("Content-Security-Policy").find("frame-ancestors 'none'"), std::string::npos);
}

TEST_F(ServerTest, HeadIsGetWithoutBody) {
  start();
  RawClient client(port());
  client.send(request_text("HEAD", "/hello") + request_text("GET", "/hello"));
  EXPECT_EQ(client.receive(true).header("Content-Length"), "11");
  EXPECT_EQ(client.receive().body, "{\"hello\":1}");
}

TEST_F(ServerTest, PathParametersAreDecoded) {
  start();
  EXPECT_EQ(ask("GET", "/api/%E5%BA%97/a%2Fb.csv").body, "店|a/b");
  EXPECT_EQ(ask("GET", "/api/x/.csv").status, 404);
}

TEST_F(ServerTest, UnknownPathAndMethod) {
  start();
  const RawResponse missing = ask("GET", "/nowhere");
  EXPECT_EQ(missing.status, 404);
  EXPECT_NE(missing.body.find("http.no_such_path"), std::string::npos);
  const RawResponse method = ask("DELETE", "/hello");
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(method.header("Allow"), "GET, HEAD");
  EXPECT_EQ(ask("BREW", "/hello").status, 405);
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  start();
  RawClient client(port());
  std::string all;
  for (int i = 0; i < 50; ++i) all += request_text("POST", "/echo", {}, std::to_string(i));
  client.send(all);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client.receive().body, std::to_string(i));
}

TEST_F(ServerTest, ConnectionCloseAndOldVersionEndTheConnection) {
  start();
  RawClient closing(port());
  closing.send(request_text("GET", "/hello", {{"Connection", "close"}}));
  EXPECT_EQ(closing.receive().header("Connection"), "close");
  EXPECT_TRUE(closing.wait_for_close());
  RawClient old(port());
  old.send("GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(old.receive().status, 200);
  EXPECT_TRUE(old.wait_for_close());
}

TEST_F(ServerTest, ChunkedBodyAndExpectation) {
  start();
  RawClient client(port());
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send("3;note=x\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n" + request_text("GET", "/hello"));
  EXPECT_EQ(client.receive().body, "abcde");
  EXPECT_EQ(client.receive().status, 200);
}

TEST_F(ServerTest, AHandlerThatThrowsIsA500AndTheServerStaysUp) {
  start();
  const RawResponse response = ask("GET", "/throws");
  EXPECT_EQ(response.status, 500);
  EXPECT_NE(response.body.find("http.handler_failed"), std::string::npos);
  EXPECT_EQ(response.body.find("ouch"), std::string::npos) << "the inside must not show";
  EXPECT_EQ(ask("GET", "/hello").status, 200);
}

TEST_F(ServerTest, LineBreakInAHeaderValueIsRefused) {
  start();
  EXPECT_EQ(ask("GET", "/header?value=plain").header("X-Told"), "plain");
  const RawResponse split = ask("GET", "/header?value=a%0D%0ASet-Cookie:%20evil=1");
  EXPECT_EQ(split.status, 500);
  EXPECT_EQ(split.header("Set-Cookie"), "");
}

TEST_F(ServerTest, TheGuardSpeaksBeforeTheBodyIsRead) {
  start();
  RawClient client(port());
  client.send("POST /closed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 401);
  EXPECT_EQ(ask("POST", "/closed", {{"Authorization", "me"}}, "in").body, "in");
}

TEST_F(ServerTest, AForeignHostNameIsRefused) {
  options_.allowed_hosts = {"shop.example"};
  start();
  EXPECT_EQ(ask("GET", "/hello", {{"Host", "evil.example"}}).status, 421);
  EXPECT_EQ(ask("GET", "/hello", {{"Host", "localhost:8080"}}).status, 200);
  EXPECT_EQ(ask("GET", "/hello", {{"Host", "127.0.0.1:1"}}).status, 200);
  EXPECT_EQ(ask("GET", "/hello", {{"Host", "[::1]:1"}}).status, 200);
  EXPECT_EQ(ask("GET", "/hello", {{"Host", "SHOP.example:443"}}).status, 200);
  EXPECT_EQ(ask("GET", "/hello", {{"Host", "shop.example.evil"}}).status, 421);
  EXPECT_EQ(ask("GET", "/hello", {{"Host", "localhost"}, {"host", "evil.example"}}).status, 400);
  RawClient none(port());
  none.send("GET /hello HTTP/1.1\r\n\r\n");
  EXPECT_EQ(none.receive().status, 400);
}

TEST_F(ServerTest, AWriteFromAnotherSiteIsRefused) {
  start();
  const RawHeaders host = {{"Host", "localhost:80"}};
  const auto post = [&](RawHeaders headers) {
    headers.insert(headers.end(), host.begin(), host.end());
    return ask("POST", "/echo", headers, "x").status;
  };
  EXPECT_EQ(post({{"Origin", "http://localhost:80"}}), 200);
  EXPECT_EQ(post({{"Origin", "http://localhost:81"}}), 403);
  EXPECT_EQ(post({{"Origin", "http://evil.example"}}), 403);
  EXPECT_EQ(post({{"Origin", "null"}}), 403);
  EXPECT_EQ(post({{"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(post({{"Sec-Fetch-Site", "same-origin"}}), 200);
  EXPECT_EQ(ask("GET", "/hello", {{"Origin", "http://evil.example"}}).status, 200) << "reading is for CORS to stop";
}

TEST_F(ServerTest, AFileIsStreamedAndDeletedAfterwards) {
  start();
  const RawResponse response = ask("GET", "/file");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, std::string(1'000'000, 'x'));
  EXPECT_TRUE(becomes_empty());
}

TEST_F(ServerTest, StopLetsARunningRequestFinishAndClosesIdleOnes) {
  start();
  RawClient idle(port());
  idle.send(request_text("GET", "/hello"));
  EXPECT_EQ(idle.receive().status, 200);
  RawClient busy(port());
  busy.send(request_text("GET", "/sleep") + request_text("GET", "/hello"));
  while (sleeping_ == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  const auto begin = std::chrono::steady_clock::now();
  std::thread stopper([&] { EXPECT_TRUE(server_->stop(std::chrono::seconds(5))); });
  EXPECT_TRUE(idle.wait_for_close());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(350));
  const RawResponse last = busy.receive();
  EXPECT_EQ(last.status, 200);
  EXPECT_EQ(last.body, "\"rested\"");
  EXPECT_EQ(last.header("Connection"), "close");
  stopper.join();
  EXPECT_FALSE(RawClient(port()).connected());
}

TEST_F(ServerTest, StopCutsWhatDoesNotFinishInTime) {
  start();
  RawClient busy(port());
  busy.send(request_text("GET", "/sleep"));
  while (sleeping_ == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_FALSE(server_->stop(std::chrono::milliseconds(10)));
}

TEST_F(ServerTest, APortInUseIsAnErrorNotACrash) {
  start();
  ServerOptions second = options_;
  second.port = port();
  second.upload_folder.clear();
  const auto result = Server::start(Router([](Request&, Permission) -> Status { return {}; }), second);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().key, "http.cannot_listen");
}

}  // namespace
}  // namespace tsuzuku::http
