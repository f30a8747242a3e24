namespace ConvLog.AspNetCore.Review;

/// <summary>The kinds of tokens of JSON, for their colours.</summary>
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
