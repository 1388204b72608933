#pragma once
// What a fit by maximum likelihood gives, the same for every model.
//
// A model is a struct of positive parameters with `kNames` (as published, and as printed), `values()` in that order and
// `of(values)`.

#include <optional>

namespace tsuzuku::models {

template <typename Model>
struct Fit {
  Model parameters;
  // From the inverse of the observed information, by the delta method from the logarithms in which the search runs.
  // Nothing where the likelihood is not curved downwards in every direction or a parameter lies at its bound.
  std::optional<Model> standard_errors;
  double log_likelihood = 0.0;
  // True only at a maximum: the next Newton step would gain less than 1e-9 in log likelihood, the likelihood is curved
  // downwards in every direction, no parameter stands at its bound and none is unknown by more than the factor e^10.
  // Otherwise the parameters are the best found, and the data do not determine them.
  bool converged = false;
  int iterations = 0;
};

}  // namespace tsuzuku::models
