namespace ConvLog.AspNetCore.Review;

/// <summary>The kind of a JSON token, which determines its color.</summary>
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
