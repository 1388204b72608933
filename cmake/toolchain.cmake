# Compiler flags shared by every target: own code warns as errors, mold links, ccache compiles.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(tsuzuku_flags INTERFACE)
target_compile_options(tsuzuku_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  -Wno-missing-field-initializers)  # designated initialisers leave the other members at their defaults on purpose
# Boost.Describe's lists and coroutines make GCC 12 warn about code that is not ours.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # -Wmaybe-uninitialized of GCC 12 reports members of std::variant and std::optional that are not alive.
  target_compile_options(tsuzuku_flags INTERFACE -fno-var-tracking -Wno-maybe-uninitialized)
else()
  # clang reports std::stable_sort for a buffer that libstdc++ 12 itself marks deprecated.
  target_compile_options(tsuzuku_flags INTERFACE -Wno-deprecated-declarations)
endif()
target_compile_definitions(tsuzuku_flags INTERFACE BOOST_ASIO_NO_DEPRECATED)

find_program(MOLD mold)
if(MOLD)
  target_link_options(tsuzuku_flags INTERFACE -fuse-ld=mold)
endif()

if(TSUZUKU_SANITIZE)
  add_compile_options(-fsanitize=${TSUZUKU_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TSUZUKU_SANITIZE})
  if(TSUZUKU_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
