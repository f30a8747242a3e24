using System.Runtime.CompilerServices;
using System.Text;

namespace ConvLog.AspNetCore.Api.Import;

/// <summary>Scores as CSV (RFC 4180): a header with the names of the columns, then a record per score. A quoted field may span several lines.</summary>
internal static class CsvScores
{
    /// <summary>Reads the scores. An invalid record has no score but a problem. Blank lines are skipped.</summary>
    /// <exception cref="ApiProblemException">The header lacks a required column.</exception>
    public static async IAsyncEnumerable<(long Line, ScoreInput? Score, string? Problem)> ReadAsync(
        LineReader lines, int longestText, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[]? header = null;
        while (await RecordAsync(lines, cancellationToken).ConfigureAwait(false) is var (line, fields, problem))
        {
            if (header is null)
            {
                header = fields is null ? throw ApiProblemException.Invalid("body", $"The header cannot be read. {problem}") : Header(fields);
            }
            else if (fields is null)
            {
                yield return (line, null, problem);
            }
            else
            {
                yield return Parse(line, header, fields, longestText);
            }
        }
    }

    private static string[] Header(List<string> fields)
    {
        if (fields.Count > ScoreFields.Most)
        {
            throw ApiProblemException.Invalid(
                "body", FormattableString.Invariant($"The first line names {fields.Count} columns; at most {ScoreFields.Most} can be given."));
        }

        string[] header = [.. fields.Select(static field => field.Trim())];
        string[] missing = [.. ((string[])["conversation_id", "name", "value"]).Except(header, StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            throw ApiProblemException.Invalid("body", $"The first line must name the columns. It lacks {string.Join(", ", missing)}.");
        }

        return header.Distinct(StringComparer.Ordinal).Count() == header.Length
            ? header : throw ApiProblemException.Invalid("body", "The first line names a column twice.");
    }

    private static (long Line, ScoreInput? Score, string? Problem) Parse(long line, string[] header, List<string> fields, int longestText)
    {
        if (fields.Count != header.Length)
        {
            return (line, null, FormattableString.Invariant($"The line has {fields.Count} fields, and the header {header.Length}."));
        }

        var score = new ScoreFields(longestText);
        for (int i = 0; i < header.Length; i++)
        {
            score.Set(header[i], fields[i], isString: false);
        }

        try
        {
            return (line, score.ToScore(), null);
        }
        catch (FormatException e)
        {
            return (line, null, e.Message);
        }
    }

    // The line number is that of the record's first line. Null at the end.
    private static async ValueTask<(long Line, List<string>? Fields, string? Problem)?> RecordAsync(LineReader lines, CancellationToken cancellationToken)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        long first = 0;
        int length = 0;
        bool isQuoted = false;
        bool isTooLong = false;
        while (true)
        {
            string? line;
            try
            {
                line = await lines.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DecoderFallbackException)
            {
                return (first == 0 ? lines.Number : first, null, "The line is not UTF-8.");
            }

            if (line is null)
            {
                return isQuoted ? (first, null, "A quotation mark is not closed.") : null;
            }

            if (first == 0 && line.Length == 0 && !lines.IsTooLong)
            {
                continue;
            }

            first = first == 0 ? lines.Number : first;
            length += lines.Bytes;
            isTooLong |= lines.IsTooLong || length > LineReader.LongestLine;
            isQuoted = isTooLong ? isQuoted != (lines.QuotationMarks % 2 == 1) : Split(line, fields, field, isQuoted);
            if (!isQuoted)
            {
                return isTooLong ? (first, null, ScoreFields.TooLong) : (first, fields, null);
            }

            if (!isTooLong)
            {
                field.Append('\n');
            }
        }
    }

    // Whether the line ends inside quotation marks.
    private static bool Split(string line, List<string> fields, StringBuilder field, bool isQuoted)
    {
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        if (!isQuoted)
        {
            fields.Add(field.ToString());
            field.Clear();
        }

        return isQuoted;
    }
}
