namespace ConvLog.AspNetCore.Review;

/// <summary>A token of JSON with its original text.</summary>
internal readonly record struct JsonToken(JsonTokenKind Kind, string Text);
