namespace ConvLog.Sqlite.Statistics;

/// <summary>A part of a counted day.</summary>
/// <param name="Dims">The dims that it is of; <see cref="All"/> for the first one, which every day has.</param>
/// <param name="Cells">What was counted.</param>
internal sealed record CountedDayPart(long Dims, byte[] Cells)
{
    /// <summary>The first part: of all dims but debugging.</summary>
    public const long All = 0;
}
