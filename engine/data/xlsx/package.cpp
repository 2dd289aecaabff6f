#include "data/xlsx/package.hpp"

#include "base/text.hpp"
#include "data/codes.hpp"

#include <algorithm>

namespace quaestor::data::xlsx {
namespace {

/// The folder of a part, with the slash behind it.
std::string_view folder_of(std::string_view part) {
    auto const slash = part.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1);
}

/// Where a target leads, seen from `folder`; none where it could lead anywhere but into the package.
std::optional<std::string> part_name(std::string_view folder, std::string_view target) {
    auto name = target.starts_with('/') ? std::string(target.substr(1)) : std::string(folder).append(target);
    if (name.find_first_of("\\:") != std::string::npos || name.find('\0') != std::string::npos)
        return std::nullopt;
    for (std::size_t begin = 0; begin <= name.size();) {
        auto const end = std::min(name.find('/', begin), name.size());
        auto const step = std::string_view(name).substr(begin, end - begin);
        if (step.empty() || step == "." || step == "..") return std::nullopt;
        begin = end + 1;
    }
    return name;
}

class RelationshipHandler : public XmlHandler {
public:
    RelationshipHandler(std::string const& file, std::string_view folder) : file_(file), folder_(folder) {}

    void open(std::string_view element, Attributes const& attributes) override {
        if (element != "Relationship" || depth() != 1) return;
        auto const type = attributes.text("Type");
        Relationship found{
            std::string(attributes.text("Id")), std::string(type.substr(type.rfind('/') + 1)), {}};
        if (attributes.text("TargetMode") != "External" && wanted(found.kind)) {
            auto name = part_name(folder_, attributes.text("Target"));
            if (!name) {
                return refuse(not_a_workbook(
                    file_, "its list of parts leads out of the file, or to nowhere (" + found.kind + ")"));
            }
            found.part = std::move(*name);
        }
        relationships.push_back(std::move(found));
    }

    std::vector<Relationship> relationships;

private:
    /// Themes, links and printer settings lie where they will: nobody follows them.
    static bool wanted(std::string_view kind) {
        return kind == "officeDocument" || kind == "worksheet" || kind == "sharedStrings" || kind == "styles";
    }

    std::string const& file_;
    std::string_view folder_;
};

}  // namespace

Diagnostic not_a_workbook(std::string const& file, std::string const& what) {
    return {Severity::error,
            std::string(code::broken_workbook),
            "this is not made as Excel makes workbooks: " + what,
            {},
            "open it in Excel and save it as .xlsx, or export CSV in UTF-8",
            file};
}

Package::Package(Archive archive, XlsxLimits const& limits)
    : archive_(std::move(archive)),
      limits_(limits),
      budget_{limits.expanded.of(archive_.bytes().size()), 0} {}

std::optional<Diagnostic> Package::read(std::string_view part, XmlHandler& handler) {
    auto const shown = "its part '" + text::printable(part) + "'";
    auto const* entry = archive_.find(part);
    if (entry == nullptr) return not_a_workbook(file(), shown + " is missing");
    Unpacker unpacker(archive_, *entry, budget_);
    XmlParser parser(handler);
    while (true) {
        auto const piece = unpacker.next();
        if (!piece.value) return piece.diagnostics[0];
        auto const trouble = parser.feed(*piece.value, piece.value->empty());
        auto const at = shown + ", line " + text::grouped(parser.line()) + ", ";
        switch (trouble) {
            case XmlParser::Trouble::none:
                break;
            case XmlParser::Trouble::not_well_formed:
                return not_a_workbook(file(), at + "breaks off or is no XML");
            case XmlParser::Trouble::document_type:
                return not_a_workbook(file(), at + "declares a document type (DOCTYPE), which is refused: it "
                                                   "could make a small file fill the memory");
            case XmlParser::Trouble::too_deep:
                return not_a_workbook(file(), at + "nests elements without end");
            case XmlParser::Trouble::word_too_long:
                return not_a_workbook(file(), at + "holds a word longer than any workbook has");
        }
        if (handler.stopped()) return handler.refusal();
        if (piece.value->empty()) return std::nullopt;
    }
}

Outcome<std::vector<Relationship>> Package::relationships(std::string_view part) {
    Outcome<std::vector<Relationship>> outcome;
    auto const folder = folder_of(part);
    auto const list = std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
    RelationshipHandler handler(file(), folder);
    if (archive_.find(list) != nullptr) {
        if (auto wrong = read(list, handler))
            return Outcome<std::vector<Relationship>>::failure(std::move(*wrong));
    }
    outcome.value = std::move(handler.relationships);
    return outcome;
}

}  // namespace quaestor::data::xlsx
