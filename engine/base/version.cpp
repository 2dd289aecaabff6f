#include "base/version.hpp"

namespace quaestor {

std::string_view version() {
    return QUAESTOR_VERSION;
}

}  // namespace quaestor
