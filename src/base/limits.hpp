#pragma once
// Every limit of the program: named, with its unit, in this one file. Tests try each at its edge.

#include <cstddef>
#include <cstdint>

namespace tsuzuku::limits {

// Import
inline constexpr std::size_t kCsvFieldBytes = 1U << 20;      // one cell; a longer one quarantines its row
inline constexpr std::size_t kCsvRowBytes = 4U << 20;        // one row; a longer one quarantines its row
inline constexpr std::size_t kCsvColumns = 1'000;            // columns in a header
inline constexpr std::size_t kImportFiles = 16;              // files in one import
inline constexpr std::size_t kSpoolMemoryBytes = 96U << 20;  // rows kept in memory before they are spooled to disk
inline constexpr std::size_t kOrderLines = 10'000;           // lines in one order
inline constexpr std::size_t kQuarantinedRows = 100'000;     // kept per import; more stops it: wrong profile
inline constexpr std::size_t kProfileBytes = 1U << 20;       // a user's profile file
inline constexpr std::int64_t kOrderMoney = 2'000'000'000;   // largest amount of an order, minor units (ledger: 32 bit)
inline constexpr std::int64_t kQuantity = 1'000'000;         // pieces in one line
inline constexpr int kFirstYear = 1970;                      // days are stored in the ledger as 16 bits since 1970
inline constexpr int kLastYear = 2148;
inline constexpr int kFirstBirthYear = 1870;      // people are born before the ledger's days begin
inline constexpr std::size_t kTextField = 2'000;  // bytes of a name, an address, a reason

// Demo shop
inline constexpr std::int64_t kDemoOrders = 100'000'000;  // largest shop that is generated

// HTTP
inline constexpr std::size_t kHttpHeaderBytes = 32U << 10;
inline constexpr std::size_t kHttpBodyBytes = 1U << 20;                // JSON bodies
inline constexpr std::size_t kHttpUploadBytes = std::size_t{4} << 30;  // one import file, streamed to disk
inline constexpr std::size_t kHttpConnections = 4'096;
inline constexpr int kHttpIdleSeconds = 60;
inline constexpr int kHttpHeaderSeconds = 15;  // from the first byte of a request to the end of its header
inline constexpr int kHttpBodySeconds = 60;    // a body in memory, as a whole
inline constexpr int kHttpUploadSeconds = 3'600;
inline constexpr int kUploadHours = 24;  // an uploaded file waits so long for its import
inline constexpr std::size_t kFileNameBytes = 255;
inline constexpr std::size_t kUploadsPerStaff = 64;  // waiting at the same time
inline constexpr std::size_t kUrlBytes = 8U << 10;
inline constexpr std::size_t kQueryParameters = 100;
inline constexpr std::size_t kJsonDepth = 32;

// Messages
inline constexpr std::size_t kTemplateBytes = 512U << 10;    // source of one part of a message
inline constexpr std::size_t kTemplateTags = 5'000;          // {{...}} in one source
inline constexpr std::size_t kTemplateTagBytes = 2'000;      // between {{ and }}
inline constexpr std::size_t kTemplateDepth = 16;            // blocks in blocks, brackets in conditions
inline constexpr std::size_t kRenderedBytes = 1U << 20;      // one part of one message
inline constexpr std::size_t kMailBytes = 4U << 20;          // a whole message; many mailboxes refuse more than ten
inline constexpr std::size_t kMailHtmlBytes = 102'000;       // Gmail cuts longer ones
inline constexpr std::size_t kIncomingMailBytes = 1U << 20;  // read of a bounce; the rest is not needed
inline constexpr std::size_t kMimeDepth = 8;                 // parts in parts of an incoming mail
inline constexpr std::size_t kMimeParts = 64;
inline constexpr std::size_t kLinkTargetBytes = 2'000;  // an address that a signed link leads to
inline constexpr std::size_t kSettingBytes = 10'000;    // one setting of a channel; keys in PEM are the longest

// Pages and results
inline constexpr int kPageRows = 500;                    // largest page of a list
inline constexpr std::int64_t kProductsInSummary = 500;  // named in the shop's summary, for its filters
inline constexpr std::size_t kExportRows = 1'000'000;    // rows in one CSV or Excel file (Excel holds 1,048,576)

// Customers
inline constexpr std::size_t kSearchBytes = 200;       // typed into the search; what stands behind is not read
inline constexpr std::size_t kSearchWords = 8;         // the same
inline constexpr std::int64_t kSearchMatches = 8'000;  // a search that matches more says so and asks for another word
inline constexpr std::size_t kNoteBytes = 20'000;      // a note, the evidence of a consent
inline constexpr std::size_t kTagBytes = 100;
inline constexpr int kTimelineEntries = 200;  // largest page of a timeline

// Conditions and segments. A level of a condition is two of its form's JSON (kJsonDepth).
inline constexpr std::size_t kConditionBytes = 64U << 10;  // as text
inline constexpr int kConditionDepth = 12;                 // parentheses and `not` within each other
inline constexpr std::size_t kConditionLeaves = 300;    // questions in one condition, with those of segments it names
inline constexpr std::size_t kConditionValues = 1'000;  // in one list
inline constexpr int kConditionDays = 36'500;           // furthest back

// Journeys
inline constexpr std::size_t kJourneyBytes = 512U << 10;     // a definition as JSON
inline constexpr std::size_t kJourneyNodes = 200;            // in one definition
inline constexpr int kJourneyNodeExits = 20;                 // branches or arms of one node
inline constexpr int kJourneyNodeVisits = 1'000;             // of one node in one run; then the run ends
inline constexpr std::size_t kJourneyNodeIdBytes = 40;       // part of every message key
inline constexpr int kJourneyListItems = 100;                // values in a list: products, values of a fact
inline constexpr int kJourneyDays = 1'000;                   // longest wait, oldest event, latest deadline
inline constexpr std::int64_t kUndecidedSeconds = 86'400;    // a condition without an answer for so long ends the run
inline constexpr std::int64_t kUndecidedRetrySeconds = 300;  // until it is asked again
inline constexpr std::size_t kHeardEvents = 16;              // told apart from their duplicates, per run
inline constexpr std::size_t kEventFacts = 200;              // of one event
inline constexpr int kSimulatedCustomers = 1'000'000;
inline constexpr int kSimulatedDays = 1'830;
inline constexpr int kSimulatedCrashes = 100'000;

// Sign-in
inline constexpr int kPasswordBytesMin = 10;
inline constexpr int kPasswordBytesMax = 1'024;
inline constexpr int kSignInFailures = 5;          // per account and window, then locked
inline constexpr int kSignInAddressFailures = 20;  // per client address and window: an office shares one
inline constexpr int kSignInWindowSeconds = 900;
inline constexpr int kRefusalsRecorded = 100;    // refused sign-ins of a kind in the audit record, per window
inline constexpr int kRefusedLinksRecorded = 5;  // of these, links from one client address
inline constexpr int kSessionHours = 12;
inline constexpr int kSignInLinkMinutes = 30;

}  // namespace tsuzuku::limits
