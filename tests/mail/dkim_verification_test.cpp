// Our DKIM signatures judged by another implementation: Debian's python3-dkim.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "channels/links/links_for_tests.hpp"
#include "channels/mail/dkim/dkim.hpp"
#include "channels/mail/mail_channel.hpp"
#include "tests/support/both_databases.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::mail_tests {
namespace {

using namespace channels;

// Exit 0 when the mail verifies against the record, 1 when it does not, 2 when the verifier is not there.
constexpr const char* kVerifier = R"(
import sys
try:
    import dkim
except ImportError:
    sys.exit(2)
mail = open(sys.argv[1], 'rb').read()
name, record = open(sys.argv[2], 'rb').read().split(b'\n')
def look_up(asked, timeout=5):
    return record if asked.rstrip(b'.') == name else None
sys.exit(0 if dkim.verify(mail, dnsfunc=look_up) else 1)
)";

class Dkim : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::string command =
        std::string("openssl genpkey -algorithm ") + GetParam() + " -out " + folder_.file("key.pem") + " 2>/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream file(folder_.file("key.pem"));
    key_.assign(std::istreambuf_iterator<char>(file), {});
    std::ofstream(folder_.file("verify.py")) << kVerifier;
  }

  [[nodiscard]] std::string signed_mail(std::string text) const {
    const auto settings = Settings::check(mail_channel().schema(), {{"from_name", "つづく園"},
                                                                    {"from_address", "tea@shop.example"},
                                                                    {"postal_address", "京都市中京区1"},
                                                                    {"contact", "075-000-0000"},
                                                                    {"smtp_host", "127.0.0.1"},
                                                                    {"dkim_domain", "shop.example"},
                                                                    {"dkim_selector", "s1"},
                                                                    {"dkim_key", key_}});
    static const LinkBook links = test_links();
    const auto composer = mail_channel().composer(*settings,
                                                  {.subject = "お茶が届きました お茶が届きました お茶が届きました",
                                                   .text = std::move(text),
                                                   .html = "<p>a  b </p>"},
                                                  links);
    return (*composer)
        ->render({.touch = {{1}, {2}, {3}}, .name = "山田", .address = "a@b.example", .now = 1'700'000'000})
        ->body;
  }

  [[nodiscard]] int verify(const std::string& mail) const {
    const auto signer = DkimSigner::make("shop.example", "s1", key_);
    std::ofstream(folder_.file("mail")) << mail;
    std::ofstream(folder_.file("record")) << signer->record_name() << '\n' << signer->record_value();
    const std::string command = "/usr/bin/python3 " + folder_.file("verify.py") + ' ' + folder_.file("mail") + ' ' +
                                folder_.file("record") + " 2>" + folder_.file("errors");
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  testing_support::TemporaryFolder folder_;
  std::string key_;
};

INSTANTIATE_TEST_SUITE_P(Keys, Dkim, ::testing::Values("RSA -pkeyopt rsa_keygen_bits:2048", "ED25519"),
                         [](const auto& key) { return key.index == 0 ? "Rsa" : "Ed25519"; });

TEST_P(Dkim, AnotherImplementationVerifiesIt) {
  for (const std::string text : {"x", "こんにちは\n\n{{unsubscribe_url}}\n\n\n"}) {
    ASSERT_EQ(verify(signed_mail(text)), 0) << "2 means: install python3-dkim\n" << signed_mail(text);
  }
}

TEST_P(Dkim, AndRefusesWhatWasChanged) {
  const std::string mail = signed_mail("text");
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string other = mail;
    other.replace(other.find(from), from.size(), to);
    return other;
  };
  EXPECT_EQ(verify(changed("\r\nList-Unsubscribe: <https://shop", "\r\nList-Unsubscribe: <https://evil")), 1);
  EXPECT_EQ(verify(changed("List-Unsubscribe=One-Click", "List-Unsubscribe=Two-Click")), 1);
  EXPECT_EQ(verify(changed("\r\nFrom:", "\r\nFrom: <evil@evil.example>\r\nFrom:")), 1);
  EXPECT_EQ(verify(changed("PHA+", "PHB+")), 1);
  // Servers on the way may fold and change case without harm.
  EXPECT_EQ(verify(changed("\r\nMIME-Version: 1.0", "\r\nmime-version:\r\n  1.0")), 0);
}

}  // namespace
}  // namespace tsuzuku::mail_tests
