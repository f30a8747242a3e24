using System.Globalization;
using ConvLog.Records;

namespace ConvLog;

/// <summary>Which turn of a conversation is meant: by its ID, or by its place, from 1. Neither ever changes. Both convert to it.</summary>
public readonly record struct TurnKey
{
    /// <summary>Names a turn by its ID.</summary>
    /// <param name="id">See <see cref="TurnView.Id"/>.</param>
    public TurnKey(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Id = id;
    }

    /// <summary>Names a turn by its place in the conversation.</summary>
    /// <param name="ordinal">See <see cref="TurnView.Ordinal"/>. A conversation has no turn before 1.</param>
    public TurnKey(int ordinal) => Ordinal = ordinal;

    /// <summary>The turn's ID; null where it is named by its place.</summary>
    public string? Id { get; }

    /// <summary>The turn's place; null where it is named by its ID.</summary>
    public int? Ordinal { get; }

    /// <summary>A turn by its ID.</summary>
    /// <param name="id">See <see cref="TurnView.Id"/>.</param>
    public static implicit operator TurnKey(string id) => new(id);

    /// <summary>A turn by its place in the conversation.</summary>
    /// <param name="ordinal">See <see cref="TurnView.Ordinal"/>.</param>
    public static implicit operator TurnKey(int ordinal) => new(ordinal);

    /// <inheritdoc/>
    public override string ToString() => Id ?? Ordinal?.ToString(CultureInfo.InvariantCulture) ?? "";
}
