// What the SMTP transport makes of everything that can go wrong on the line. The one thing that must never happen: that
// a message the server may have is called safe to send again.

#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "channels/mail/mail_channel.hpp"
#include "channels/mail/smtp/smtp_transport.hpp"
#include "tests/mail/scripted_server.hpp"
#include "tests/support/kept_process.hpp"

namespace tsuzuku::mail_tests {
namespace {

using namespace channels;

constexpr auto* kBody = "Subject: x\r\n\r\nbody\r\n";

std::unique_ptr<Transport> transport_to(int port) {
  return *smtp_transport(
      {.server =
           {.host = "127.0.0.1", .port = port, .security = Security::None, .connect_seconds = 2, .answer_seconds = 1},
       .helo = "shop.example",
       .final_seconds = 1});
}

// The same script by a server that takes commands together.
ScriptedServer::Script pipelining(ScriptedServer::Script script) {
  return [script = std::move(script)](const std::string& line) {
    if (line.starts_with("EHLO")) return SmtpReply{.text = "250-scripted\r\n250-SIZE 100000000\r\n250 PIPELINING"};
    return script(line);
  };
}

Outcome send_to(Transport& transport, std::string recipient = "hanako@mail.example", std::string body = kBody) {
  return send(mail_channel(), transport, {"tea@shop.example", std::move(recipient), std::move(body)});
}

Outcome outcome_with(ScriptedServer::Script script, std::string greeting = "220 scripted ESMTP") {
  const ScriptedServer server(std::move(script), std::move(greeting));
  return send_to(*transport_to(server.port()));
}

TEST(SmtpFaults, NothingIsWrong) {
  const ScriptedServer server([](const std::string&) { return SmtpReply{}; });
  const Outcome outcome = send_to(*transport_to(server.port()));
  EXPECT_EQ(outcome.kind, OutcomeKind::Sent) << outcome.answer.text;
  EXPECT_EQ(outcome.answer.code, 250);
  EXPECT_EQ(server.messages(), std::vector<std::string>{kBody});
}

TEST(SmtpFaults, TheAnswerIsTold) {
  const Outcome outcome = outcome_with(refusing(".", {.text = "250-2.0.0 first line\r\n250 2.0.0 queued as 4711"}));
  EXPECT_EQ(outcome.kind, OutcomeKind::Sent);
  EXPECT_EQ(outcome.answer.text, "2.0.0 first line 2.0.0 queued as 4711");
}

struct Refusal {
  const char* command;
  const char* reply;
  OutcomeKind kind;
  Stage stage;
};

TEST(SmtpFaults, RefusalsAtEveryStage) {
  for (const auto& [command, reply, kind, stage] :
       std::vector<Refusal>{{"MAIL", "451 4.3.0 later", OutcomeKind::TemporaryRefusal, Stage::Sender},
                            {"MAIL", "550 5.7.1 not you", OutcomeKind::PermanentRefusal, Stage::Sender},
                            {"RCPT", "450 4.2.0 greylisted", OutcomeKind::TemporaryRefusal, Stage::Recipient},
                            {"RCPT", "550 5.1.1 nobody", OutcomeKind::PermanentRefusal, Stage::Recipient},
                            {"RCPT", "421 4.3.2 shutting down", OutcomeKind::TemporaryRefusal, Stage::Recipient},
                            {"DATA", "452 4.3.1 disk full", OutcomeKind::TemporaryRefusal, Stage::Content},
                            {"DATA", "554 5.5.1 no", OutcomeKind::PermanentRefusal, Stage::Content},
                            {".", "451 4.7.1 later", OutcomeKind::TemporaryRefusal, Stage::HandedOver},
                            {".", "554 5.6.0 spam", OutcomeKind::PermanentRefusal, Stage::HandedOver}}) {
    for (const bool close : {false, true}) {
      const auto script = refusing(command, {.text = reply, .close = close});
      const Outcome together = outcome_with(pipelining(script));
      EXPECT_EQ(together.kind, kind) << command << " " << reply << " " << close << ": " << together.answer.text;
      EXPECT_EQ(together.answer.stage, stage) << command << " " << reply << " " << close;
      EXPECT_EQ(together.answer.text, std::string(reply).substr(4));
      const Outcome outcome = outcome_with(script);
      EXPECT_EQ(outcome.kind, kind) << command << " " << reply << " " << close << ": " << outcome.answer.text;
      EXPECT_EQ(outcome.answer.stage, stage) << command << " " << reply << " " << close;
      EXPECT_EQ(outcome.answer.code, std::stoi(std::string(reply).substr(0, 3))) << command << " " << reply;
      EXPECT_EQ(outcome.answer.text, std::string(reply).substr(4));
    }
  }
}

TEST(SmtpFaults, TheConnectionBreaks) {
  for (const auto& [command, kind] : std::map<std::string, OutcomeKind>{{"EHLO", OutcomeKind::NotConnected},
                                                                        {"MAIL", OutcomeKind::NotConnected},
                                                                        {"RCPT", OutcomeKind::NotConnected},
                                                                        {"DATA", OutcomeKind::NotConnected},
                                                                        {".", OutcomeKind::InDoubt}}) {
    const auto script = refusing(command, {.text = "", .close = true});
    EXPECT_EQ(outcome_with(command == "EHLO" ? ScriptedServer::Script(script) : pipelining(script)).kind, kind)
        << command;
    const Outcome outcome = outcome_with(script);
    EXPECT_EQ(outcome.kind, kind) << command << ": " << outcome.answer.text;
    EXPECT_FALSE(outcome.answer.answered);
  }
}

TEST(SmtpFaults, TheServerHangs) {
  for (const auto& [command, kind] : std::map<std::string, OutcomeKind>{
           {"EHLO", OutcomeKind::NotConnected}, {"MAIL", OutcomeKind::NotConnected}, {".", OutcomeKind::InDoubt}}) {
    const Outcome outcome = outcome_with(refusing(command, {.silence_ms = 60'000}));
    EXPECT_EQ(outcome.kind, kind) << command << ": " << outcome.answer.text;
  }
}

TEST(SmtpFaults, TheConnectionBreaksRightBehindTheAnswer) {
  EXPECT_EQ(outcome_with(refusing(".", {.text = "250 2.0.0 queued", .close = true})).kind, OutcomeKind::Sent);
}

TEST(SmtpFaults, HalfAnAnswerIsNone) {
  // The line that ends the answer never comes.
  EXPECT_EQ(outcome_with(refusing(".", {.text = "250-2.0.0 queued", .close = true})).kind, OutcomeKind::InDoubt);
}

TEST(SmtpFaults, NobodyListens) {
  EXPECT_EQ(send_to(*transport_to(testing_support::free_port())).kind, OutcomeKind::NotConnected);
  EXPECT_EQ(outcome_with([](auto&) { return SmtpReply{}; }, "554 5.7.1 you are banned").kind,
            OutcomeKind::NotConnected);
  EXPECT_EQ(outcome_with([](auto&) { return SmtpReply{}; }, "").kind, OutcomeKind::NotConnected);
  const Outcome not_greeted = outcome_with(
      [](auto& line) { return SmtpReply{.text = line.contains("shop.example") ? "550 go away" : "250 Ok"}; });
  EXPECT_EQ(not_greeted.kind, OutcomeKind::NotConnected);
  EXPECT_EQ(not_greeted.answer.text, "go away");
}

TEST(SmtpFaults, GreylistingLetsTheSecondTryThrough) {
  std::map<std::string, int> tries;
  const ScriptedServer server([&](const std::string& line) {
    if (!line.starts_with("RCPT")) return SmtpReply{};
    return ++tries[line] == 1 ? SmtpReply{.text = "450 4.2.0 Greylisted, come back"} : SmtpReply{};
  });
  const auto transport = transport_to(server.port());
  for (const std::string recipient : {"a@mail.example", "b@mail.example"}) {
    EXPECT_EQ(send_to(*transport, recipient).kind, OutcomeKind::TemporaryRefusal);
    EXPECT_EQ(send_to(*transport, recipient).kind, OutcomeKind::Sent);
  }
  EXPECT_EQ(server.messages().size(), 2U);
}

TEST(SmtpFaults, AConnectionIsUsedAgain) {
  const ScriptedServer server([](const std::string&) { return SmtpReply{}; });
  const auto transport = transport_to(server.port());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(send_to(*transport).kind, OutcomeKind::Sent);
  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(server.messages().size(), 20U);
}

TEST(SmtpFaults, AConnectionThatWasClosedMeanwhileIsOpenedAgain) {
  const ScriptedServer server(refusing(".", {.text = "250 2.0.0 queued", .close = true}));
  const auto transport = transport_to(server.port());
  for (int i = 0; i < 5; ++i) {
    const Outcome outcome = send_to(*transport);
    // The closing may be noticed only by the next command: then nothing was handed over.
    EXPECT_TRUE(outcome.kind == OutcomeKind::Sent || outcome.kind == OutcomeKind::NotConnected) << outcome.answer.text;
  }
  EXPECT_GE(server.connections(), 3);
  EXPECT_GE(server.messages().size(), 3U);
}

TEST(SmtpFaults, ARefusalKeepsTheConnection) {
  for (const bool together : {false, true}) {
    for (const auto* command : {"MAIL", "RCPT", "DATA", "."}) {
      int refusals = 0;
      const auto script = [&](const std::string& line) {
        return line.starts_with(command) && ++refusals % 2 == 1 ? SmtpReply{.text = "450 4.2.0 later"} : SmtpReply{};
      };
      const ScriptedServer server(together ? pipelining(script) : ScriptedServer::Script(script));
      const auto transport = transport_to(server.port());
      for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(send_to(*transport).kind, OutcomeKind::TemporaryRefusal) << command << together;
        EXPECT_EQ(send_to(*transport).kind, OutcomeKind::Sent) << command << together;
      }
      EXPECT_EQ(server.connections(), 1) << command << together;
    }
  }
}

TEST(SmtpFaults, AMessageIsNeverGivenToAServerThatHasRefusedItsRecipient) {
  // It says "go on" all the same, as RFC 2920 allows.
  const ScriptedServer server(pipelining(refusing("RCPT", {.text = "550 5.1.1 nobody"})));
  const auto transport = transport_to(server.port());
  for (int i = 0; i < 2; ++i) EXPECT_EQ(send_to(*transport).kind, OutcomeKind::PermanentRefusal);
  for (const std::string& message : server.messages()) EXPECT_EQ(message, "");
  EXPECT_EQ(server.connections(), 1);
}

TEST(SmtpFaults, WhatIsNoAddressReachesNobody) {
  const ScriptedServer server([](const std::string&) { return SmtpReply{}; });
  const Outcome outcome = send_to(*transport_to(server.port()), "a@b.example>\r\nRCPT TO:<evil@evil.example");
  EXPECT_EQ(outcome.kind, OutcomeKind::PermanentRefusal);
  EXPECT_EQ(server.connections(), 0);
}

TEST(SmtpFaults, AnAnswerThatMakesNoSenseLeavesADoubt) {
  for (const auto* reply : {"354 go on", "hello", "25", "999 x"}) {
    EXPECT_EQ(outcome_with(refusing(".", {.text = reply})).kind, OutcomeKind::InDoubt) << reply;
  }
}

TEST(SmtpFaults, EveryRefusalLeavesAUsableTransport) {
  std::atomic<int> messages = 0;
  const ScriptedServer server([&](const std::string& line) {
    if (line != ".") return SmtpReply{};
    switch (messages++ % 4) {
      case 0:
        return SmtpReply{.text = "", .close = true};
      case 1:
        return SmtpReply{.text = "554 5.6.0 no"};
      case 2:
        return SmtpReply{.text = "451 4.3.0 later", .close = true};
      default:
        return SmtpReply{};
    }
  });
  const auto transport = transport_to(server.port());
  std::vector<OutcomeKind> kinds;
  while (server.messages().size() < 8) kinds.push_back(send_to(*transport).kind);
  std::erase(kinds, OutcomeKind::NotConnected);
  EXPECT_EQ(kinds, (std::vector{OutcomeKind::InDoubt, OutcomeKind::PermanentRefusal, OutcomeKind::TemporaryRefusal,
                                OutcomeKind::Sent, OutcomeKind::InDoubt, OutcomeKind::PermanentRefusal,
                                OutcomeKind::TemporaryRefusal, OutcomeKind::Sent}));
}

TEST(SmtpFaults, ALargeMessageThatBreaksHalfWayWasNotHandedOver) {
  // The server goes away while most of the message has not been read: it cannot have accepted it.
  const ScriptedServer server(refusing("DATA", {.text = "354 go on", .close = true}));
  const std::string body = "Subject: x\r\n\r\n" + std::string(40U << 20U, 'a');
  const Outcome outcome = send_to(*transport_to(server.port()), "a@mail.example", body);
  EXPECT_EQ(outcome.kind, OutcomeKind::NotConnected) << outcome.answer.text;
  EXPECT_EQ(outcome.answer.stage, Stage::Content);
}

TEST(SmtpFaults, DotsAtTheBeginOfLinesArriveAsTheyWere) {
  const ScriptedServer server([](const std::string&) { return SmtpReply{}; });
  EXPECT_EQ(send_to(*transport_to(server.port()), "a@mail.example", "Subject: x\r\n\r\n.\r\n..a\r\nb\r\n").kind,
            OutcomeKind::Sent);
  ASSERT_EQ(server.messages().size(), 1U);
  EXPECT_EQ(server.messages()[0],
            "Subject: x\r\n\r\n..\r\n...a\r\nb\r\n");  // the server has not taken the extra dots away
}

}  // namespace
}  // namespace tsuzuku::mail_tests
