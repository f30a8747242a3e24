using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ConvLog.AspNetCore.Api.Import;

/// <summary>Scores as JSON lines, an object per score.</summary>
internal static class JsonScores
{
    /// <summary>Reads the scores. An invalid line has no score but a problem. Blank lines are skipped.</summary>
    public static async IAsyncEnumerable<(long Line, ScoreInput? Score, string? Problem)> ReadAsync(
        LineReader lines, int longestText, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            string? line = null;
            string? problem = null;
            try
            {
                line = await lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DecoderFallbackException)
            {
                problem = "The line is not UTF-8.";
            }

            problem ??= lines.IsTooLong ? ScoreFields.TooLong : null;
            if (line is null && problem is null)
            {
                yield break;
            }

            if (problem is not null)
            {
                yield return (lines.Number, null, problem);
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(lines.Number, line, longestText);
            }
        }
    }

    private static (long Line, ScoreInput? Score, string? Problem) Parse(long number, string line, int longestText)
    {
        var fields = new ScoreFields(longestText);
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (number, null, "The line is no JSON object.");
            }

            HashSet<string> names = new(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                {
                    throw new FormatException($"{Text.Printable.Line(property.Name, 64)} is given twice; give it once.");
                }

                if (names.Count > ScoreFields.Most)
                {
                    throw new FormatException($"The object has more than {ScoreFields.Most} members.");
                }

                string? text = property.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => property.Value.GetString(),
                    JsonValueKind.Object or JsonValueKind.Array => throw new FormatException(
                        $"{Text.Printable.Line(property.Name, 64)} must be a number, true or false, or a string."),
                    _ => property.Value.GetRawText(),
                };
                fields.Set(property.Name, text, isString: property.Value.ValueKind == JsonValueKind.String);
            }

            return (number, fields.ToScore(), null);
        }
        catch (JsonException e)
        {
            return (number, null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The line is not JSON (byte {e.BytePositionInLine + 1})."));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return (number, null, e is FormatException ? e.Message : "The line is not valid Unicode.");
        }
    }
}
