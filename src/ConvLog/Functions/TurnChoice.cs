namespace ConvLog.Functions;

/// <summary>
/// Identifies a turn that this opening does not have, so that only the store can find it: by its ID, its ordinal or what it waits for; otherwise the latest
/// turn of other openings.
/// </summary>
/// <param name="Id">The turn's ID; null if it is not identified by its ID.</param>
/// <param name="Ordinal">The turn's position in the conversation, from 1; null if it is not identified by its position.</param>
internal sealed record TurnChoice(string? Id = null, int? Ordinal = null)
{
    /// <summary>The IDs of function calls; the turn waits for one of them. Empty if it is not identified by calls.</summary>
    public IReadOnlyList<string> CallIds { get; init; } = [];

    /// <summary>The hash of the continuation token that it waits with; null if it is not identified by a token.</summary>
    public string? TokenHash { get; init; }

    public static TurnChoice Latest { get; } = new();

    /// <summary>Identifies a waiting turn, by its ID if that is known; null if no parameter has a value.</summary>
    /// <param name="id">The turn's ID; null if unknown.</param>
    /// <param name="callIds">The IDs of function calls, for one of which the turn waits; empty if unknown.</param>
    /// <param name="token">The continuation token that it waits with; null if unknown.</param>
    public static TurnChoice? OfWaiting(string? id, IReadOnlyList<string> callIds, string? token)
        => id is not null ? new TurnChoice(id)
        : callIds.Count > 0 || token is not null ? new TurnChoice { CallIds = callIds, TokenHash = token is null ? null : TurnWait.HashOf(token) }
        : null;

    /// <summary>Whether it identifies a turn with the given wait.</summary>
    public bool Answers(TurnWait? wait)
        => wait is not null && (wait.IsAnsweredBy(callId: null, TokenHash) || CallIds.Any(id => wait.IsAnsweredBy(id, tokenHash: null)));

    public override string ToString() => Id is not null ? $"turn {Id}" : Ordinal is { } ordinal ? FormattableString.Invariant($"turn {ordinal}") : "any turn";
}
