namespace ConvLog.AspNetCore.Review;

/// <summary>What a piece of JSON is, for its colour.</summary>
internal enum JsonTokenKind
{
    /// <summary>Brackets, commas, colons, spaces and line breaks.</summary>
    Mark,
    Key,
    Text,
    Number,
    Boolean,
    Null,
}
