namespace ConvLog.AspNetCore.Review;

/// <summary>A token of JSON, unchanged.</summary>
internal readonly record struct JsonToken(JsonTokenKind Kind, string Text);
