namespace ConvLog.Records;

/// <summary>An entry or an API response with the place where it was logged, as one reader may see it.</summary>
/// <remarks>Its <see cref="EntryView.Order"/> is its place in the <see cref="LogPage"/>, from 0: the place in its scope would take reading the scope
/// whole.</remarks>
public sealed record LoggedView
{
    internal LoggedView()
    {
    }

    /// <summary>The turn; null outside any.</summary>
    public string? TurnId { get; internal init; }

    /// <summary>The function event; null outside any.</summary>
    public string? FunctionEventId { get; internal init; }

    /// <summary>The entry; null where it is an API response.</summary>
    public EntryView? Entry { get; internal init; }

    /// <summary>The API response; null where it is an entry.</summary>
    public ApiResponseView? ApiResponse { get; internal init; }
}
