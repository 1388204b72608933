#include "channels/web/link_probe.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace tsuzuku::channels {
namespace {

// Answers each request with what `answer` makes of its path; an empty answer is silence.
class Web {
 public:
  explicit Web(std::function<std::string(const std::string& path)> answer) : answer_(std::move(answer)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listener_, 16), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  Web(const Web&) = delete;
  Web& operator=(const Web&) = delete;
  ~Web() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    for (const int client : silent_) ::close(client);
  }
  [[nodiscard]] std::string at(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  [[nodiscard]] int requests() const { return requests_; }

 private:
  void serve() {
    for (;;) {
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) return;
      std::string head(4'096, '\0');
      const auto got = ::recv(client, head.data(), head.size(), 0);
      ++requests_;
      head.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
      const auto begin = head.find(' ') + 1;
      const std::string answer = answer_(head.substr(begin, head.find(' ', begin) - begin));
      if (answer.empty()) {
        silent_.push_back(client);
        continue;
      }
      (void)::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
      ::close(client);
    }
  }
  std::function<std::string(const std::string&)> answer_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> requests_ = 0;
  std::vector<int> silent_;
  std::thread thread_;
};

std::string status(const std::string& line, const std::string& more = "") {
  return "HTTP/1.1 " + line + "\r\n" + more + "Content-Length: 5\r\nConnection: close\r\n\r\nhello";
}

// Patient: everything here answers at once, however busy the machine is.
constexpr ProbeRules kOurs{.seconds = 60, .private_addresses = true};

// A name that nobody can have (RFC 1035: 63 characters at most between two dots), told so by every resolver without a
// question to anybody: the tests run where no name server answers, too.
const std::string kNameOfNobody = std::string(64, 'n') + ".example";

bool anybody_is_found() {
  addrinfo* found = nullptr;
  const bool any = ::getaddrinfo(kNameOfNobody.c_str(), "80", nullptr, &found) == 0;
  if (found != nullptr) ::freeaddrinfo(found);
  return any;
}

TEST(LinkProbe, TellsWhatIsThereFromWhatIsNot) {
  const Web web([](const std::string& path) -> std::string {
    if (path == "/page") return status("200 OK");
    if (path == "/gone") return status("410 Gone");
    if (path == "/moved") return status("302 Found", "Location: /page\r\n");
    if (path == "/moved-away") return status("301 Moved", "Location: /nowhere\r\n");
    if (path == "/circle") return status("302 Found", "Location: /circle\r\n");
    if (path == "/busy") return status("503 Busy");
    if (path == "/members") return status("403 Forbidden");
    return status("404 Not Found");
  });
  const auto probed = probe_links({web.at("/page"), web.at("/nowhere"), web.at("/gone"), web.at("/moved"),
                                   web.at("/moved-away"), web.at("/circle"), web.at("/busy"), web.at("/members")},
                                  kOurs);
  using enum LinkState;
  const std::vector<LinkState> wanted = {Alive, Dead, Dead, Alive, Dead, Silent, Silent, Silent};
  ASSERT_EQ(probed.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(probed[i].state, wanted[i]) << probed[i].link << " " << probed[i].reason;
    EXPECT_EQ(probed[i].reason.empty(), wanted[i] == Alive) << probed[i].link;
  }
  EXPECT_EQ(probed[1].reason, "404");
}

TEST(LinkProbe, WaitsForASilentServerNoLongerThanItSays) {
  const Web web([](const std::string& path) { return path == "/silent" ? std::string() : status("404 Not Found"); });
  const auto probed = probe_links({web.at("/silent"), web.at("/nowhere")}, {.seconds = 2, .private_addresses = true});
  ASSERT_EQ(probed.size(), 2U);
  EXPECT_EQ(probed[0].state, LinkState::Silent);
  EXPECT_FALSE(probed[0].reason.empty());
}

// Whoever writes a mail shall not make the server look around in its own network, by whatever name.
TEST(LinkProbe, AsksNobodyInsideANetwork) {
  const Web web([](const std::string&) { return status("200 OK"); });
  std::string by_name = web.at("/");
  by_name.replace(by_name.find("127.0.0.1"), 9, "localhost");
  for (const std::string& link :
       {web.at("/"), by_name, std::string("http://10.0.0.1/"), std::string("http://192.168.1.1/"),
        std::string("http://169.254.169.254/latest/meta-data"), std::string("http://[::1]/"),
        std::string("http://[::ffff:127.0.0.1]/"), std::string("http://[fd00::1]/"), std::string("http://0.0.0.0/")}) {
    const auto probed = probe_links({link}, {.seconds = 60});
    ASSERT_EQ(probed.size(), 1U);
    EXPECT_EQ(probed[0].state, LinkState::Private) << link << " " << probed[0].reason;
  }
  EXPECT_EQ(web.requests(), 0);
}

TEST(LinkProbe, ANameOfNobodyIsDeadWhereOthersAnswer) {
  if (anybody_is_found()) GTEST_SKIP() << "this machine's resolver knows every name";
  const Web web([](const std::string&) { return status("200 OK"); });
  const auto probed = probe_links({"http://" + kNameOfNobody + "/", web.at("/")}, kOurs);
  ASSERT_EQ(probed.size(), 2U);
  EXPECT_EQ(probed[0].state, LinkState::Dead) << probed[0].reason;
}

TEST(LinkProbe, WithoutANetworkNothingIsCalledDead) {
  if (anybody_is_found()) GTEST_SKIP() << "this machine's resolver knows every name";
  const auto probed = probe_links({"http://" + kNameOfNobody + "/"}, {.seconds = 60});
  ASSERT_EQ(probed.size(), 1U);
  EXPECT_EQ(probed[0].state, LinkState::Silent);
  EXPECT_FALSE(probed[0].reason.empty());
}

TEST(LinkProbe, AsksNoOtherProtocolAndNotForEver) {
  for (const char* link : {"file:///etc/passwd", "ftp://example.com/", "gopher://example.com/"}) {
    EXPECT_EQ(probe_links({link}, kOurs)[0].state, LinkState::Silent) << link;
  }
  EXPECT_EQ(probe_links(std::vector<std::string>(500, "file:///")).size(), ProbeRules::kLinksMost);
  EXPECT_TRUE(probe_links({}).empty());
}

}  // namespace
}  // namespace tsuzuku::channels
