/// The smallest parts of the grammar as parsers of our own: words, names, quoted texts, numbers. They know
/// their name for messages, keep their place, and none of them converts numbers or classifies bytes by a
/// locale.
#pragma once

#include "base/text.hpp"
#include "instrument/syntax/messages.hpp"
#include "instrument/syntax/session.hpp"
#include "instrument/syntax/tree.hpp"
#include "instrument/syntax/words.hpp"

#include <string_view>

#include <boost/spirit/home/x3.hpp>

namespace quaestor::instrument::syntax {

template <class Context>
Session& session_of(Context const& context) {
    return x3::get<session_tag>(context).get();
}

/// Fills whatever attribute the grammar asks for; nothing where it asks for nothing.
template <class Value, class Attribute>
void deliver(Value&& value, Attribute& attribute) {
    x3::traits::move_to(std::forward<Value>(value), attribute);
}

/// A whole word of the language; its attribute is a Name, for those who want its place.
struct Word : x3::parser<Word> {
    using attribute_type = Name;
    static bool const has_attribute = true;

    constexpr explicit Word(std::string_view w) : word(w) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute& attribute) const {
        auto at = first;
        x3::skip_over(at, last, context);
        auto const end = word_end(at, last);
        if (std::string_view(at, end) != word) return false;
        deliver(Name{{session_of(context).span(at, end)}, std::string(word)}, attribute);
        first = end;
        return true;
    }

    std::string_view word;
};

/// A sign of the language; it has no attribute. A sign of one character does not start a longer one (`<` in
/// `<=`).
struct Sign : x3::parser<Sign> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    constexpr explicit Sign(std::string_view s) : sign(s) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const {
        auto at = first;
        x3::skip_over(at, last, context);
        if (!std::string_view(at, last).starts_with(sign)) return false;
        auto const end = at + sign.size();
        if (sign == "=" && end != last && *end == '>') return false;
        first = end;
        return true;
    }

    std::string_view sign;
};

/// A sign whose place matters: an operator.
struct Operator : x3::parser<Operator> {
    using attribute_type = Name;
    static bool const has_attribute = true;

    constexpr explicit Operator(std::string_view s) : sign(s) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
               Attribute& attribute) const {
        auto at = first;
        x3::unused_type nothing;
        if (!Sign(sign).parse(at, last, context, rule, nothing)) return false;
        deliver(Name{{session_of(context).span(at - sign.size(), at)}, std::string(sign)}, attribute);
        first = at;
        return true;
    }

    std::string_view sign;
};

/// A letter or underscore, then letters, digits and underscores; no word that the language uses itself.
struct NameParser : x3::parser<NameParser> {
    using attribute_type = Name;
    static bool const has_attribute = true;

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute& attribute) const {
        auto at = first;
        x3::skip_over(at, last, context);
        if (at == last || !is_letter(*at)) return false;
        auto const end = word_end(at, last);
        if (is_reserved({at, end}) && std::string_view(at, end) != "all") return false;
        deliver(Name{{session_of(context).span(at, end)}, std::string(at, end)}, attribute);
        first = end;
        return true;
    }
};

/// A text in quotes, on one line.
struct TextParser : x3::parser<TextParser> {
    using attribute_type = Text;
    static bool const has_attribute = true;

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute& attribute) const {
        auto at = first;
        x3::skip_over(at, last, context);
        if (at == last || *at != '"') return false;
        auto const start = at;
        Text text;
        for (++at;; ++at) {
            if (at == last || *at == '\n' || *at == '\r') throw x3::expectation_failure<Iterator>(start, closing_quote);
            if (*at == '"') break;
            if (*at == '\\') {
                if (at + 1 == last || (at[1] != '"' && at[1] != '\\')) {
                    throw x3::expectation_failure<Iterator>(at, a_known_escape);
                }
                ++at;
            }
            text.text += *at;
        }
        text.span = session_of(context).span(start, at + 1);
        deliver(std::move(text), attribute);
        first = at + 1;
        return true;
    }
};

/// Digits with an optional fraction. `0..3` is the number 0 and then two dots. `signed_` allows a minus
/// before it.
struct NumberParser : x3::parser<NumberParser> {
    using attribute_type = Number;
    static bool const has_attribute = true;

    constexpr explicit NumberParser(bool with_sign) : signed_(with_sign) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute& attribute) const {
        auto at = first;
        x3::skip_over(at, last, context);
        auto const start = at;
        auto const digits = [&] {
            auto const from = at;
            while (at != last && is_digit(*at))
                ++at;
            return at != from;
        };
        if (signed_ && at != last && *at == '-') ++at;
        if (!digits()) return false;
        if (at != last && *at == '.' && at + 1 != last && is_digit(at[1])) {
            ++at;
            digits();
        }
        if (at != last && is_letter(*at)) return false;  // `3x` is neither a number nor a name
        auto const value = text::parse_number({start, at});
        if (!value) return false;
        deliver(Number{{session_of(context).span(start, at)}, std::string(start, at), *value}, attribute);
        first = at;
        return true;
    }

    bool signed_;
};

/// Never matches: says what should have stood here.
struct Expected : x3::parser<Expected> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    constexpr explicit Expected(char const* w) : what(w) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const {
        auto at = first;
        x3::skip_over(at, last, context);
        throw x3::expectation_failure<Iterator>(at, what);
    }

    char const* what;
};

/// Looks whether the next word starts a statement; consumes nothing.
struct AtStatementWord : x3::parser<AtStatementWord> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const {
        auto at = first;
        x3::skip_over(at, last, context);
        return is_statement_word({at, word_end(at, last)});
    }
};

/// Looks whether an item is called by a word that starts statements: `note "Tiredness"` where items stand. What follows tells it
/// from a statement behind a forgotten brace. Consumes nothing.
struct AtItemCalledLikeAStatement : x3::parser<AtItemCalledLikeAStatement> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext&,
               Attribute&) const {
        auto at = first;
        auto const next = [&] {
            x3::skip_over(at, last, context);
            auto const start = at;
            if (at != last) at = past_unit(at, last);
            return std::string_view(start, at);
        };
        auto const called = next();
        if (!is_statement_word(called) || !next().starts_with('"')) return false;
        bool const takes_text = called == "version" || called == "source" || called == "recall" ||
                                called == "population" || called == "note";
        auto const follower = next();
        if (!takes_text) return follower != "{";  // `example "title" {`
        if (is_item_modifier(follower)) return true;
        auto const after = next();
        if (follower == "}") return is_statement_word(after);
        return !follower.empty() && is_letter(follower.front()) && !is_reserved(follower) &&
               after.starts_with('"');
    }
};

/// Matches nothing, unless a word stands on the same line that no label follows: then it is a modifier that
/// nobody knows.
struct NoStrayWord : x3::parser<NoStrayWord> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const&, RuleContext&, Attribute&) const {
        auto const blanks = [&](Iterator p) {
            while (p != last && (*p == ' ' || *p == '\t'))
                ++p;
            return p;
        };
        auto const at = blanks(first);
        if (at == last || !is_letter(*at)) return true;
        auto const next = blanks(word_end(at, last));
        if (next != last && *next == '"') return true;
        throw x3::expectation_failure<Iterator>(at, a_modifier);
    }
};

/// `subject`, at most Session::deepest of them inside each other: no text can exhaust the stack.
template <class Subject>
struct Nested : x3::unary_parser<Subject, Nested<Subject>> {
    using base_type = x3::unary_parser<Subject, Nested<Subject>>;
    static bool const is_pass_through_unary = true;
    static bool const handles_container = Subject::handles_container;

    constexpr explicit Nested(Subject const& inner) : base_type(inner) {}

    template <class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RuleContext& rule,
               Attribute& attribute) const {
        auto& session = session_of(context);
        struct Level {
            int& depth;
            explicit Level(int& d) : depth(++d) {}
            Level(Level const&) = delete;
            Level& operator=(Level const&) = delete;
            ~Level() { --depth; }
        } const level(session.depth);
        if (session.depth > Session::deepest) {
            auto at = first;
            x3::skip_over(at, last, context);
            throw x3::expectation_failure<Iterator>(at, less_nesting);
        }
        return this->subject.parse(first, last, context, rule, attribute);
    }
};

struct NestedGenerator {
    template <class Subject>
    constexpr auto operator[](Subject const& inner) const {
        return Nested<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(inner));
    }
};

inline constexpr NestedGenerator nested{};
inline constexpr NameParser name{};
inline constexpr TextParser text_in_quotes{};
inline constexpr NumberParser number{true};
inline constexpr NumberParser plain_number{false};
inline constexpr AtStatementWord at_statement_word{};
inline constexpr AtItemCalledLikeAStatement at_item_called_like_a_statement{};
inline constexpr NoStrayWord no_stray_word{};

constexpr Word word(std::string_view w) {
    return Word(w);
}
constexpr Sign sign(std::string_view s) {
    return Sign(s);
}
constexpr Operator op(std::string_view s) {
    return Operator(s);
}

}  // namespace quaestor::instrument::syntax

namespace boost::spirit::x3 {

template <>
struct get_info<quaestor::instrument::syntax::Word> {
    using result_type = std::string;
    std::string operator()(quaestor::instrument::syntax::Word const& p) const {
        return "'" + std::string(p.word) + "'";
    }
};
template <>
struct get_info<quaestor::instrument::syntax::Sign> {
    using result_type = std::string;
    std::string operator()(quaestor::instrument::syntax::Sign const& p) const {
        return "'" + std::string(p.sign) + "'";
    }
};
template <>
struct get_info<quaestor::instrument::syntax::Operator> {
    using result_type = std::string;
    std::string operator()(quaestor::instrument::syntax::Operator const& p) const {
        return "'" + std::string(p.sign) + "'";
    }
};
template <>
struct get_info<quaestor::instrument::syntax::NameParser> {
    using result_type = std::string;
    std::string operator()(quaestor::instrument::syntax::NameParser const&) const { return "a name"; }
};
template <>
struct get_info<quaestor::instrument::syntax::TextParser> {
    using result_type = std::string;
    std::string operator()(quaestor::instrument::syntax::TextParser const&) const {
        return "a text in quotes";
    }
};
template <>
struct get_info<quaestor::instrument::syntax::NumberParser> {
    using result_type = std::string;
    std::string operator()(quaestor::instrument::syntax::NumberParser const&) const { return "a number"; }
};

// What a part of the grammar without a name of its own is called: by what it starts with.

template <class Subject>
struct get_info<omit_directive<Subject>> {
    using result_type = std::string;
    std::string operator()(omit_directive<Subject> const& p) const { return get_info<Subject>()(p.subject); }
};
template <class Subject>
struct get_info<expect_directive<Subject>> {
    using result_type = std::string;
    std::string operator()(expect_directive<Subject> const& p) const {
        return get_info<Subject>()(p.subject);
    }
};
template <class Subject>
struct get_info<plus<Subject>> {
    using result_type = std::string;
    std::string operator()(plus<Subject> const& p) const { return get_info<Subject>()(p.subject); }
};
template <class Subject>
struct get_info<and_predicate<Subject>> {
    using result_type = std::string;
    std::string operator()(and_predicate<Subject> const& p) const { return get_info<Subject>()(p.subject); }
};
template <class Left, class Right>
struct get_info<list<Left, Right>> {
    using result_type = std::string;
    std::string operator()(list<Left, Right> const& p) const { return get_info<Left>()(p.left); }
};
/// An optional part at the start can be left out: then what follows is wanted as well, and the first named
/// thing is the best guess.
template <class Left, class Right>
struct get_info<sequence<Left, Right>> {
    using result_type = std::string;
    std::string operator()(sequence<Left, Right> const& p) const { return get_info<Left>()(p.left); }
};
template <class Left, class Right>
struct get_info<alternative<Left, Right>> {
    using result_type = std::string;
    std::string operator()(alternative<Left, Right> const& p) const {
        return get_info<Left>()(p.left) + " or " + get_info<Right>()(p.right);
    }
};
template <class Subject>
struct get_info<quaestor::instrument::syntax::Nested<Subject>> {
    using result_type = std::string;
    std::string operator()(quaestor::instrument::syntax::Nested<Subject> const& p) const {
        return get_info<Subject>()(p.subject);
    }
};
template <>
struct get_info<quaestor::instrument::syntax::Expected> {
    using result_type = std::string;
    std::string operator()(quaestor::instrument::syntax::Expected const& p) const { return p.what; }
};

}  // namespace boost::spirit::x3
