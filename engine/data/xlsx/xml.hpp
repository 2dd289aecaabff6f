/// XML as a stream of elements, for the parts of a workbook. A document type is refused before it can mean
/// anything, so that there are no entities but the five that every XML has; nothing outside is ever read.
#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace quaestor::data::xlsx {

/// Of one element; valid during the call.
class Attributes {
public:
    explicit Attributes(char const** pairs) : pairs_(pairs) {}

    /// The value of the attribute of that name without its prefix ('r:id' is id); the first one, and none
    /// where there is none.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] std::string_view text(std::string_view name) const {
        return find(name).value_or(std::string_view());
    }
    /// Whole numbers up to 4,294,967,295.
    [[nodiscard]] std::optional<std::uint32_t> number(std::string_view name) const;
    /// "1" and "true".
    [[nodiscard]] bool is_set(std::string_view name) const;

private:
    char const** pairs_;
};

/// Takes the elements of one part in turn. Names come without prefix: 'x:row' is row.
class XmlHandler {
public:
    XmlHandler() = default;
    XmlHandler(XmlHandler const&) = delete;
    XmlHandler& operator=(XmlHandler const&) = delete;
    virtual ~XmlHandler() = default;

    virtual void open(std::string_view element, Attributes const& attributes) = 0;
    virtual void close(std::string_view /*element*/) {}
    /// Perhaps in several pieces.
    virtual void text(std::string_view /*characters*/) {}

    /// Nothing more is wanted, either way.
    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] std::optional<Diagnostic> const& refusal() const { return refusal_; }

protected:
    /// Elements that are open around the one that is opened or closed: 0 for the outermost.
    [[nodiscard]] std::size_t depth() const { return depth_; }
    void stop() { stopped_ = true; }
    void refuse(Diagnostic diagnostic) {
        if (!refusal_) refusal_ = std::move(diagnostic);
        stopped_ = true;
    }

private:
    friend class XmlParser;

    std::size_t depth_ = 0;
    bool stopped_ = false;
    std::optional<Diagnostic> refusal_;
};

class XmlParser {
public:
    enum class Trouble { none, not_well_formed, document_type, too_deep, word_too_long };

    explicit XmlParser(XmlHandler& handler);
    XmlParser(XmlParser const&) = delete;
    XmlParser& operator=(XmlParser const&) = delete;
    ~XmlParser();

    /// The next bytes; after the last ones, with `last`. Once there is trouble, or the handler stopped,
    /// nothing more may come.
    [[nodiscard]] Trouble feed(std::string_view bytes, bool last);
    /// Where the trouble is, from 1.
    [[nodiscard]] std::size_t line() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quaestor::data::xlsx
