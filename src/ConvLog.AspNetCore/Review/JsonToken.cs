namespace ConvLog.AspNetCore.Review;

/// <summary>A piece of JSON as it is written.</summary>
internal readonly record struct JsonToken(JsonTokenKind Kind, string Text);
