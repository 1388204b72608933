#pragma once
// A way to reach a customer: mail now, LINE, SMS, letters later. A channel is a folder beside mail/ that implements
// Channel, and one line in registry.cpp; the conformance suite then runs over it.
//
// The path of one message: a Composer, made once from a template, renders it; a Transport, one connection owned by one
// thread, hands it over and tells what came back; send() judges what that means. Later the other side may report:
// receipts().

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "channels/links/link_book.hpp"
#include "channels/settings.hpp"
#include "channels/template/fields.hpp"
#include "domain/codes.hpp"

namespace tsuzuku::channels {

// Sources of templates. A channel uses the parts it knows.
struct Content {
  std::string subject;
  std::string text;
  std::string html;
  friend bool operator==(const Content&, const Content&) = default;
};

struct Recipient {
  TouchRef touch;
  std::string name;     // of the person
  std::string address;  // mail address, phone number, LINE user …
  Fields fields;
  std::int64_t now = 0;     // UTC seconds
  bool advertising = true;  // carries the means to unsubscribe
  std::string group;        // journey or campaign, for figures of the other side; letters, digits, - and _
};

// A message as it goes over the wire.
struct Rendered {
  std::string sender;     // mail: the address to which bounces go
  std::string recipient;  // checked
  std::string body;       // mail: the whole MIME message
};

// How far a message came before something ended the exchange.
enum class Stage : std::uint8_t {
  Connection,  // nothing was reached, or the session could not be opened: this says nothing about the message
  Sender,      // who sends was told
  Recipient,   // who receives was told
  Content,     // the message is announced, and not yet completely handed over
  HandedOver,  // every byte was given out; without an answer nobody knows what became of it
};

// What came back, or did not.
struct Answer {
  Stage stage = Stage::Connection;
  bool answered = false;  // the other side answered at this stage; else the connection failed there
  int code = 0;           // of the protocol, 0 without an answer
  std::string text;       // what it said, or what failed, for people and for the record
  std::optional<std::int64_t> retry_after_seconds;
};

// One connection, reused from message to message and opened when needed. Owned by one thread at a time.
class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;
  [[nodiscard]] virtual Answer exchange(const Rendered& message) = 0;
};

enum class OutcomeKind : std::uint8_t {
  Sent,              // accepted by the other side
  TemporaryRefusal,  // try again later
  PermanentRefusal,  // this message will never be accepted
  NotConnected,      // nothing was handed over: safe to try again
  InDoubt,           // may or may not have been accepted: never try again by yourself
};

struct Outcome {
  OutcomeKind kind = OutcomeKind::NotConnected;
  bool address_is_dead = false;  // the refusal is about the address, for good: suppress it
  Answer answer;
};

enum class ReceiptKind : std::uint8_t {
  Delivered,
  Delayed,     // still being tried by the other side
  SoftBounce,  // not delivered this time
  HardBounce,  // the address does not exist
  Complained,  // the recipient called it spam
  Unsubscribed,
  AutoReply,  // out of office
  Reply,      // a person wrote
};

// What the other side reported later.
struct Receipt {
  ReceiptKind kind = ReceiptKind::SoftBounce;
  std::optional<TouchRef> touch;  // of the message it is about, when that is proven by our own token
  std::string address;            // whom it concerns; may be empty
  std::string detail;             // code and words of the other side
};

// Renders messages of one template; safe for any number of threads.
class Composer {
 public:
  Composer() = default;
  Composer(const Composer&) = delete;
  Composer& operator=(const Composer&) = delete;
  virtual ~Composer() = default;
  // InvalidInput when this recipient's values cannot fill the template or the address is none: skip the recipient.
  [[nodiscard]] virtual Result<Rendered> render(const Recipient& recipient) const = 0;
};

// How fast and over how many connections at once; messages of one lane (one operator of mailboxes, say) share it.
struct PaceLimit {
  std::int64_t messages_per_minute = 0;  // at least 1
  int connections = 0;                   // at least 1
};
struct Lane {
  std::string name;
  PaceLimit limit;
};

// One way in that was tried with the settings.
struct Trial {
  std::string name;              // "smtp", "imap": words below "channels.<channel>.trials"
  std::optional<Error> problem;  // nothing = it works
  std::string answer;            // what the other side said
};

// Stateless; lives as long as the program.
class Channel {
 public:
  Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  virtual ~Channel() = default;

  [[nodiscard]] virtual domain::Channel id() const = 0;
  [[nodiscard]] virtual const SettingsSchema& schema() const = 0;
  // Fields that the channel fills itself and every template may use, such as the link to unsubscribe.
  [[nodiscard]] virtual std::vector<FieldRule> own_fields() const = 0;

  // Everything that must be mended before the content may be sent to anybody, and what deserves a second look.
  // `fields`: those of the shop; the channel's own are known.
  [[nodiscard]] virtual std::vector<Finding> check(const Settings& settings, const Content& content,
                                                   const std::vector<FieldRule>& fields) const = 0;
  // Asks each address that this recipient could follow whether it is there: takes some seconds. Findings about those
  // that are not; errors as the composer's.
  [[nodiscard]] virtual Result<std::vector<Finding>> check_links(const Settings& settings, const Content& content,
                                                                 const Recipient& recipient) const = 0;
  // `links` must outlive the composer. Errors of the templates and settings as check() tells them, the first one.
  [[nodiscard]] virtual Result<std::unique_ptr<Composer>> composer(const Settings& settings, const Content& content,
                                                                   const LinkBook& links) const = 0;
  // What a reader of the message would see; links and what the channel fills in lead nowhere. Errors as the
  // composer's.
  [[nodiscard]] virtual Result<Content> preview(const Settings& settings, const Content& content,
                                                const Recipient& recipient) const = 0;
  // An address as messages are sent to it, the same for every way of writing it. InvalidInput when it is none.
  [[nodiscard]] virtual Result<std::string> address_of(std::string_view text) const = 0;
  [[nodiscard]] virtual Lane lane_of(const Settings& settings, std::string_view address) const = 0;
  // How many transports may be open at once.
  [[nodiscard]] virtual int connections(const Settings& settings) const = 0;
  // Connects to nothing yet.
  [[nodiscard]] virtual Result<std::unique_ptr<Transport>> transport(const Settings& settings) const = 0;
  // Connects and signs in with everything the settings name, and sends nothing. Takes up to a minute.
  [[nodiscard]] virtual std::vector<Trial> try_out(const Settings& settings) const = 0;
  // What an answer means; called only for those that were answered.
  [[nodiscard]] virtual Outcome judge(Answer answer) const = 0;
  // One report from outside: a bounce mail, the body of a webhook. Empty when it concerns no message of ours.
  // InvalidInput when it cannot be read at all.
  [[nodiscard]] virtual Result<std::vector<Receipt>> receipts(std::string_view report, const LinkBook& links) const = 0;
};

// Hands one message over. What was not answered is judged alike for every channel: before the message was handed over
// it is safe to try again, after it nobody knows.
[[nodiscard]] Outcome send(const Channel& channel, Transport& transport, const Rendered& message);

}  // namespace tsuzuku::channels
