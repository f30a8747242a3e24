namespace ConvLog.Storage.Statistics.Changes;

/// <summary>
/// The significance of the largest of many dependent normal scores, one for each moment at which a series could change. R. Miller and D. Siegmund, Maximally
/// Selected Chi Square Statistics, Biometrics 38 (1982), 1011–1016.
/// </summary>
internal static class ScanSignificance
{
    // The approximation holds for large scores only.
    private const double Least = 2;

    /// <param name="score">The absolute value of the largest score.</param>
    /// <param name="moments">The number of moments.</param>
    /// <param name="first">The share of values before the first moment, above 0.</param>
    /// <param name="last">The share of values before the last moment, below 1.</param>
    public static double Of(double score, int moments, double first, double last)
    {
        if (score < Least)
        {
            return 1;
        }

        double density = Math.Exp(-score * score / 2) / Math.Sqrt(2 * Math.PI);
        double ofAny = density * (((score - (1 / score)) * Math.Log(last * (1 - first) / ((1 - last) * first))) + (4 / score));

        // Few moments: the sum of the probabilities of each, whose tails are below 2 φ(b) / b.
        return Math.Min(1, Math.Min(ofAny, moments * 2 * density / score));
    }
}
