using System.Globalization;

namespace ConvLog.Benchmarks.Paced;

/// <summary>How many conversations are open at once, and how often each takes a step.</summary>
/// <param name="Open">How many.</param>
/// <param name="StepMilliseconds">The time from one step of a conversation to its next.</param>
internal sealed record PacedShape(int Open, int StepMilliseconds)
{
    /// <summary>The steps of all conversations.</summary>
    public double StepsPerSecond => Open * 1_000.0 / StepMilliseconds;

    /// <summary>The shape of two arguments.</summary>
    public static PacedShape Parse(string open, string stepMilliseconds) => new(
        int.Parse(open, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
        int.Parse(stepMilliseconds, NumberStyles.None, CultureInfo.InvariantCulture));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Open:N0}, {StepMilliseconds} ms");
}
