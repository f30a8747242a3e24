namespace ConvLog.Functions;

/// <summary>How long a user waited: the one rule for pages, statistics, filters, alerts and exports.</summary>
internal static class ResponseTime
{
    /// <summary>
    /// Whether somebody waited for an answer to the end: a greeting, and a prompt after a silence, have no input, and nobody waits for what is canceled.
    /// </summary>
    /// <param name="userInput">What the user said.</param>
    /// <param name="kind">How it came; null where that is not told. Speech and keys are an input before their words are known.</param>
    /// <param name="isCanceled">Whether the turn was canceled.</param>
    /// <param name="utterancesArePersonal">Whether all that is said is personal, and not only what is masked.</param>
    public static bool Counts(MaskedText userInput, TurnInputKind? kind, bool isCanceled, bool utterancesArePersonal)
        => !isCanceled && (kind is null ? userInput.IsSaid(utterancesArePersonal) : kind is not (TurnInputKind.Silence or TurnInputKind.None));

    /// <summary>The time to the first byte where it is known, else to the answer; null where nobody waited, or nothing is known.</summary>
    /// <param name="counts">Whether it counts, see <see cref="Counts"/>.</param>
    /// <param name="latency">The time to the answer.</param>
    /// <param name="stages">How long the stages took.</param>
    public static TimeSpan? Of(bool counts, TimeSpan? latency, TurnStages? stages) => counts ? stages?.FirstByte ?? latency : null;
}
