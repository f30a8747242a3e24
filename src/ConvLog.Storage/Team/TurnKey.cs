using System.Globalization;
using ConvLog.Records;

namespace ConvLog;

/// <summary>Identifies a turn of a conversation, by its ID or by its ordinal, from 1. Neither ever changes. Strings and integers convert to it.</summary>
public readonly record struct TurnKey
{
    /// <summary>Identifies a turn by its ID.</summary>
    /// <param name="id">See <see cref="TurnView.Id"/>.</param>
    public TurnKey(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Id = id;
    }

    /// <summary>Identifies a turn by its ordinal in the conversation.</summary>
    /// <param name="ordinal">See <see cref="TurnView.Ordinal"/>. Ordinals start at 1.</param>
    public TurnKey(int ordinal) => Ordinal = ordinal;

    /// <summary>The turn's ID; null if it is identified by its ordinal.</summary>
    public string? Id { get; }

    /// <summary>The turn's ordinal; null if it is identified by its ID.</summary>
    public int? Ordinal { get; }

    /// <summary>Identifies a turn by its ID.</summary>
    /// <param name="id">See <see cref="TurnView.Id"/>.</param>
    public static implicit operator TurnKey(string id) => new(id);

    /// <summary>Identifies a turn by its ordinal in the conversation.</summary>
    /// <param name="ordinal">See <see cref="TurnView.Ordinal"/>.</param>
    public static implicit operator TurnKey(int ordinal) => new(ordinal);

    /// <inheritdoc/>
    public override string ToString() => Id ?? Ordinal?.ToString(CultureInfo.InvariantCulture) ?? "";
}
