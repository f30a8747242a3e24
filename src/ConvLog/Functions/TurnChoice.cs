namespace ConvLog.Functions;

/// <summary>
/// A turn that this opening does not have, so that only the store can find it: by its id, by its ordinal, by what it waits for, or, with none of these, the
/// latest turn of other openings.
/// </summary>
/// <param name="Id">The turn's id; null where it is not chosen by id.</param>
/// <param name="Ordinal">The turn's place in the conversation, from 1; null where it is not chosen by that.</param>
internal sealed record TurnChoice(string? Id = null, int? Ordinal = null)
{
    /// <summary>The IDs of calls, one of which it waits for; none where it is not chosen by that.</summary>
    public IReadOnlyList<string> CallIds { get; init; } = [];

    /// <summary>The hash of the token that it waits with; null where it is not chosen by that.</summary>
    public string? TokenHash { get; init; }

    /// <summary>The latest turn.</summary>
    public static TurnChoice Latest { get; } = new();

    /// <summary>Whether a wait is what it is chosen by.</summary>
    public bool Answers(TurnWait? wait)
        => wait is not null && (wait.IsAnsweredBy(callId: null, TokenHash) || CallIds.Any(id => wait.IsAnsweredBy(id, tokenHash: null)));

    public override string ToString() => Id is not null ? $"turn {Id}" : Ordinal is { } ordinal ? FormattableString.Invariant($"turn {ordinal}") : "any turn";
}
