namespace ConvLog.AspNetCore.Review;

/// <summary>How the value of a field is shown.</summary>
internal enum ValueShape
{
    Null,
    Boolean,
    Number,

    /// <summary>A text, in quotes.</summary>
    Text,

    /// <summary>A moment, a duration, an id: no quotes.</summary>
    Literal,

    /// <summary>A list or an object.</summary>
    Json,
}
