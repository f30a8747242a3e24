namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>An axis from 0 to a round number.</summary>
/// <param name="Step">From one mark to the next.</param>
/// <param name="Steps">How many there are.</param>
internal readonly record struct PlotScale(double Step, int Steps)
{
    private const int MostSteps = 4;

    public double Top => Step * Steps;

    /// <summary>Up to a value: 1, 2 or 5 times a power of ten from mark to mark, at most four marks.</summary>
    public static PlotScale Of(double most)
    {
        if (!(most > 0))
        {
            return new PlotScale(1, 1);
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(most / MostSteps)));
        foreach (double factor in (ReadOnlySpan<double>)[1, 2, 5, 10])
        {
            double step = power * factor;
            if (step * MostSteps >= most)
            {
                return new PlotScale(step, Math.Max(1, (int)Math.Ceiling(most / step)));
            }
        }

        return new PlotScale(power * 20, MostSteps);
    }

    /// <summary>The share of the axis that a value takes, 0 to 1.</summary>
    public double ShareOf(double value) => Math.Clamp(value / Top, 0, 1);
}
