using System.Globalization;

namespace ConvLog.Benchmarks.Paced;

/// <summary>The number of concurrently open conversations and their pace.</summary>
/// <param name="Open">The number of open conversations.</param>
/// <param name="StepMilliseconds">The time between two steps of a conversation.</param>
internal sealed record PacedShape(int Open, int StepMilliseconds)
{
    /// <summary>The number of steps of all conversations per second.</summary>
    public double StepsPerSecond => Open * 1_000.0 / StepMilliseconds;

    /// <summary>Parses the shape from two arguments.</summary>
    public static PacedShape Parse(string open, string stepMilliseconds) => new(
        int.Parse(open, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
        int.Parse(stepMilliseconds, NumberStyles.None, CultureInfo.InvariantCulture));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Open:N0}, {StepMilliseconds} ms");
}
