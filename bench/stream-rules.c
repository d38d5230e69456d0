/* Memory bandwidth by the published rules of STREAM (J. D. McCalpin): copy, scale, add and triad over three arrays of
   doubles, each at least four times the last cache, bytes counted without write-allocate, first pass left out, best of
   the others, results checked. The arrays ask for huge pages, as Hearth's side does. Written from the rules for this
   comparison; it is not STREAM's own source.
   gcc -O3 -march=native -fopenmp -DN=16777216 -DPASSES=21 stream-rules.c -lm */
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include <omp.h>
#include <sys/mman.h>
#ifndef N
#define N 16777216
#endif
#ifndef PASSES
#define PASSES 11
#endif
#define HUGE (2UL << 20)
static double now(void) { return omp_get_wtime(); }
static double *array(void) {
    size_t bytes = (N * sizeof(double) + HUGE - 1) / HUGE * HUGE;
    double *made = aligned_alloc(HUGE, bytes);
    if (!made) {
        fprintf(stderr, "no memory\n");
        exit(1);
    }
    madvise(made, bytes, MADV_HUGEPAGE); /* refused where there are none: then small ones it is */
    return made;
}
int main(void) {
    const double s = 3.0;
    double *restrict a = array(), *restrict b = array(), *restrict c = array();
    double best[4] = {1e9, 1e9, 1e9, 1e9};
    const double bytes[4] = {16.0 * N, 16.0 * N, 24.0 * N, 24.0 * N};
    const char *names[4] = {"copy", "scale", "add", "triad"};
    #pragma omp parallel for schedule(static)
    for (long i = 0; i < N; i++) { a[i] = 1; b[i] = 2; c[i] = 0; }
    for (int k = 0; k < PASSES; k++) {
        double t[5];
        t[0] = now();
        #pragma omp parallel for schedule(static)
        for (long i = 0; i < N; i++) c[i] = a[i];
        t[1] = now();
        #pragma omp parallel for schedule(static)
        for (long i = 0; i < N; i++) b[i] = s * c[i];
        t[2] = now();
        #pragma omp parallel for schedule(static)
        for (long i = 0; i < N; i++) c[i] = a[i] + b[i];
        t[3] = now();
        #pragma omp parallel for schedule(static)
        for (long i = 0; i < N; i++) a[i] = b[i] + s * c[i];
        t[4] = now();
        if (k > 0) for (int j = 0; j < 4; j++) if (t[j + 1] - t[j] < best[j]) best[j] = t[j + 1] - t[j];
    }
    double ea = 1, eb = 2, ec = 0;
    for (int k = 0; k < PASSES; k++) { ec = ea; eb = s * ec; ec = ea + eb; ea = eb + s * ec; }
    for (long i = 0; i < N; i++)
        if (fabs(a[i] - ea) > 1e-13 * fabs(ea) || fabs(b[i] - eb) > 1e-13 * fabs(eb) || fabs(c[i] - ec) > 1e-13 * fabs(ec)) {
            fprintf(stderr, "wrong result at %ld\n", i);
            return 1;
        }
    for (int j = 0; j < 4; j++) printf("%s %.0f\n", names[j], bytes[j] / best[j] / 1e6);
    return 0;
}
