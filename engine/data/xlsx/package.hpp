/// A workbook as a package of XML parts that refer to each other: only what lies inside the archive is ever
/// read.
#pragma once

#include "base/diagnostic.hpp"
#include "data/xlsx/options.hpp"
#include "data/xlsx/xml.hpp"
#include "data/xlsx/zip.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaestor::data::xlsx {

/// What one part says that another is to it.
struct Relationship {
    std::string id;    ///< "rId1"
    std::string kind;  ///< last word of its type: "worksheet", "sharedStrings", "styles"
    std::string part;  ///< name of the other part in the archive; empty where it lies outside
};

class Package {
public:
    Package(Archive archive, XlsxLimits const& limits);

    [[nodiscard]] Archive const& archive() const { return archive_; }
    [[nodiscard]] std::string const& file() const { return archive_.file(); }
    [[nodiscard]] XlsxLimits const& limits() const { return limits_; }

    /// All of a part through `handler`, or up to where it stops. The error that ended it, if any: the
    /// handler's own, D150, D151, or D152 for what is no XML, a document type, or XML without measure.
    [[nodiscard]] std::optional<Diagnostic> read(std::string_view part, XmlHandler& handler);

    /// Of a part; of the package itself for an empty name. A part without relationships has none. Besides
    /// what read() finds, error D152 for one that leads out of the package by its path.
    [[nodiscard]] Outcome<std::vector<Relationship>> relationships(std::string_view part);

private:
    Archive archive_;
    XlsxLimits limits_;
    Budget budget_;
};

/// The error D152: the workbook is not made as workbooks are.
[[nodiscard]] Diagnostic not_a_workbook(std::string const& file, std::string const& what);

}  // namespace quaestor::data::xlsx
