/// The tree as Fusion sequences, for the grammar alone.
#pragma once

#include "instrument/syntax/tree.hpp"

#include <boost/fusion/include/adapt_struct.hpp>

BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ItemRange, reversed, first, last)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ItemList, parts, except)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::Prefixed, prefixes, operand)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::NumberRange, low, high)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ValueSet, elements)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::Operation, op, operand)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::Chain, first, rest)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::Call, function, answered, arguments)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::Conditional, condition, then, otherwise)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::CardEntry, keyword, choice, text, doi)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::OptionDecl, role, code, label, value)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ResponsesDecl, name, open, range, unit, options)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::Modifier, keyword, number, text)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ItemDecl, name, label, modifiers)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ItemsDecl, responses, items)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::CategoryDecl, name, aliases)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::CovariateDecl, name, kind, range, categories)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::RespondentDecl, keyword, covariates)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::SetDecl, name, items)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::AggregateClause, function, items)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::MissingClause, keyword, at_most, percent, prorate,
                          substitute)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::RoundClause, digits, half_even, before_bands)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::RangeClause, keyword, range)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::HigherClause, keyword, direction)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::BandDecl, from, name)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::BandsClause, keyword, bands)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ScaleDecl, name, title, clauses)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ScoreDecl, name, title, expression, clauses)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::RowDecl, key, value)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::TableDecl, name, rows)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::FlagDecl, name, message, level, when)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::GivenLine, targets, value)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ExpectList, kind, names)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ExpectValue, target, field, value)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::ExampleDecl, title, lines)
BOOST_FUSION_ADAPT_STRUCT(quaestor::instrument::syntax::Definition, name, title, statements)
