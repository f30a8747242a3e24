namespace ConvLog.Functions;

/// <summary>How long a user waited: the one definition for pages, statistics, filters, alerts and exports.</summary>
internal static class ResponseTime
{
    /// <summary>
    /// Whether a user waited for the complete answer: a greeting, or a prompt after a silence, has no input, and a canceled turn is not waited for.
    /// </summary>
    /// <param name="userInput">The user's input.</param>
    /// <param name="kind">The kind of input; null if unknown. Speech and keypad input count before their text is known.</param>
    /// <param name="isCanceled">Whether the turn was canceled.</param>
    /// <param name="utterancesArePersonal">Whether all user input and agent responses are personal data.</param>
    public static bool Counts(MaskedText userInput, TurnInputKind? kind, bool isCanceled, bool utterancesArePersonal)
        => !isCanceled && (kind is null ? userInput.HasUtterance(utterancesArePersonal) : kind is not (TurnInputKind.Silence or TurnInputKind.None));

    /// <summary>The time to the first byte if known, otherwise to the answer; null if no user waited or neither is known.</summary>
    /// <param name="counts">Whether it counts, see <see cref="Counts"/>.</param>
    /// <param name="latency">The time to the answer.</param>
    /// <param name="stages">How long the stages took.</param>
    public static TimeSpan? Of(bool counts, TimeSpan? latency, TurnStages? stages) => counts ? stages?.FirstByte ?? latency : null;
}
