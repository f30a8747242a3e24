using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.Tests.Storage.Statistics;

/// <summary>Durations of every magnitude, equally likely short or long, including invalid ones.</summary>
internal static class Durations
{
    public static Gen<TimeSpan> Positive { get; } =
        from octave in Gen.Choose(0, 62)
        from part in Gen.Choose(0, int.MaxValue)
        select new TimeSpan((1L << octave) + (long)((Int128)part * ((1L << octave) - 1) / int.MaxValue));

    public static Gen<TimeSpan> Any { get; } = Gen.Frequency(
        (8, Positive),
        (1, Gen.Constant(TimeSpan.Zero)),
        (1, Gen.Elements(TimeSpan.MinValue, new TimeSpan(-1), TimeSpan.MaxValue)));

    /// <summary>Durations of one kind: from 20 ms to a minute.</summary>
    public static Gen<TimeSpan> Usual { get; } = Gen.Choose(200_000, 600_000_000).Select(static ticks => new TimeSpan(ticks));
}
