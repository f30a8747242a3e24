namespace ConvLog.Records;

/// <summary>An entry or an API response with the scope in which it was logged, as one reader may see it.</summary>
/// <remarks>Its <see cref="EntryView.Order"/> is its position in the <see cref="LogPage"/>, from 0: the position in its scope would require reading the whole
/// scope.</remarks>
public sealed record LoggedView
{
    internal LoggedView()
    {
    }

    /// <summary>The turn; null outside turns.</summary>
    public string? TurnId { get; internal init; }

    /// <summary>The function event; null outside function events.</summary>
    public string? FunctionEventId { get; internal init; }

    /// <summary>The entry; null for an API response.</summary>
    public EntryView? Entry { get; internal init; }

    /// <summary>The API response; null for an entry.</summary>
    public ApiResponseView? ApiResponse { get; internal init; }
}
