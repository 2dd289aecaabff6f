/// Groups of people that conditions leave out, proved before any data.
#pragma once

namespace quaestor::instrument::check {

class Context;

/// Bands and norms on conditions: a group of people for whom none of them holds is L059. People older or
/// younger than any norm sample are no such group.
void check_groups(Context& context);

}  // namespace quaestor::instrument::check
