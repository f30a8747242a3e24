using System.Text;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Storage.Text;

/// <summary>The searchable text of a field's value.</summary>
internal static class SearchValue
{
    private static readonly JsonReaderOptions s_anyDepth = new() { MaxDepth = 1_000 };

    /// <summary>A text unchanged, a scalar as written; for JSON, its texts and scalars without keys. Empty for null.</summary>
    public static string Of(in LogField field) => field switch
    {
        { Kind: FieldKind.Null } => "",
        { Reference: JsonFragment json } => Of(json),
        _ => FieldText.Unquoted(field),
    };

    private static string Of(JsonFragment json)
    {
        var text = new StringBuilder();
        var reader = new Utf8JsonReader(json.Utf8, s_anyDepth);
        while (reader.Read())
        {
            string? value = reader.TokenType switch
            {
                JsonTokenType.String => JsonText.Read(ref reader),
                JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
                _ => null,
            };
            if (value is not null)
            {
                text.Append(text.Length == 0 ? "" : " ").Append(value);
            }
        }

        return text.ToString();
    }
}
