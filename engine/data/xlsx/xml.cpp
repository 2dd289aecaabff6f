#include "data/xlsx/xml.hpp"

#include <charconv>
#include <exception>
#include <expat.h>

namespace quaestor::data::xlsx {
namespace {

constexpr std::size_t deepest = 100;
/// What expat keeps at once: a tag with all its attributes, at most.
constexpr std::uint64_t longest_word = 1 << 20;

// Names have a letter or two, of which a sheet has millions: they are looked at sign by sign.

std::string_view without_prefix(char const* written) {
    auto const* name = written;
    auto const* end = written;
    for (; *end != '\0'; ++end) {
        if (*end == ':' && name == written) name = end + 1;
    }
    return {name, static_cast<std::size_t>(end - name)};
}

/// `name` has no prefix.
bool is_named(char const* written, std::string_view name) {
    std::size_t same = 0;
    while (same < name.size() && written[same] == name[same])
        ++same;
    if (same == name.size() && written[same] == '\0') return true;
    auto const* rest = written + same;
    while (*rest != '\0' && *rest != ':')
        ++rest;
    return *rest == ':' && name == rest + 1;
}

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view name) const {
    for (auto const** pair = pairs_; *pair != nullptr; pair += 2) {
        if (is_named(pair[0], name)) return pair[1];
    }
    return std::nullopt;
}

std::optional<std::uint32_t> Attributes::number(std::string_view name) const {
    auto const written = text(name);
    std::uint32_t value = 0;
    auto const* const end = written.data() + written.size();
    auto const [stop, error] = std::from_chars(written.data(), end, value);
    if (error != std::errc() || stop != end) return std::nullopt;
    return value;
}

bool Attributes::is_set(std::string_view name) const {
    auto const written = text(name);
    return written == "1" || written == "true";
}

struct XmlParser::State {
    XML_Parser parser = nullptr;
    XmlHandler& handler;
    Trouble trouble = Trouble::none;
    std::uint64_t fed = 0;
    std::exception_ptr thrown{};

    explicit State(XmlHandler& takes) : handler(takes) {}

    [[nodiscard]] bool over() const { return trouble != Trouble::none || handler.stopped() || thrown; }

    /// No exception may pass through expat, which is C: it waits until feed() is through.
    template <class Act>
    void guarded(Act const& act) {
        if (over()) return;
        try {
            act();
        } catch (...) {
            thrown = std::current_exception();
        }
        if (over()) XML_StopParser(parser, XML_FALSE);
    }

    static State& of(void* self) { return *static_cast<State*>(self); }

    static void XMLCALL opened(void* self, char const* name, char const** attributes) {
        auto& state = of(self);
        state.guarded([&] {
            if (state.handler.depth_ >= deepest) {
                state.trouble = Trouble::too_deep;
                return;
            }
            state.handler.open(without_prefix(name), Attributes(attributes));
            ++state.handler.depth_;
        });
    }
    static void XMLCALL closed(void* self, char const* name) {
        auto& state = of(self);
        state.guarded([&] {
            --state.handler.depth_;
            state.handler.close(without_prefix(name));
        });
    }
    static void XMLCALL characters(void* self, char const* text, int length) {
        auto& state = of(self);
        state.guarded([&] { state.handler.text({text, static_cast<std::size_t>(length)}); });
    }
    static void XMLCALL document_type(void* self, char const*, char const*, char const*, int) {
        auto& state = of(self);
        state.guarded([&] { state.trouble = Trouble::document_type; });
    }
};

XmlParser::XmlParser(XmlHandler& handler) : state_(std::make_unique<State>(handler)) {
    state_->parser = XML_ParserCreate(nullptr);
    if (state_->parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(state_->parser, state_.get());
    XML_SetElementHandler(state_->parser, State::opened, State::closed);
    XML_SetCharacterDataHandler(state_->parser, State::characters);
    XML_SetStartDoctypeDeclHandler(state_->parser, State::document_type);
}

XmlParser::~XmlParser() {
    XML_ParserFree(state_->parser);
}

XmlParser::Trouble XmlParser::feed(std::string_view bytes, bool last) {
    auto& s = *state_;
    s.fed += bytes.size();
    auto const status = XML_Parse(s.parser, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    if (s.thrown) std::rethrow_exception(s.thrown);
    if (s.trouble != Trouble::none || s.handler.stopped()) return s.trouble;
    if (status == XML_STATUS_ERROR) return s.trouble = Trouble::not_well_formed;
    auto const read = XML_GetCurrentByteIndex(s.parser);
    if (read >= 0 && s.fed - static_cast<std::uint64_t>(read) > longest_word)
        return s.trouble = Trouble::word_too_long;
    return Trouble::none;
}

std::size_t XmlParser::line() const {
    return static_cast<std::size_t>(XML_GetCurrentLineNumber(state_->parser));
}

}  // namespace quaestor::data::xlsx
