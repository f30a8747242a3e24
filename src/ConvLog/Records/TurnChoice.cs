namespace ConvLog.Records;

/// <summary>
/// A turn that this opening does not have, so that only the store can find it: by its id, by its ordinal, or, with neither, the latest turn of other
/// openings.
/// </summary>
/// <param name="Id">The turn's id; null where it is not chosen by id.</param>
/// <param name="Ordinal">The turn's place in the conversation, from 1; null where it is not chosen by that.</param>
internal sealed record TurnChoice(string? Id = null, int? Ordinal = null)
{
    /// <summary>The latest turn.</summary>
    public static TurnChoice Latest { get; } = new();

    public override string ToString() => Id is not null ? $"turn {Id}" : Ordinal is { } ordinal ? FormattableString.Invariant($"turn {ordinal}") : "any turn";
}
