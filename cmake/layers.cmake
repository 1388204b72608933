# One library per folder of src/, one test program per library.
#
#   tsuzuku_layer(ledger DEPENDS base domain [LINK external::lib ...])
#
# makes the library tsuzuku_ledger from the folder's *.cpp (at any depth) and, where *_test.cpp files
# exist, the program ledger_test, which links only against that library: a leak upward fails to link.
function(tsuzuku_layer name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LINK;TEST_LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  add_library(tsuzuku_${name} STATIC ${sources})
  target_include_directories(tsuzuku_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(tsuzuku_${name} PRIVATE tsuzuku_flags)
  foreach(dependency ${arg_DEPENDS})
    target_link_libraries(tsuzuku_${name} PUBLIC tsuzuku_${dependency})
  endforeach()
  target_link_libraries(tsuzuku_${name} PUBLIC ${arg_LINK})
  if(TSUZUKU_TESTS AND tests)
    tsuzuku_test(${name}_test SOURCES ${tests} LINK tsuzuku_${name} ${arg_TEST_LINK})
  endif()
endfunction()

# A GoogleTest program run by ctest as one test; every case inside it counts when `make test` adds up.
function(tsuzuku_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  # Only the sources that read files of the repository are told where it lies: the objects of all others are
  # the same in every checkout, so that a compiler cache finds them.
  foreach(source ${arg_SOURCES})
    file(STRINGS ${source} uses REGEX "TSUZUKU_SOURCE_DIR" LIMIT_COUNT 1)
    if(uses)
      set_property(SOURCE ${source} APPEND PROPERTY COMPILE_DEFINITIONS TSUZUKU_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    endif()
  endforeach()
  target_link_libraries(${name} PRIVATE tsuzuku_flags ${arg_LINK} GTest::gtest GTest::gtest_main)
  # Test cases gain nothing from optimisation, and GoogleTest's macros take it three to ten times as long to compile.
  target_compile_options(${name} PRIVATE -O0)
  add_test(NAME ${name} COMMAND ${name} --gtest_output=xml:${CMAKE_BINARY_DIR}/reports/${name}.xml)
endfunction()
