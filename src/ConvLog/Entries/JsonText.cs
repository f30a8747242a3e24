using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>Reads JSON strings that the framework rejects: those with an escaped lone surrogate, which the grammar of RFC 8259 allows.</summary>
internal static class JsonText
{
    /// <summary>The string or property name at the reader's position; a lone surrogate in it becomes U+FFFD.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException) when (!reader.HasValueSequence)
        {
            return TextRules.ReplaceLoneSurrogates(Unescape(Encoding.UTF8.GetString(reader.ValueSpan)));
        }
    }

    /// <summary>The text of a complete, valid JSON string.</summary>
    public static string Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>The text of a valid JSON string without its quotes. A lone surrogate is kept, for the caller to replace.</summary>
    public static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            char escape = raw[++i];
            if (escape == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(escape switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => escape });
            }
        }

        return text.ToString();
    }

    /// <summary>The position of the closing quote of the string that starts at position 0.</summary>
    public static int EndOfString(ReadOnlySpan<char> raw)
    {
        int i = 1;
        while (raw[i] != '"')
        {
            i += raw[i] == '\\' ? 2 : 1;
        }

        return i;
    }
}
