using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>The key and the value of a field, as <c>key:value</c>, divided at the first colon.</summary>
internal sealed record FieldValue(string Name, string Description) : QueryValue<FieldFilter?>(Name, Description)
{
    private const int LongestKey = 256;
    private const int LongestValue = 1_024;

    public override string Schema => """{"type":"string","pattern":"^[^:]+:","maxLength":1281}""";

    public override FieldFilter? Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return null;
        }

        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon is > 0 and <= LongestKey && text.Length - colon - 1 <= LongestValue
            ? new FieldFilter(text[..colon], text[(colon + 1)..])
            : throw InvalidValue(text, $"key:value, such as status:409, with at most {LongestKey} characters before the colon and {LongestValue} after it");
    }
}
