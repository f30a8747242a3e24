namespace ConvLog.AspNetCore.Review;

/// <summary>The form in which the value of a field is shown.</summary>
internal enum ValueShape
{
    Null,
    Boolean,
    Number,

    /// <summary>A text, in quotation marks.</summary>
    Text,

    /// <summary>A time, a duration or an ID, without quotation marks.</summary>
    Literal,

    /// <summary>A list or an object.</summary>
    Json,
}
