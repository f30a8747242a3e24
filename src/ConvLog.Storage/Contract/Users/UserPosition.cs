namespace ConvLog.Storage;

/// <summary>A position in a list of end users.</summary>
public sealed record UserPosition
{
    /// <summary>The position after a user.</summary>
    /// <param name="lastStartedAt">The start of the user's latest conversation in the list, in UTC ticks.</param>
    /// <param name="pseudonym">The user's pseudonym.</param>
    public UserPosition(long lastStartedAt, string pseudonym)
    {
        LastStartedAt = lastStartedAt;
        Pseudonym = pseudonym;
    }

    /// <summary>The start of the user's latest conversation in the list, in UTC ticks.</summary>
    public long LastStartedAt { get; init; }

    /// <summary>The user's pseudonym.</summary>
    public string Pseudonym { get; init; }
}
