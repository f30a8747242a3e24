namespace ConvLog.Sqlite.Statistics;

/// <summary>A part of a counted day.</summary>
/// <param name="Dims">Its dims; <see cref="All"/> for the first part, which every day has.</param>
/// <param name="Cells">The counts.</param>
internal sealed record CountedDayPart(long Dims, byte[] Cells)
{
    /// <summary>The first part: all dims except debugging.</summary>
    public const long All = 0;
}
