/// What happens around a rule: its node learns its place, and a mistake inside it is reported and skipped.
#pragma once

#include "instrument/syntax/session.hpp"
#include "instrument/syntax/tree.hpp"

#include <boost/spirit/home/x3.hpp>

namespace quaestor::instrument::syntax {

/// Mixed into a rule's id: the node's span.
struct Spanned {
    template <class Value, class Context>
    void on_success(Iterator const& first, Iterator const& last, Value& node, Context const& context) {
        if constexpr (std::is_base_of_v<Node, Value>) {
            node.span = x3::get<session_tag>(context).get().span(first, last);
        }
    }
};

/// Mixed into a rule's id: report, go on behind the mistake. The attribute stays `Unreadable`.
template <Resume resume>
struct Recovers {
    template <class Context>
    x3::error_handler_result on_error(Iterator& first, Iterator const& last,
                                      x3::expectation_failure<Iterator> const& failure,
                                      Context const& context) {
        auto at = failure.where();
        x3::skip_over(at, last, context);  // point at the word, not at the blank before it
        auto& session = x3::get<session_tag>(context).get();
        session.report(failure.which(), at);
        auto start = first;
        x3::skip_over(start, last, context);
        first = resume_at(session.begin(), start, at, last, resume);
        session.skipped(start, first);
        return x3::error_handler_result::accept;
    }
};

}  // namespace quaestor::instrument::syntax
