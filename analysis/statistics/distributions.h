/* Distributions: the tails and points that intervals and tests are made of. Private to the room.
 *
 * From the regularised incomplete gamma and beta functions on libm's lgamma. */
#pragma once

/* The point below which a gamma variable with this shape and scale 1 lies with probability p. */
double gamma_quantile(double shape, double p);
/* The probability that a gamma variable with this shape and scale 1 lies above the point. */
double gamma_above(double shape, double point);
/* The point below which Student's t with these degrees of freedom lies with probability p. */
double student_quantile(double freedom, double p);
/* At most and at least x of n, each with chance `share`. */
double binomial_at_most(double x, double n, double share);
double binomial_at_least(double x, double n, double share);
