using System.Text.Json;
#if !NET9_0_OR_GREATER
using System.Text.Json.Nodes;
#endif

namespace ConvLog.Testing.Assertions;

/// <summary>
/// The fields a test expects, captured as by a log: so a list is compared with a list, an exception with its captured form, and <c>409</c>
/// equals <c>409L</c> because a reader sees the same. A personal field expects its mask as well; any other field matches with or without a mask.
/// </summary>
/// <param name="whole">The fields without limits.</param>
/// <param name="cut">The same within the default limits, as in a conversation without limits of its own.</param>
internal sealed class ExpectedFields(LogField[] whole, LogField[] cut)
{
    public static ExpectedFields None { get; } = new([], []);

    public static ExpectedFields OfEntry(LogField[] fields)
        => new(CapturedValues.OfEntry(fields, CapturedValues.Most), CapturedValues.OfEntry(fields, LogLimits.Default));

    public static ExpectedFields OfArguments(LogField[] arguments)
        => new(CapturedValues.OfArguments(arguments, CapturedValues.Most), CapturedValues.OfArguments(arguments, LogLimits.Default));

    /// <summary>The first field that an entry lacks, or has with another value or mask; null if there is none.</summary>
    public string? Difference(LogEntry entry) => Difference(entry.Fields, static field => field.Shown, entry.IsPii ? ", hidden with the whole entry" : "");

    /// <summary>The same for arguments, which are personal without being marked.</summary>
    public string? Difference(LogFields arguments) => Difference(arguments, ShownOfPersonal, "");

    /// <summary>How a result differs from the expected one; null if it does not.</summary>
    public static string? Difference(LogField expected, LogField result) => Difference(expected, result, ShownOfPersonal(result), "");

    public override string ToString() => EntryLines.Fields(whole);

    private string? Difference(LogFields actual, Func<LogField, string?> shown, string where)
        => whole.Zip(cut, (one, shorter) => Difference(shorter, actual, shown, where) is null ? null : Difference(one, actual, shown, where))
            .FirstOrDefault(static difference => difference is not null);

    private static string? Difference(LogField expected, LogFields actual, Func<LogField, string?> shown, string where)
        => actual.TryGetField(expected.Key, out var field) ? Difference(expected, field, shown(field), where) : $"it has no {expected.Key}";

    private static string? Difference(LogField expected, LogField actual, string? shown, string where)
    {
        if (!AreEqual(expected, actual))
        {
            return $"{expected.Key} is {EntryLines.Value(actual)}";
        }

        return !expected.IsPii || string.Equals(expected.Shown, shown, StringComparison.Ordinal)
            ? null
            : $"{expected.Key} is {EntryLines.Value(actual)}{where}, {(shown is null ? "without a mask of its own" : $"shown as {EntryLines.Quoted(shown)}")}, not as "
                + EntryLines.Quoted(expected.Shown!);
    }

    // A value without its own mask is shown as the default mask.
    private static string? ShownOfPersonal(LogField field) => field.Shown ?? MaskedText.Redacted;

    // Compares objects regardless of the order of their properties.
    private static bool AreEqual(LogField one, LogField other)
    {
        using var left = CapturedValues.Json(one);
        using var right = CapturedValues.Json(other);
        return AreEqual(left.RootElement.GetProperty("value"), right.RootElement.GetProperty("value"));
    }

    private static bool AreEqual(JsonElement one, JsonElement other)
#if NET9_0_OR_GREATER
        => JsonElement.DeepEquals(one, other);
#else
        => one.GetRawText() is var text && (string.Equals(text, other.GetRawText(), StringComparison.Ordinal)
            || JsonNode.DeepEquals(Node(one), Node(other)));

    private static JsonNode? Node(JsonElement value)
        => JsonNode.Parse(value.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = 128 });
#endif
}
