namespace ConvLog.AspNetCore.Review;

/// <summary>How the value of a field is shown.</summary>
internal enum ValueShape
{
    Null,
    Boolean,
    Number,

    /// <summary>A text, in quotes.</summary>
    Text,

    /// <summary>A time, a duration, an ID: without quotes.</summary>
    Literal,

    /// <summary>A list or an object.</summary>
    Json,
}
