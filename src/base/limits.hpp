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
inline constexpr std::int64_t kDemoOrders = 10'000'000;  // largest shop that is generated

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

// Pages and results
inline constexpr int kPageRows = 500;                  // largest page of a list
inline constexpr std::size_t kExportRows = 1'000'000;  // rows in one CSV or Excel file (Excel holds 1,048,576)

// Sign-in
inline constexpr int kPasswordBytesMin = 10;
inline constexpr int kPasswordBytesMax = 1'024;
inline constexpr int kSignInFailures = 5;          // per account and window, then locked
inline constexpr int kSignInAddressFailures = 20;  // per client address and window: an office shares one
inline constexpr int kSignInWindowSeconds = 900;
inline constexpr int kSessionHours = 12;
inline constexpr int kSignInLinkMinutes = 30;

}  // namespace tsuzuku::limits
