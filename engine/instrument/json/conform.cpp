#include "instrument/json/conform.hpp"

#include "base/text.hpp"
#include "instrument/json/forms.hpp"
#include "instrument/syntax/parse.hpp"
#include "instrument/syntax/tree.hpp"
#include "instrument/syntax/words.hpp"

#include <algorithm>
#include <optional>

namespace quaestor::instrument::json {
namespace {

std::string_view called(Type type) {
    switch (type) {
        case Type::object:
            return "an object";
        case Type::array:
            return "an array";
        case Type::text:
            return "a text";
        case Type::number:
            return "a number";
        case Type::truth:
            return "true or false";
        case Type::null:
            return "null";
    }
    return "";
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_identifier(std::string_view word) {
    return !word.empty() && is_letter(word.front()) &&
           std::all_of(word.begin(), word.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

/// `-3`, `4.50`: what JSON and the language both call a number.
bool is_plain_decimal(std::string_view digits) {
    return digits.find_first_of("eE") == std::string_view::npos && text::parse_number(digits).has_value();
}

std::string shown(std::string_view word) {
    constexpr std::size_t longest = 40;
    if (word.size() <= longest) return "'" + std::string(word) + "'";
    auto end = longest;
    while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80)
        --end;
    return "'" + std::string(word.substr(0, end)) + "…'";
}

std::vector<std::string> strings(std::vector<std::string_view> const& words) {
    return {words.begin(), words.end()};
}

// ---- parts of the language, read alone

/// A part of the language inside the smallest definition that can hold it.
struct Alone {
    std::string_view before;
    std::string_view after;
    std::string_view what;
};

Alone alone(Holds holds) {
    switch (holds) {
        case Holds::items:
            return {"instrument x \"x\" { set x = ", "\n}", "list of items"};
        case Holds::test:
            return {"instrument x \"x\" { scale x { count of x where ", "\n} }", "comparison"};
        default:
            return {"instrument x \"x\" { score x = ", "\n}", "expression"};
    }
}

/// Where what was asked for ends in the text; none where something else was read.
std::optional<std::size_t> end_of(syntax::Definition const& tree, Holds holds) {
    if (tree.statements.size() != 1) return std::nullopt;
    auto const& only = tree.statements.front();
    if (holds == Holds::items) {
        auto const* set = syntax::as<syntax::SetDecl>(only);
        return set == nullptr ? std::nullopt : std::optional<std::size_t>(set->items.span.end);
    }
    if (holds == Holds::test) {
        auto const* scale = syntax::as<syntax::ScaleDecl>(only);
        if (scale == nullptr || scale->clauses.size() != 1) return std::nullopt;
        auto const* count = syntax::as<syntax::CountClause>(scale->clauses.front());
        return count == nullptr ? std::nullopt : std::optional<std::size_t>(count->span.end);
    }
    auto const* score = syntax::as<syntax::ScoreDecl>(only);
    if (score == nullptr || !score->clauses.empty()) return std::nullopt;
    return score->expression.span.end;
}

class Conforming {
public:
    explicit Conforming(SourceText const& source) : source_(source) {}

    void object(Value const& value, Form const& form);
    [[nodiscard]] Diagnostics take() {
        if (told_ > most_mistakes) {
            found_.add(
                {Severity::error,
                 "J015",
                 "and " + text::counted(told_ - most_mistakes, "mistake", "mistakes") + " more of form",
                 {{{0, 0}, ""}},
                 "mend these first",
                 ""});
        }
        return std::move(found_);
    }

private:
    void tell(Diagnostic diagnostic) {
        if (++told_ <= most_mistakes) found_.add(std::move(diagnostic));
    }
    void tell(char const* code, Value const& value, std::string message, std::string hint = {}) {
        tell(mistake(code, value.span, value, std::move(message), std::move(hint)));
    }
    /// At the opening brace of an object, since the whole of it would fill the screen.
    void tell_of_object(char const* code, Value const& value, std::string message, std::string hint = {}) {
        tell(mistake(code, {value.span.begin, value.span.begin + 1}, value, std::move(message),
                     std::move(hint)));
    }

    bool is(Type type, Value const& value, std::string const& what);
    void holds(Value const& value, Key const& key);
    bool words(Value const& value, std::string const& what);
    void name(Value const& value, std::string const& what);
    void number(Value const& value, std::string const& what);
    void code(Value const& value, std::string const& what);
    void part(Value const& value, Key const& key);
    void keys_together(Value const& value, Form const& form);
    template <class Each>
    void list(Value const& value, std::string const& what, std::size_t least, std::size_t most, Each each);

    SourceText const& source_;
    Diagnostics found_;
    std::size_t told_ = 0;
};

bool Conforming::is(Type type, Value const& value, std::string const& what) {
    if (value.type == type) return true;
    auto const message =
        what + " is " + std::string(called(type)) + ", found " + std::string(called(value.type));
    bool const large = value.type == Type::object || value.type == Type::array;
    if (large) {
        tell_of_object("J006", value, message);
    } else {
        tell("J006", value, message);
    }
    return false;
}

bool Conforming::words(Value const& value, std::string const& what) {
    if (!is(Type::text, value, what)) return false;
    if (auto const at = text::first_invalid_utf8(value.text)) {
        auto const begin = place_within(source_, value, *at);
        tell(mistake("J010", {begin, begin + 1}, value, what + " holds half a character",
                     "an escape of a surrogate stands with its other half: \\uD83D\\uDE00"));
        return false;
    }
    for (std::size_t i = 0; i < value.text.size(); ++i) {
        auto const byte = static_cast<unsigned char>(value.text[i]);
        if ((byte >= 0x20 && byte != 0x7F) || byte == '\t' || byte == '\r') continue;
        auto const begin = place_within(source_, value, i);
        auto const end = std::max(begin + 1, place_within(source_, value, i + 1));
        tell(mistake(
            "J010", {begin, end}, value,
            byte == '\n' ? what + " stands on one line" : "a control character cannot stand in a definition",
            byte == '\n' ? "write a blank instead" : "delete it"));
        return false;
    }
    return true;
}

void Conforming::name(Value const& value, std::string const& what) {
    if (!is(Type::text, value, what)) return;
    if (!is_identifier(value.text)) {
        tell("J009", value, what + " is a name: " + shown(value.text) + " is none",
             "a letter or '_', then letters, digits and '_'");
    } else if (syntax::is_reserved(value.text) && value.text != "all") {
        tell("J009", value, what + " cannot be " + shown(value.text),
             "the language uses this word itself; choose another name");
    }
}

void Conforming::number(Value const& value, std::string const& what) {
    if (!is(Type::number, value, what)) return;
    if (!is_plain_decimal(value.text)) {
        tell("J011", value, what + " is no plain decimal: " + shown(value.text), "write it out: 1500, 0.015");
    }
}

void Conforming::code(Value const& value, std::string const& what) {
    if (value.type == Type::number) return number(value, what);
    if (value.type == Type::text) {
        (void)words(value, what);
        return;
    }
    tell_of_object("J006", value, what + " is a number or a text, found " + std::string(called(value.type)));
}

template <class Each>
void Conforming::list(Value const& value, std::string const& what, std::size_t least, std::size_t most,
                      Each each) {
    if (!is(Type::array, value, what)) return;
    if (value.items.size() < least || value.items.size() > most) {
        tell_of_object("J006", value,
                       what +
                           (least == most ? " has exactly " + std::to_string(least) + " entries"
                                          : " has an entry at least") +
                           ", found " + std::to_string(value.items.size()));
    }
    for (auto const& item : value.items)
        each(item);
}

void Conforming::part(Value const& value, Key const& key) {
    auto const what = "'" + std::string(key.name) + "'";
    if (!words(value, what)) return;
    auto const frame = alone(key.holds);
    SourceText const text("", std::string(frame.before) + value.text + std::string(frame.after));
    syntax::Definition tree;
    auto const parsed = syntax::parse(text, tree);
    auto const length = value.text.find_last_not_of(" \t\r") + 1;  // 0 where there is nothing
    auto const end = end_of(tree, key.holds);
    bool const good =
        parsed.diagnostics.empty() && parsed.skipped.empty() && end == frame.before.size() + length;
    if (good && length > 0) return;

    std::string hint;
    auto at = length;
    if (end && *end >= frame.before.size()) at = std::min(at, *end - frame.before.size());
    if (!parsed.diagnostics.empty()) {
        auto const& first = parsed.diagnostics[0];
        hint = first.hint;
        auto const place = first.labels.empty() ? 0U : first.labels.front().span.begin;
        if (place >= frame.before.size()) at = std::min<std::size_t>(length, place - frame.before.size());
        if (at < length) hint = first.message + (hint.empty() ? "" : "; " + hint);
    }
    while (at < length && (value.text[at] == ' ' || value.text[at] == '\t'))
        ++at;
    auto const begin = place_within(source_, value, at);
    auto const stop = std::max(begin + 1, place_within(source_, value, std::max(at + 1, length)));
    auto const kind = std::string(frame.what);
    auto message = at == 0 ? what + " is no " + kind + " of the language"
                           : "the " + kind + (at < length ? " does not go on like this" : " is not complete");
    tell(mistake("J012", {begin, stop}, value, std::move(message), std::move(hint)));
}

void Conforming::holds(Value const& value, Key const& key) {
    auto const what = "'" + std::string(key.name) + "'";
    auto constexpr any_number = static_cast<std::size_t>(-1);
    switch (key.holds) {
        case Holds::text:
            (void)words(value, what);
            return;
        case Holds::name:
            return name(value, what);
        case Holds::word: {
            if (!is(Type::text, value, what)) return;
            if (std::find(key.words.begin(), key.words.end(), value.text) != key.words.end()) return;
            auto const known = strings(key.words);
            auto const near = text::nearest(value.text, known);
            return tell("J009", value, what + " cannot be " + shown(value.text),
                        near ? "did you mean '" + *near + "'?" : "it is one of: " + text::join(known, ", "));
        }
        case Holds::number:
            return number(value, what);
        case Holds::truth:
            (void)is(Type::truth, value, what);
            return;
        case Holds::code:
            return code(value, what);
        case Holds::range:
            return list(value, what, 2, 2, [&](Value const& one) { number(one, "an end of " + what); });
        case Holds::expression:
        case Holds::test:
        case Holds::items:
            return part(value, key);
        case Holds::texts:
            return list(value, what, 0, any_number,
                        [&](Value const& one) { (void)words(one, "an entry of " + what); });
        case Holds::names:
            return list(value, what, 1, any_number,
                        [&](Value const& one) { name(one, "an entry of " + what); });
        case Holds::two_names:
            return list(value, what, 2, 2, [&](Value const& one) { name(one, "an entry of " + what); });
        case Holds::form:
            if (is(Type::object, value, what)) object(value, *key.form);
            return;
        case Holds::forms:
            return list(value, what, 0, any_number, [&](Value const& one) {
                if (is(Type::object, one, "an entry of " + what)) object(one, *key.form);
            });
        case Holds::missing:
            if (value.type == Type::object) return object(value, *key.form);
            if (value.type == Type::text && value.text == "none") return;
            return tell("J006", value, what + R"( is "none" or an object)",
                        R"(write: {"at_most": 3, "prorate": true})");
    }
}

void Conforming::keys_together(Value const& value, Form const& form) {
    for (auto const& group : form.one_of) {
        std::vector<std::string> standing;
        Value const* last = nullptr;
        for (auto const key : group) {
            if (auto const* one = value.find(key)) {
                standing.push_back("'" + std::string(key) + "'");
                last = one;
            }
        }
        if (standing.empty()) {
            tell_of_object("J007", value,
                           "the object does not say which: one of " + text::join(strings(group), ", "));
        } else if (standing.size() > 1) {
            tell("J008", *last, text::join(standing, " and ") + " exclude each other", "keep one of them");
        }
    }
    for (auto const& [key, other] : form.needs) {
        auto const* one = value.find(key);
        if (one == nullptr || value.find(other) != nullptr) continue;
        tell("J008", *one, "'" + std::string(key) + "' cannot stand without '" + std::string(other) + "'");
    }
}

void Conforming::object(Value const& value, Form const& form) {
    for (auto const& member : value.members) {
        auto const* key = form.find(member.key);
        if (key != nullptr) {
            holds(member.value, *key);
            continue;
        }
        std::vector<std::string> known;
        for (auto const& one : form.keys)
            known.emplace_back(one.name);
        auto const near = text::nearest(member.key, known);
        tell(mistake(
            "J005", member.key_span, member.value,
            "there is no key " + shown(member.key) + " in the object of '" + std::string(form.name) + "'",
            near ? "did you mean '" + *near + "'?" : "its keys are: " + text::join(known, ", ")));
    }
    for (auto const& key : form.keys) {
        if (!key.required || value.find(key.name) != nullptr) continue;
        tell_of_object("J007", value, "the key '" + std::string(key.name) + "' is missing",
                       "it says: " + std::string(key.about));
    }
    keys_together(value, form);
}

}  // namespace

Diagnostics conform(SourceText const& source, Value const& root) {
    Conforming conforming(source);
    auto const& form = document_form();
    Diagnostics found;
    if (root.type != Type::object) {
        found.add(mistake("J006", {root.span.begin, root.span.begin + 1}, root,
                          "a definition is an object, found " + std::string(called(root.type)),
                          R"(it starts like: {"quaestor": 1, "instrument": {)"));
        return found;
    }
    if (auto const* type = root.find("resourceType"); type != nullptr && root.find("quaestor") == nullptr) {
        found.add(mistake("J007", type->span, *type,
                          "this is a resource of FHIR and no definition: the keys of one are missing",
                          "'quaestor new' drafts a definition from a file of answers; 'quaestor convert --schema -' has "
                          "the form of one in JSON"));
        return found;
    }
    if (auto const* version = root.find("quaestor");
        version != nullptr && version->type == Type::number && version->text != form_version) {
        found.add(mistake("J013", version->span, *version,
                          "this is form " + version->text + " of definitions, and only form " +
                              std::string(form_version) + " is known here",
                          "is there a newer version of the program?"));
        return found;
    }
    conforming.object(root, form);
    return conforming.take();
}

}  // namespace quaestor::instrument::json
