namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>An axis between round numbers that includes 0.</summary>
/// <param name="Step">The distance between marks.</param>
/// <param name="Steps">The number of steps above 0.</param>
/// <param name="Below">The number of steps below 0.</param>
internal readonly record struct PlotScale(double Step, int Steps, int Below = 0)
{
    private const int MostSteps = 4;

    // So that no sum of two values overflows.
    private const double Farthest = 1e300;

    public double Top => Step * Steps;

    public double Bottom => -Step * Below;

    /// <summary>An axis up to a value: the step is 1, 2 or 5 times a power of ten, with at most four marks.</summary>
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

    /// <summary>An axis from a value that is negative or 0 up to another, with at most as many marks.</summary>
    public static PlotScale Of(double least, double most)
    {
        if (!(least < 0))
        {
            return Of(most);
        }

        (least, most) = (Math.Max(least, -Farthest), Math.Min(most, Farthest));
        double power = Math.Pow(10, Math.Floor(Math.Log10((most - least) / MostSteps)));
        foreach (double factor in (ReadOnlySpan<double>)[1, 2, 5, 10, 20])
        {
            double step = power * factor;
            var (above, below) = (Math.Ceiling(most / step), Math.Ceiling(-least / step));
            if (above + below <= MostSteps)
            {
                return new PlotScale(step, (int)above, (int)below);
            }
        }

        return new PlotScale(power * 50, MostSteps / 2, MostSteps / 2);
    }

    /// <summary>The position of a value on the axis, from 0 at its bottom to 1.</summary>
    public double ShareOf(double value) => Math.Clamp((value - Bottom) / (Top - Bottom), 0, 1);
}
